import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { DigestPart, DigestPost, FindOutcome, PostOutcome } from '../digests/digest-post.ts';
import type { Delivery } from '../store/delivery.ts';
import { sentenceFor, slackCodeOf } from './errors.ts';
import { digestMessage } from './messages/digest-message.ts';
import { noUnfurl } from './messages/message.ts';
import { pausedMessage } from './messages/subscription-notices.ts';
import { digestEvent, digestList, payloadOf } from './posted-list.ts';
import { rateLimitSecondsOf, type Sleep, waitingForRateLimit } from './rate-limit.ts';

/** By this the bot knows its own digests again in a channel's history. */
const ours = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(digestEvent),
    event_payload: z.object({ delivery: z.string(), part: z.number() }),
  }),
});

function metadataOf({ delivery, subscription, digest, part }: DigestPart) {
  const isList = part === 0 && digest.kind === 'papers';
  const ids = isList ? digest.papers.map(({ paper }) => paper.id) : [];
  const list = isList ? payloadOf(digestList(ids, subscription.topics)) : {};
  return { event_type: digestEvent, event_payload: { delivery: delivery.id, part, ...list } };
}

/** Slack's own trouble: what was asked for may have been done before it. */
const unclearCodes: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/** Nothing helps but somebody who changes something in Slack: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const finalCodes: ReadonlySet<string> = new Set([
  'account_inactive',
  'app_missing_action_url',
  'channel_not_found',
  'ekm_access_denied',
  'invalid_auth',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'user_not_found',
]);

/** What a reply is answered with when somebody removed the post. */
const noThreadCodes: ReadonlySet<string> = new Set([
  'thread_not_found',
  'message_not_found',
  'cannot_reply_to_message',
]);

/** Messages of one page of history, and pages read: the window begins a minute before the request, so more is a flood. */
const historyPageSize = 200;
const maxHistoryPages = 20;

/** Slack says how long to wait in every 429; this stands in for one that a proxy swallowed. */
const defaultRetryMs = 30_000;

function retryAfterMsOf(error: unknown): number | undefined {
  const seconds = rateLimitSecondsOf(error);
  if (seconds !== undefined) return seconds * 1_000;
  return slackCodeOf(error) === 'ratelimited' || isHastyWithoutHeader(error) ? defaultRetryMs : undefined;
}

// The client turns a 429 without the header into a plain Error.
function isHastyWithoutHeader(error: unknown): boolean {
  return error instanceof Error && /retry-after/i.test(error.message);
}

function outcomeOf(error: unknown): PostOutcome {
  const retryAfterMs = retryAfterMsOf(error);
  if (retryAfterMs !== undefined) return { kind: 'rate-limited', retryAfterMs };
  const code = error instanceof WebAPIPlatformError ? slackCodeOf(error) : undefined;
  if (code === undefined || unclearCodes.has(code)) {
    return { kind: 'unclear', sentence: 'Slack did not confirm that it took the message.' };
  }
  if (noThreadCodes.has(code)) return { kind: 'no-thread' };
  const sentence = finalCodes.has(code) ? sentenceFor(error) : `Slack refused the message (${code}).`;
  return { kind: 'refused', sentence, isFinal: finalCodes.has(code) };
}

export interface DigestPostDependencies {
  readonly client: WebClient;
  /** The slash command, with its slash. */
  readonly command: string;
  readonly logger: Logger;
  readonly sleep: Sleep;
}

/** Posts digests with a client that neither retries nor waits: the delivery protocol does both. */
export function createDigestPost({ client, command, logger, sleep }: DigestPostDependencies): DigestPost {
  async function pageOf(delivery: Delivery, oldest: string, cursor: string | undefined) {
    const { channel, posted } = delivery;
    const window = { channel, oldest, limit: historyPageSize, include_all_metadata: true, ...(cursor && { cursor }) };
    const [thread] = posted;
    return thread === undefined
      ? client.conversations.history(window)
      : client.conversations.replies({ ...window, ts: thread });
  }

  async function search(
    delivery: Delivery,
    part: number,
    sinceMs: number,
    exceptTs: string | undefined,
  ): Promise<FindOutcome> {
    const oldest = (sinceMs / 1_000).toFixed(6);
    let cursor: string | undefined;
    for (let page = 0; page < maxHistoryPages; page += 1) {
      const { messages = [], response_metadata } = await pageOf(delivery, oldest, cursor);
      for (const message of messages) {
        const known = ours.safeParse(message);
        if (!known.success) continue;
        const { event_payload: payload } = known.data.metadata;
        const isIt = payload.delivery === delivery.id && payload.part === part && known.data.ts !== exceptTs;
        if (isIt) return { kind: 'found', ts: known.data.ts };
      }
      cursor = response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return { kind: 'absent' };
    }
    return { kind: 'unreadable', sentence: 'Too much was posted meanwhile to see whether the digest is there.' };
  }

  return {
    async post(part: DigestPart) {
      const { delivery } = part;
      const [thread] = delivery.posted;
      try {
        const { ts } = await client.chat.postMessage({
          channel: delivery.channel,
          ...digestMessage(part),
          ...noUnfurl,
          ...(thread !== undefined && { thread_ts: thread }),
          metadata: metadataOf(part),
        });
        if (ts !== undefined) return { kind: 'sent', ts };
        return { kind: 'unclear', sentence: 'Slack took the message without saying where it stands.' };
      } catch (error) {
        const outcome = outcomeOf(error);
        logger.warn({ err: error, delivery: delivery.id, part: part.part, outcome: outcome.kind }, 'Digest not posted');
        return outcome;
      }
    },
    async find(delivery, part, sinceMs, exceptTs) {
      try {
        return await search(delivery, part, sinceMs, exceptTs);
      } catch (error) {
        logger.warn({ err: error, delivery: delivery.id, part }, 'History not read');
        const retryAfterMs = retryAfterMsOf(error);
        const code = error instanceof WebAPIPlatformError ? slackCodeOf(error) : undefined;
        if (retryAfterMs !== undefined || code === undefined || unclearCodes.has(code))
          return { kind: 'later', retryAfterMs };
        return {
          kind: 'unreadable',
          sentence: `Slack did not confirm that it took the message, and Paperboy may not look (${code}), so it does not post it again.`,
        };
      }
    },
    async remove(channel, ts) {
      try {
        await client.chat.delete({ channel, ts });
      } catch (error) {
        logger.error({ err: error, channel, ts }, 'A message that was posted twice could not be removed');
      }
    },
    async tell({ id, channel, createdBy }, sentence) {
      const told = pausedMessage({ channel }, sentence, command);
      try {
        const tell = () => client.chat.postMessage({ channel: createdBy, ...told, ...noUnfurl });
        await waitingForRateLimit(tell, sleep);
      } catch (error) {
        logger.error({ err: error, subscription: id }, 'Could not tell the maker of a paused subscription');
      }
    },
  };
}
