import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { maxStoredQuestionBytes } from '../limits.ts';
import { jsonBytes } from '../messages/cut-text.ts';
import { paperListSchema } from '../requests/paper-list.ts';

/**
 * What the bot posted that people go on with: it travels in the metadata of the message
 * (https://docs.slack.dev/messaging/message-metadata), so that it is known by everyone who can read the message, also after a restart.
 */

const originSchema = z.discriminatedUnion('kind', [
  ...paperListSchema.options,
  z.object({ kind: z.literal('digest'), topics: z.array(z.string()) }),
]);
const listSchema = z.object({
  /** Where its papers come from. */
  list: originSchema,
  /** Papers of the list before these. */
  from: z.number().int().nonnegative().default(0),
  /** Papers shown so far, in order: the first has the number from + 1. */
  ids: z.array(z.string()),
  /** How many of them its message shows, the last ones; a page where nothing is said. */
  shown: z.number().int().positive().optional(),
  /** Of one that is shown again: what was posted before it first stood there, Slack's `ts`, is what is before it. */
  until: z.string().optional(),
});
const postedSchema = z.union([listSchema, z.object({ paper: z.string() })]);

/** A numbered list. */
export type PostedList = z.infer<typeof listSchema>;
/** Or a single paper without a number: shared, or told more about. */
export type Posted = z.infer<typeof postedSchema>;

/** What was posted, and when. */
export interface Placed<What extends Posted = Posted> {
  readonly posted: What;
  readonly ts: string;
}

/** Where somebody goes on with a list. */
export interface Spot {
  readonly client: WebClient;
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  /** Undefined at the top of the conversation. */
  readonly thread: string | undefined;
  /** Only what was posted before counts; Slack's `ts`. */
  readonly before: string;
  /** Whose messages link no paper of somebody's; undefined where Slack does not tell. */
  readonly botUserId: string | undefined;
}

/** All answers have it, with or without a list: answer-question.ts names the question beside it. */
export const answerEvent = 'paperboy_answer';
/** Metadata of digests belongs to the delivery protocol; the list stands beside what that needs. */
export const digestEvent = 'paperboy_digest';
/** Papers named in one message; Slack's cap for metadata is not documented, 100 ids are some 1.3 kB. The last ones count. */
const maxIds = 100;

export interface PostedMetadata {
  readonly event_type: string;
  readonly event_payload: { [key: string]: string };
}

/** Slack stores flat values; one JSON text keeps the shape ours. */
export function payloadOf(posted: Posted): { answer: string } {
  return { answer: JSON.stringify(shortened(posted)) };
}

export function metadataOf(posted: Posted): PostedMetadata {
  return { event_type: answerEvent, event_payload: payloadOf(posted) };
}

/** The list that a digest shows. Topics that are too long to travel are left out: then the newest papers follow it. */
export function digestList(ids: readonly string[], topics: readonly string[]): PostedList {
  const isStorable = jsonBytes(topics) <= maxStoredQuestionBytes;
  return { list: { kind: 'digest', topics: isStorable ? [...topics] : [] }, from: 0, ids: [...ids] };
}

function shortened(posted: Posted): Posted {
  if ('paper' in posted) return posted;
  const left = Math.max(0, posted.ids.length - maxIds);
  return { ...posted, from: posted.from + left, ids: posted.ids.slice(left) };
}

interface MaybeMetadata {
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object } | undefined;
}

export function postedOf({ metadata }: MaybeMetadata): Posted | undefined {
  const eventType = metadata?.event_type;
  if (eventType !== answerEvent && eventType !== digestEvent) return undefined;
  const payload = z.object({ answer: z.string() }).safeParse(metadata?.event_payload);
  return payload.success ? postedIn(payload.data.answer) : undefined;
}

/** Undefined for what is none of ours: another app can use our event types, and somebody can damage a row. */
export function postedIn(json: string): Posted | undefined {
  try {
    return postedSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
