import type { Logger } from 'pino';
import type { Paper } from '../papers/paper.ts';
import type { SourcesStatus } from '../sources/status.ts';
import { damagedRecord } from '../store/damaged-rows.ts';
import type { Deliveries } from '../store/deliveries.ts';
import { type Claimed, isByHand } from '../store/delivery.ts';
import type { Subscription, Subscriptions } from '../store/subscriptions.ts';
import type { Summaries } from '../summaries/summaries.ts';
import { type AccessWatch, accessPauseMs } from './access.ts';
import { type Choose, readerOf } from './choose.ts';
import type { WithRoundUp } from './choose-round-up.ts';
import { clockSkewMs, createCopies } from './copies.ts';
import { type Digest, decodeDigest, encodeDigest } from './digest.ts';
import type { DigestPost, NoAccess, PostOutcome } from './digest-post.ts';
import { createWithSummaries } from './digest-summaries.ts';
import type { NoteTold } from './note-told.ts';
import type { Notes } from './notes.ts';
import { channelGapMs, missedReason, unreadableReason, workspaceGapMs } from './plan.ts';
import type { Waiting } from './waiting.ts';

/** How long things may take, in milliseconds. A test of faults uses shorter times; their order must stay. */
export interface Timing {
  /** A worker that holds a delivery this long without a word is taken for dead: far more than a slow request may take. */
  readonly leaseMs: number;
  /** Nothing is sent when less of the lease is left than a request may take. */
  readonly requestMs: number;
  /** What Slack took without saying so shows in the channel's history by then; in measurements no wait at all posted twice. */
  readonly settleMs: number;
  /** The pause before a delivery is tried again doubles from the first to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** How often the store is asked what is due: what somebody asks for now comes at once for people. */
  readonly pollMs: number;
}

export const usualTiming: Timing = {
  leaseMs: 90_000,
  requestMs: 30_000,
  settleMs: 10_000,
  firstPauseMs: 10_000,
  longestPauseMs: 600_000,
  pollMs: 1_000,
};

const quietReason = 'Nothing new, and the last post said so already.';
const nothingToPost = 'There was nothing to post.';

export interface DeliverDependencies {
  readonly deliveries: Deliveries;
  readonly subscriptions: Subscriptions;
  readonly choose: Choose;
  readonly withRoundUp: WithRoundUp;
  readonly paperOf: (id: string) => Promise<Paper | undefined>;
  readonly post: DigestPost;
  readonly access: AccessWatch;
  readonly sourcesStatus: SourcesStatus;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timing: Timing;
  readonly waiting: Waiting;
  readonly notes: Notes;
  readonly summaries?: Summaries | undefined;
  /** Its reader knows now what is new of what they follow. */
  readonly noteTold?: NoteTold | undefined;
}

/** It only says that there is nothing. */
const isQuiet = ({ kind, roundUp, followed }: Digest): boolean =>
  kind !== 'papers' && roundUp === undefined && followed === undefined;

/** What a worker got, and how long ago by a clock that never jumps. */
export interface Held {
  readonly claimed: Claimed;
  /** Milliseconds since just before the claim was asked for. */
  readonly elapsedMs: () => number;
}

/** Brings one claimed delivery one step on: finds out what happened to a message in flight, or posts the next one. */
export type Deliver = (held: Held) => Promise<void>;

export function createDeliver(dependencies: DeliverDependencies): Deliver {
  const {
    deliveries,
    subscriptions,
    choose,
    withRoundUp,
    paperOf,
    post,
    access,
    sourcesStatus,
    logger,
    now,
    sleep,
    timing,
    waiting,
    notes,
    summaries,
    noteTold = async () => undefined,
  } = dependencies;
  const { leaseMs, requestMs, settleMs } = timing;
  const withSummaries = createWithSummaries({ summaries, post, now });
  const { removeCopy, removeUnclearCopy } = createCopies({ deliveries, post, logger, sleep, settleMs });

  /** The last digest of this subscription said that there was nothing. */
  async function wasQuiet({ subscriptionId }: Claimed): Promise<boolean> {
    const last = await deliveries.lastSent(subscriptionId);
    const digest = last?.content === undefined ? undefined : await decodeDigest(last.content, paperOf);
    return digest !== undefined && isQuiet(digest);
  }

  async function chosenFor(claimed: Claimed, subscription: Subscription): Promise<Digest | undefined> {
    if (claimed.content !== undefined) {
      const fixed = await decodeDigest(claimed.content, paperOf);
      if (fixed === undefined) await fail(claimed, damagedRecord);
      return fixed;
    }
    for (;;) {
      const papersAlone = await choose(
        subscription,
        await deliveries.papersSent(subscription.id),
        readerOf(subscription),
      );
      const digest = await withRoundUp(papersAlone, subscription, post.readableFrom);
      if (isQuiet(digest) && (isByHand(claimed) || (await wasQuiet(claimed)))) {
        await deliveries.finish(claimed, 'skipped', now(), isByHand(claimed) ? nothingToPost : quietReason);
        return undefined;
      }
      const papers = digest.kind === 'papers' ? digest.papers : [];
      const planned = { delivery: claimed, subscription, digest, part: 0, now: now(), sources: [] };
      const hasThread = subscription.hasDetails && !(await post.leadsOn(planned));
      const chosen = {
        content: encodeDigest(digest),
        parts: 1 + (hasThread ? papers.length : 0),
        paperIds: papers.map(({ paper }) => paper.id),
      };
      const fixed = await deliveries.fix(claimed, chosen);
      // One that was asked for by hand in the same moment has some of them: what is left is chosen among anew.
      if (fixed !== 'taken') return fixed === 'fixed' ? digest : undefined;
    }
  }

  async function fail(claimed: Claimed, sentence: string): Promise<void> {
    logger.error({ delivery: claimed.id, reason: sentence }, 'Digest not delivered');
    await deliveries.finish(claimed, 'failed', now(), sentence);
  }

  /** Final, and the maker hears of it. */
  async function giveUp(claimed: Claimed, subscription: Subscription, sentence: string): Promise<void> {
    await notes.keep(subscription, sentence);
    await fail(claimed, sentence);
    await notes.tell();
  }

  async function refuse(claimed: Claimed, subscription: Subscription, sentence: string): Promise<void> {
    await subscriptions.pause(subscription, sentence);
    await giveUp(claimed, subscription, sentence);
  }

  async function recordPosted(claimed: Claimed, ts: string): Promise<void> {
    // What follows queues behind the posts of the workspace's other channels.
    const { inTeam, inChannel } = await deliveries.lastPlanned(claimed, now());
    const notBefore = Math.max(now() + channelGapMs, inTeam + workspaceGapMs, inChannel + channelGapMs);
    if (await deliveries.recordPosted(claimed, ts, { now: now(), notBefore })) return noteTold(claimed);
    await removeCopy(claimed, ts);
  }

  /** All that the workspace has to post waits, however long; the next try finds out whether it lets the bot in again. */
  async function waitForAccess(claimed: Claimed, refusal: NoAccess, putBack: Deliveries['release']): Promise<void> {
    await access.lost(claimed.team, refusal);
    const until = now() + accessPauseMs;
    await deliveries.shift({ team: claimed.team }, until);
    await putBack(claimed, until, refusal.sentence);
  }

  async function handleRefusal(
    { until, sentence }: Extract<PostOutcome, { kind: 'refused' }>,
    claimed: Claimed,
    subscription: Subscription,
  ): Promise<void> {
    if (until === 'never') return giveUp(claimed, subscription, sentence);
    if (until === 'somebody acts') return refuse(claimed, subscription, sentence);
    if (until === 'it is known' && waiting.isInDoubtTooLong(claimed)) return refuse(claimed, subscription, sentence);
    if (waiting.isTooOld(claimed)) return giveUp(claimed, subscription, sentence);
    await deliveries.release(claimed, now() + waiting.pauseMs(claimed), sentence);
  }

  async function handle(outcome: PostOutcome, claimed: Claimed, subscription: Subscription): Promise<void> {
    switch (outcome.kind) {
      case 'sent':
        await recordPosted(claimed, outcome.ts);
        return access.back(claimed.team);
      case 'rate-limited': {
        if (waiting.isTooOld(claimed))
          return giveUp(claimed, subscription, 'Slack’s rate limit held it up for half a day.');
        const until = waiting.until(claimed, outcome.retryAfterMs);
        await waiting.hold(claimed, until);
        await deliveries.release(claimed, until, outcome.sentence);
        return;
      }
      case 'no-access':
        return waitForAccess(claimed, outcome, deliveries.release);
      case 'refused':
        return handleRefusal(outcome, claimed, subscription);
      case 'no-thread':
        if (claimed.posted.length === 0) return giveUp(claimed, subscription, outcome.sentence);
        return fail(claimed, `The post stands without its details. ${outcome.sentence}`);
      case 'unclear': {
        if (waiting.isTooOld(claimed)) {
          const inDoubt = { ...claimed, postingSince: claimed.postingSince ?? now() };
          return giveUp(inDoubt, subscription, 'Slack did not confirm it for half a day.');
        }
        const until = waiting.until(claimed, settleMs);
        if (!(await deliveries.leaveUnclear(claimed, until, outcome.sentence))) await removeUnclearCopy(claimed);
        return;
      }
      default:
        outcome satisfies never;
    }
  }

  /** Whether the message in flight surely does not stand in Slack; what else there is to do is done. */
  async function isSurelyAbsent(claimed: Claimed, subscription: Subscription): Promise<boolean> {
    const { postingAt, postingSince } = claimed;
    if (claimed.state !== 'posting' || postingAt === undefined || postingSince === undefined) return true;
    if (now() < postingAt + settleMs) {
      await deliveries.leaveUnclear(claimed, postingAt + settleMs, 'it did not confirm the message');
      return false;
    }
    const found = await post.find(claimed, claimed.posted.length, postingSince - clockSkewMs);
    switch (found.kind) {
      case 'absent':
        return true;
      case 'found':
        await recordPosted(claimed, found.ts);
        return false;
      case 'no-access':
        await waitForAccess(claimed, found, (held, until) => deliveries.leaveUnclear(held, until, found.sentence));
        return false;
      case 'unreadable':
        await giveUp(claimed, subscription, found.sentence);
        return false;
      case 'later': {
        const sentence = 'Slack did not say whether it took the message, and its history could not be read.';
        const until = now() + Math.max(found.retryAfterMs ?? 0, waiting.pauseMs(claimed));
        if (waiting.isTooOld(claimed)) await giveUp(claimed, subscription, sentence);
        else await deliveries.leaveUnclear(claimed, until, 'it did not confirm the message');
        return false;
      }
      default:
        return found satisfies never;
    }
  }

  return async ({ claimed, elapsedMs }) => {
    const subscription = await subscriptions.get({ ...claimed, id: claimed.subscriptionId });
    // Damaged; or removed in the meantime, and its deliveries with it: then nothing is written.
    if (subscription === undefined) {
      await deliveries.finish(claimed, 'failed', now(), unreadableReason);
      return;
    }
    if (!(await isSurelyAbsent(claimed, subscription))) return;
    if (claimed.posted.length === 0) {
      const reason = subscription.paused ?? ((await deliveries.isOvertaken(claimed, now())) ? missedReason : undefined);
      if (reason !== undefined) {
        // Slack was asked by now, if need be: its papers were not seen, and may come in another digest.
        await deliveries.finish(
          { ...claimed, postingSince: undefined, postingAt: undefined },
          'skipped',
          now(),
          reason,
        );
        return;
      }
    }
    const digest = await chosenFor(claimed, subscription);
    if (digest === undefined) return;
    // Its content is fixed by now: the row says how many parts there are.
    const current = await deliveries.get(claimed.id);
    if (current === undefined) return;
    const fixed: Claimed = { ...claimed, content: current.content, parts: current.parts };
    const [sources, told] = await Promise.all([sourcesStatus(), withSummaries(digest, fixed, subscription)]);
    // This process may have stood still since the claim, and another may hold the delivery.
    if (elapsedMs() > leaseMs - requestMs) return;
    if (!(await deliveries.markPosting(fixed, now(), leaseMs))) return;
    const part = fixed.posted.length;
    const outcome = await post.post({
      delivery: fixed,
      subscription,
      digest: told,
      part,
      now: now(),
      sources,
    });
    await handle(outcome, fixed, subscription);
  };
}
