import { readerOf } from '../../../digests/choose.ts';
import type { Digest } from '../../../digests/digest.ts';
import { createReadableFrom } from '../../delivery/readable-from.ts';
import { digestPaperMenu } from '../../messages/digest-paper-message.ts';
import { notice } from '../../messages/notice.ts';
import { privateDigestMessage } from '../../messages/preview-message.ts';
import { runNowMessage } from '../../messages/run-now-message.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { gone, isPaused } from '../../requests/stop-digest.ts';
import { type DigestListener, pressedOf, tell } from './subscription-buttons.ts';

/** "Run now" asks first where it posts. */
export function createRunNow(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies);
    await tell(args, runNowMessage(subscription, args.body.channel && (args.body.channel.name ?? '')), dependencies);
  };
}

const quiet: Readonly<Record<Exclude<Digest['kind'], 'papers'>, string>> = {
  'nothing-new': 'Nothing was posted: no new paper was left to send.',
  'archive-read': 'Nothing was posted: the library has no paper on this that was not sent before.',
};

/** Posts one more digest where it belongs, and takes the place of the question. */
export function createRunHere(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const { digests } = dependencies.digests;
    const say = (sentence: string): Promise<void> => tell(args, notice(sentence), dependencies, true);
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies, true);
    if (subscription.paused !== undefined) return tell(args, isPaused, dependencies, true);
    const { kind } = await digests.preview(subscription, { id: subscription.id, reader: readerOf(subscription) });
    if (kind !== 'papers') return say(quiet[kind]);
    const isNew = await digests.runNow(subscription);
    await say(isNew ? 'The digest is on its way.' : 'A digest is on its way already.');
  };
}

/** The same for whoever presses, in the place of the question: none of its papers counts as sent. */
export function createRunForMe(dependencies: DigestDependencies): DigestListener {
  return async (args) => {
    await args.ack();
    const subscription = await pressedOf(args, dependencies);
    if (subscription === undefined) return tell(args, gone, dependencies, true);
    const readableFrom = createReadableFrom({ clientOf: async () => args.client, logger: dependencies.logger });
    const digest = await dependencies.digests.digests.upcoming(subscription, readableFrom);
    const lead = 'Only you see this digest; its papers still come in the next one.';
    const shown = { digest, wishes: subscription, now: dependencies.now() };
    await tell(args, privateDigestMessage(lead, shown, digestPaperMenu(digest, subscription)), dependencies, true);
  };
}
