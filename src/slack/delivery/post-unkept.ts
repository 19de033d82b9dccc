import type { PostOutcome } from '../../digests/digest-post.ts';
import type { Question } from '../../store/questions.ts';
import type { OpenQuestion } from '../intake/inbox.ts';
import type { Reply } from '../requests/answer-papers.ts';
import { troubleOf } from './errors.ts';
import { type OwnAnswers, settleMs } from './find-answer.ts';
import { postOutcomeOf } from './outcomes.ts';
import type { Calling } from './rate-limit.ts';

/** Posts of one answer in its place. */
const mostPosts = 3;

export interface PostUnkeptDependencies extends Pick<Calling, 'sleep'> {
  readonly post: (open: OpenQuestion, reply: Reply) => Promise<unknown>;
  readonly answerAside: (question: Question, reply: Reply, refusal: unknown) => Promise<void>;
  readonly ownAnswers: Pick<OwnAnswers, 'findPatiently' | 'removeCopies'>;
}

const passes = (outcome: PostOutcome): boolean =>
  outcome.kind === 'unclear' || (outcome.kind === 'refused' && outcome.until === 'it passes');

/** Answers a question that the store does not know: its thread alone tells whether an answer stands, given by whichever process. */
export function createPostUnkept({ post, answerAside, ownAnswers, sleep }: PostUnkeptDependencies) {
  /** @returns what Slack refused it with; undefined when an answer stands. @throws an error that is not Slack's */
  async function refusalOf(open: OpenQuestion, reply: Reply): Promise<unknown> {
    let mayStand = false;
    for (let posts = 1; ; posts += 1) {
      try {
        await post(open, reply);
        return undefined;
      } catch (error) {
        if (troubleOf(error) === undefined) throw error;
        const outcome = postOutcomeOf(error);
        mayStand ||= outcome.kind === 'unclear';
        if (!mayStand && !passes(outcome)) return error;
        await sleep(settleMs);
        const { kind } = await ownAnswers.findPatiently(open.question);
        if (kind === 'found') return undefined;
        if (!passes(outcome) || posts === mostPosts || (mayStand && kind !== 'absent')) return error;
      }
    }
  }

  return async (open: OpenQuestion, reply: Reply): Promise<void> => {
    const refusal = await refusalOf(open, reply);
    // What is told aside nobody takes back: it stays beside the answer of a process that knows nothing of this one.
    if (refusal !== undefined) await answerAside(open.question, reply, refusal);
    await sleep(settleMs);
    await ownAnswers.removeCopies(open.question);
  };
}
