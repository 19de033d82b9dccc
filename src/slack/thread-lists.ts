import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { slackCodeOf } from './errors.ts';
import { threadMessages } from './limits.ts';
import type { SaidMessage } from './message-words.ts';
import { type PaperList, paperListSchema } from './paper-list.ts';

/**
 * Which list a thread is about, for follow-ups. It travels in the metadata of the bot's own answers; memory only spares reading it
 * back, and serves where the app may not read the channel's history.
 */

/** The list that was posted last, and the ids of its papers shown so far, best first. */
export interface PostedList {
  readonly list: PaperList;
  readonly ids: readonly string[];
}

/** All answers in threads have it, with or without a list: answer-question.ts names the question beside it. */
export const answerEventType = 'paperboy_answer';
const postedListSchema = z.object({ list: paperListSchema, ids: z.array(z.string()) });
/** Papers remembered of one list; Slack's cap for metadata is not documented, 100 ids are some 1.3 kB. */
const maxIds = 100;
/** Threads remembered; the oldest are read back from Slack when they come up again. */
const maxThreads = 1_000;

/** Message metadata: https://docs.slack.dev/messaging/message-metadata */
export interface ListMetadata {
  readonly event_type: string;
  readonly event_payload: { [key: string]: string };
}

/** The metadata that an answer carries. Slack stores flat values of any depth; one JSON text keeps the shape ours. */
export function metadataOf({ list, ids }: PostedList): ListMetadata {
  return {
    event_type: answerEventType,
    event_payload: { answer: JSON.stringify({ list, ids: ids.slice(0, maxIds) }) },
  };
}

interface MaybeMetadata {
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object } | undefined;
}

function postedListOf({ metadata }: MaybeMetadata): PostedList | undefined {
  if (metadata?.event_type !== answerEventType) return undefined;
  const payload = z.object({ answer: z.string() }).safeParse(metadata.event_payload);
  if (!payload.success) return undefined;
  try {
    return postedListSchema.parse(JSON.parse(payload.data.answer));
  } catch {
    // Another app can use our event type; what it wrote is not a list.
    return undefined;
  }
}

export interface ThreadLists {
  remember(channel: string, thread: string, posted: PostedList): void;
  /** The list posted last in the channel, as far as memory goes. */
  latest(channel: string): PostedList | undefined;
  /** The list posted last in the thread, or undefined when there is none or it cannot be read. */
  find(client: WebClient, channel: string, thread: string): Promise<PostedList | undefined>;
}

export function createThreadLists(): ThreadLists {
  const remembered = new Map<string, PostedList>();
  const keyOf = (channel: string, thread: string): string => `${channel} ${thread}`;

  return {
    remember(channel, thread, posted) {
      const key = keyOf(channel, thread);
      remembered.delete(key);
      remembered.set(key, posted);
      const oldest = remembered.keys().next().value;
      if (remembered.size > maxThreads && oldest !== undefined) remembered.delete(oldest);
    },
    latest: (channel) => [...remembered].findLast(([key]) => key.startsWith(`${channel} `))?.[1],
    async find(client, channel, thread) {
      const known = remembered.get(keyOf(channel, thread));
      if (known !== undefined) return known;
      const messages = await readThread(client, channel, thread);
      return messages?.map(postedListOf).findLast((posted) => posted !== undefined);
    },
  };
}

/** A message of a thread, as much of it as is needed. */
export interface ThreadMessage extends MaybeMetadata, SaidMessage {}

/** The messages of a thread, oldest first; undefined when the app may not read them. */
export async function readThread(
  client: WebClient,
  channel: string,
  thread: string,
): Promise<ThreadMessage[] | undefined> {
  try {
    const { messages } = await client.conversations.replies({
      channel,
      ts: thread,
      limit: threadMessages,
      include_all_metadata: true,
    });
    return messages ?? [];
  } catch (error) {
    const code = slackCodeOf(error);
    // History is an optional permission; without it the bot asks instead of reading.
    if (
      code === 'missing_scope' ||
      code === 'not_in_channel' ||
      code === 'channel_not_found' ||
      code === 'thread_not_found'
    )
      return undefined;
    throw error;
  }
}
