import type { Logger } from 'pino';
import type { Deliveries } from '../store/deliveries.ts';
import type { Claimed } from '../store/delivery.ts';
import type { DigestPost } from './digest-post.ts';
import { lookPatiently } from './look-patiently.ts';

/** Clocks of the machines and of Slack differ; the search for our message begins this long before the request. */
export const clockSkewMs = 60_000;
/** While another worker still finishes a delivery that this one posted as well. */
const copyCheckMs = 2_000;
const copyChecks = 60;

export interface CopiesDependencies {
  readonly deliveries: Pick<Deliveries, 'get'>;
  readonly post: Pick<DigestPost, 'find' | 'remove'>;
  readonly logger: Logger;
  readonly sleep: (ms: number) => Promise<void>;
  readonly settleMs: number;
}

/** Takes back a message that this worker posted although another had taken its delivery over. */
export function createCopies({ deliveries, post, logger, sleep, settleMs }: CopiesDependencies) {
  /** Another worker took over while this one posted. Gives the message that it put on record, once it did or gave up. */
  async function takenOver({ id, posted }: Claimed): Promise<{ readonly recorded: string | undefined } | undefined> {
    for (let check = 0; check < copyChecks; check += 1) {
      const current = await deliveries.get(id);
      const recorded = current?.posted[posted.length];
      if (recorded !== undefined || current === undefined || current.finishedAt !== undefined) return { recorded };
      await sleep(copyCheckMs);
    }
    logger.error({ delivery: id }, 'A message may stand twice');
    return undefined;
  }

  /** Only the message that is on record stays. */
  async function removeCopy(claimed: Claimed, ts: string): Promise<void> {
    const other = await takenOver(claimed);
    if (other === undefined || other.recorded === ts) return;
    await post.remove(claimed, ts);
  }

  /** The same where Slack did not say whether it took the message: it is looked for beside the one on record. */
  async function removeUnclearCopy(claimed: Claimed): Promise<void> {
    const other = await takenOver(claimed);
    if (other === undefined) return;
    await sleep(settleMs);
    const since = (claimed.postingSince ?? claimed.createdAt) - clockSkewMs;
    const look = () => post.find(claimed, claimed.posted.length, since, other.recorded);
    const copy = await lookPatiently(look, sleep);
    if (copy.kind === 'found') await removeCopy(claimed, copy.ts);
    else if (copy.kind !== 'absent') logger.warn({ delivery: claimed.id }, 'A message may stand twice');
  }

  return { removeCopy, removeUnclearCopy };
}
