import { randomInt } from 'node:crypto';
import { RespondError } from '@slack/bolt';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { rateLimitSecondsOf } from './rate-limit.ts';

/** Slack's error code ("not_in_channel"), or undefined when the error is not Slack's answer. */
export function slackCodeOf(error: unknown): string | undefined {
  if (rateLimitSecondsOf(error) !== undefined) return 'ratelimited';
  // A page of HTML answered with 200 arrives as the "code": that is no code.
  if (error instanceof WebAPIPlatformError)
    return /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : undefined;
  return undefined;
}

/** True when a response_url is used up (5 answers) or older than 30 minutes: https://docs.slack.dev/interactivity/handling-user-interaction */
export function isExpiredResponseUrl(error: unknown): boolean {
  return error instanceof RespondError && (error.statusCode === 404 || error.statusCode === 410);
}

const accessWithdrawn = 'Paperboy’s access to this workspace was withdrawn. Ask an admin to install the app again.';

const sentences: Readonly<Record<string, string>> = {
  not_in_channel: 'Paperboy is not in this channel. Invite it with /invite @Paperboy and try again.',
  channel_not_found:
    'Paperboy cannot see this channel. If it is private, invite the bot with /invite @Paperboy and try again.',
  is_archived: 'This channel is archived, so nothing can be posted in it.',
  ratelimited: 'Slack asks Paperboy to slow down. Try again in a minute.',
  token_revoked: accessWithdrawn,
  token_expired: accessWithdrawn,
  account_inactive: accessWithdrawn,
  invalid_auth: accessWithdrawn,
  not_authed: accessWithdrawn,
  not_allowed_token_type: accessWithdrawn,
  team_access_not_granted: accessWithdrawn,
  enterprise_is_restricted: accessWithdrawn,
  ekm_access_denied: 'An admin has suspended posting in this workspace.',
  two_factor_setup_required: 'This workspace wants two-factor authentication set up before Paperboy may post.',
  org_login_required: 'This workspace is being moved to an organisation; Paperboy goes on when that is done.',
  team_added_to_org: 'This workspace is being moved to an organisation; Paperboy goes on when that is done.',
  missing_scope:
    'Paperboy lacks a permission for that. Ask an admin to install the app again with the scopes of its manifest.',
  restricted_action: 'This workspace does not let Paperboy post here. Ask an admin.',
  expired_trigger_id: 'Slack waited too long for that window. Press the button again.',
  exchanged_trigger_id: 'That window was opened already. Press the button again if you closed it.',
};

/** Slack answered something else than yes or no (a page, half an answer, nothing): what was asked for may have been done. */
export class UnconfirmedError extends Error {
  override readonly name = 'UnconfirmedError';
}

/** A button, menu or window brought back what the bot never gave it, or gave it before it was changed. */
export class UnknownValueError extends Error {
  override readonly name = 'UnknownValueError';
}

function isUnconfirmed(error: unknown): boolean {
  if (error instanceof RespondError) return error.statusCode >= 500;
  if (error instanceof WebAPIPlatformError) return slackCodeOf(error) === undefined;
  const isTimeoutOrCut =
    error instanceof DOMException || (error instanceof TypeError && error.message === 'fetch failed');
  return (
    error instanceof UnconfirmedError ||
    error instanceof WebAPIRequestError ||
    error instanceof WebAPIHTTPError ||
    isTimeoutOrCut
  );
}

/** What a person is told of an error, as one sentence. */
export function sentenceFor(error: unknown): string {
  if (isUnconfirmed(error)) return 'Slack did not confirm that the answer arrived. If you do not see it, ask again.';
  if (isExpiredResponseUrl(error)) return 'Slack accepts no more answers to that message. Ask again.';
  if (error instanceof UnknownValueError) return 'That button does not work any more. Ask again.';
  const code = slackCodeOf(error);
  return (
    (code === undefined ? undefined : sentences[code]) ??
    'Something went wrong on Paperboy’s side. Try again in a minute.'
  );
}

// Without 0, O, 1, I and L: ids are read out and typed by people.
const idLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const idLength = 6;

/** An id that the person sees and the log holds: "PB-7F3K2Q". */
export function newReferenceId(): string {
  return `PB-${Array.from({ length: idLength }, () => idLetters.charAt(randomInt(idLetters.length))).join('')}`;
}
