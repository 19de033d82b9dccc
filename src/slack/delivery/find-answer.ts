import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { FindOutcome } from '../../digests/digest-post.ts';
import type { Question } from '../../store/questions.ts';
import { type HistoryPlace, messagesSince } from '../conversation/messages-since.ts';
import { answerEvent } from '../conversation/posted-metadata.ts';
import { causeOf } from './errors.ts';
import { findOutcomeOf } from './outcomes.ts';
import { threadOf } from './reply-to-question.ts';

/** Beside the list of an answer its metadata names the question, so that the bot knows its own answer again. */
const answerSchema = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(answerEvent),
    event_payload: z.looseObject({ question: z.string() }),
  }),
});

/** Clocks of the machines and of Slack differ; the search for an answer begins this long before its request. */
const clockSkewMs = 60_000;

/** The ts of the answer to a question, looked for in its thread; undefined where it does not stand. @throws what Slack answers */
export async function findAnswer(
  client: WebClient,
  { id, ...place }: HistoryPlace & { readonly id: string },
  sinceMs: number,
): Promise<string | undefined> {
  for await (const message of messagesSince(client, place, sinceMs)) {
    const known = answerSchema.safeParse(message);
    if (known.success && known.data.metadata.event_payload.question === id) return known.data.ts;
  }
  return undefined;
}

/** Looks for the answer to a question, of those that were posted at `sinceMs` or later. */
export function createFindOutcome({
  clientOf,
  logger,
}: {
  readonly clientOf: (team: string) => Promise<WebClient>;
  readonly logger: Logger;
}): (question: Question, sinceMs: number) => Promise<FindOutcome> {
  return async (question, sinceMs) => {
    try {
      const place = { ...question, thread: threadOf(question) };
      const ts = await findAnswer(await clientOf(question.team), place, sinceMs - clockSkewMs);
      return ts === undefined ? { kind: 'absent' } : { kind: 'found', ts };
    } catch (err) {
      logger.warn({ err, ...causeOf(err), channel: question.channel }, 'Thread not read');
      return findOutcomeOf(err);
    }
  };
}
