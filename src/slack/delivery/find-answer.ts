import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type HistoryPlace, messagesSince } from '../conversation/messages-since.ts';
import { answerEvent } from '../conversation/posted-metadata.ts';

/** Beside the list of an answer its metadata names the question, so that the bot knows its own answer again. */
const answerSchema = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(answerEvent),
    event_payload: z.looseObject({ question: z.string() }),
  }),
});

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
