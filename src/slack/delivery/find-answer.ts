import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { FindOutcome } from '../../digests/digest-post.ts';
import { lookPatiently } from '../../digests/look-patiently.ts';
import type { Question } from '../../store/questions.ts';
import { type HistoryPlace, messagesSince } from '../conversation/messages-since.ts';
import { answerEvent } from '../conversation/posted-metadata.ts';
import { causeOf } from './errors.ts';
import { findOutcomeOf } from './outcomes.ts';
import type { Calling } from './rate-limit.ts';
import { threadOf } from './reply-to-question.ts';
import { takeBack } from './take-back.ts';

/** Beside the list of an answer its metadata names the question, so that the bot knows its own answer again. */
const answerSchema = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(answerEvent),
    event_payload: z.looseObject({ question: z.string(), isKept: z.boolean().optional() }),
  }),
});

/** What Slack took without saying so shows in the thread by then. In milliseconds. */
export const settleMs = 10_000;
/** Between two looks while somebody waits for the answer. In milliseconds. */
const hurriedPauseMs = 2_000;

/** Clocks of the machines and of Slack differ; the search for an answer begins this long before its request. */
const clockSkewMs = 60_000;

type Place = HistoryPlace & { readonly id: string };

/** What stands of answers to a question in its thread. @throws what Slack answers */
async function* answersTo(client: WebClient, { id, ...place }: Place, sinceMs: number) {
  for await (const message of messagesSince(client, place, sinceMs)) {
    const known = answerSchema.safeParse(message);
    if (!known.success || known.data.metadata.event_payload.question !== id) continue;
    yield { ts: known.data.ts, isKept: known.data.metadata.event_payload.isKept !== false };
  }
}

const askedAtMs = ({ ts }: Question): number => Number(ts) * 1_000;

const placeOf = (question: Question): Place => ({ ...question, thread: threadOf(question) });

export type OwnAnswers = ReturnType<typeof createOwnAnswers>;

export interface OwnAnswersDependencies extends Calling {
  readonly clientOf: (team: string) => Promise<WebClient>;
}

/** Answers of the bot's own, looked for where they stand. */
export function createOwnAnswers({ clientOf, logger, sleep }: OwnAnswersDependencies) {
  /** What is made of the answers that were posted at `sinceMs` or later, or what to look ended in. */
  async function look(
    question: Question,
    sinceMs: number,
    made: (answers: ReturnType<typeof answersTo>) => Promise<FindOutcome>,
  ): Promise<FindOutcome> {
    try {
      const client = await clientOf(question.team);
      return await made(answersTo(client, placeOf(question), sinceMs - clockSkewMs));
    } catch (err) {
      logger.warn({ err, ...causeOf(err), channel: question.channel }, 'Thread not read');
      return findOutcomeOf(err);
    }
  }

  const find = (question: Question, sinceMs: number): Promise<FindOutcome> =>
    look(question, sinceMs, async (answers) => {
      for await (const { ts } of answers) return { kind: 'found', ts };
      return { kind: 'absent' };
    });

  const removeSeenCopies = (question: Question): Promise<FindOutcome> =>
    look(question, askedAtMs(question), async (answers) => {
      const { team, channel } = question;
      const all = await Array.fromAsync(answers);
      const [, ...others] = all.toSorted((a, b) => Number(b.isKept) - Number(a.isKept) || Number(a.ts) - Number(b.ts));
      for (const { ts } of others.filter(({ isKept }) => !isKept))
        await takeBack(clientOf, { team, channel, ts }, { logger, sleep });
      return { kind: 'absent' };
    });

  return {
    /** Looks once for the answer to a question, of those that were posted at `sinceMs` or later. */
    find,
    /** Looks for it since the question, again where Slack does not show the thread yet. */
    findPatiently: (question: Question): Promise<FindOutcome> =>
      lookPatiently(() => find(question, askedAtMs(question)), sleep, hurriedPauseMs),
    /**
     * Takes back copies of an answer that the store knows nothing of, given by processes that it could not tell of each other: the one
     * on record stays, or else the first. All of them find the same.
     */
    async removeCopies(question: Question): Promise<void> {
      const seen = await lookPatiently(() => removeSeenCopies(question), sleep);
      if (seen.kind !== 'absent') logger.warn({ channel: question.channel }, 'An answer may stand twice');
    },
  };
}
