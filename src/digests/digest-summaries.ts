import type { Delivery } from '../store/delivery.ts';
import type { Subscription } from '../store/subscriptions.ts';
import type { Summaries } from '../summaries/summaries.ts';
import type { Digest } from './digest.ts';
import type { DigestPost } from './digest-post.ts';

/** A digest waits this long for a model, and only in the first minute after its time: it is never late because of one. */
const patienceMs = 20_000;
const latestMs = 60_000;

/** The digest with what a model of one's own wrote of its papers, as far as that is there in time. */
export type WithSummaries = (digest: Digest, delivery: Delivery, subscription: Subscription) => Promise<Digest>;

export function createWithSummaries({
  summaries,
  post,
  now,
}: {
  readonly summaries: Summaries | undefined;
  readonly post: Pick<DigestPost, 'languageOf'>;
  readonly now: () => number;
}): WithSummaries {
  return async (digest, delivery, subscription) => {
    if (summaries === undefined || digest.kind !== 'papers') return digest;
    const language = await post.languageOf(subscription);
    const leftMs = delivery.dueAt + latestMs - now();
    const told = await summaries.on(
      digest.papers.map(({ paper }) => paper),
      language,
      Math.max(0, Math.min(patienceMs, leftMs)),
    );
    const papers = digest.papers.map((one, index) => ({ ...one, paper: told[index] ?? one.paper }));
    return { ...digest, papers };
  };
}
