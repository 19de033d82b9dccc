import { WebAPIPlatformError } from '@slack/web-api';
import type { FindOutcome, PostOutcome } from '../../digests/digest-post.ts';
import { TooMuchHistoryError } from '../conversation/messages-since.ts';
import { sentenceFor, slackCodeOf } from './errors.ts';
import { rateLimitSecondsOf } from './rate-limit.ts';

/** What Slack's errors mean for a message that must stand once: https://docs.slack.dev/reference/methods/chat.postMessage#errors */

/** Slack's own trouble: what was asked for may have been done before it. */
const unclearCodes: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/** The whole workspace refuses the bot, wherever it posts. */
const noAccessCodes: ReadonlySet<string> = new Set([
  'account_inactive',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'team_added_to_org',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
]);

/** Of all scopes only that to post is asked for by every message. */
const isNoAccess = (code: string): boolean => noAccessCodes.has(code);
const isNoAccessToPost = (code: string): boolean => isNoAccess(code) || code === 'missing_scope';

/** Nothing helps but somebody who changes something in Slack. */
const finalCodes: ReadonlySet<string> = new Set([
  'app_missing_action_url',
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'no_permission',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'user_not_found',
]);

/** What a reply is answered with when somebody removed the post. */
const noThreadCodes: ReadonlySet<string> = new Set([
  'thread_not_found',
  'message_not_found',
  'cannot_reply_to_message',
]);

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

function codeOf(error: unknown): string | undefined {
  const code = error instanceof WebAPIPlatformError ? slackCodeOf(error) : undefined;
  return code === undefined || unclearCodes.has(code) ? undefined : code;
}

/** What became of a message whose post ended in this error. */
export function postOutcomeOf(error: unknown): PostOutcome {
  const retryAfterMs = retryAfterMsOf(error);
  if (retryAfterMs !== undefined) return { kind: 'rate-limited', retryAfterMs };
  const code = codeOf(error);
  if (code === undefined) return { kind: 'unclear', sentence: 'Slack did not confirm that it took the message.' };
  if (noThreadCodes.has(code)) return { kind: 'no-thread' };
  if (isNoAccessToPost(code)) return { kind: 'no-access', code, sentence: sentenceFor(error) };
  const sentence = finalCodes.has(code) ? sentenceFor(error) : `Slack refused the message (${code}).`;
  return { kind: 'refused', sentence, isFinal: finalCodes.has(code) };
}

/** What a search for a message that ended in this error leaves to do. */
export function findOutcomeOf(error: unknown): FindOutcome {
  if (error instanceof TooMuchHistoryError) return { kind: 'unreadable', sentence: error.message };
  const retryAfterMs = retryAfterMsOf(error);
  const code = codeOf(error);
  if (retryAfterMs !== undefined || code === undefined) return { kind: 'later', retryAfterMs };
  if (isNoAccess(code)) return { kind: 'no-access', code, sentence: sentenceFor(error) };
  return {
    kind: 'unreadable',
    sentence: `Slack did not confirm that it took the message, and Paperboy may not look (${code}), so it does not post it again.`,
  };
}

/** Whether the workspace lets the bot in, where asking so ended in this error; undefined: nobody knows. */
export function hasAccessAfter(error: unknown): boolean | undefined {
  const code = codeOf(error);
  return code !== undefined && isNoAccess(code) ? false : undefined;
}
