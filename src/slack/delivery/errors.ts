import { randomInt } from 'node:crypto';
import { RespondError } from '@slack/bolt';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { SlackCode } from './slack-code.ts';
import { meaningOf } from './slack-codes.ts';

/** Slack answered something else than yes or no (a page, half an answer, nothing): what was asked for may have been done. */
export class UnconfirmedError extends Error {
  override readonly name = 'UnconfirmedError';
  /** What it said instead of a yes. */
  readonly said: string | undefined;

  constructor(message: string, said?: string) {
    super(message);
    this.said = said;
  }
}

/** There is no token for this workspace: it removed the app, or never installed it. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';

  constructor(team: string) {
    super(`The app is not installed in ${team}.`);
  }
}

/** A button, menu or window brought back what the bot never gave it, or gave it before it was changed. */
export class UnknownValueError extends Error {
  override readonly name = 'UnknownValueError';
}

/** An error as the table of Slack's words reads it. */
export interface Trouble extends SlackCode {
  /** Slack's, or one of the table's own for what is no answer of Slack. */
  readonly code: string;
  /** As Slack asks; undefined where it does not say. */
  readonly retryAfterMs: number | undefined;
  /** The permission that the app lacks, where Slack names it. */
  readonly needed: string | undefined;
}

/** Bolt does not tell how long a response_url asks to wait; Slack's pace is one message a second. */
const responseUrlWaitMs = 1_000;

/** No connection came about, so nothing was sent. */
const notSent: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);

function wasNotSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return notSent.has((error as { code?: unknown }).code) || wasNotSent(error.cause);
}

function isTimeoutOrCut(error: unknown): boolean {
  return error instanceof DOMException || (error instanceof TypeError && error.message === 'fetch failed');
}

/** A page of HTML that is answered with 200 arrives as the "code": that is no code. */
const codeForm = /^[a-z_]{1,60}$/;

/** The code under which the table holds an error; undefined for one that does not come from Slack. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited';
  if (error instanceof WebAPIPlatformError) return codeForm.test(error.data.error) ? error.data.error : 'unconfirmed';
  if (error instanceof RespondError) {
    if (error.statusCode === 429) return 'ratelimited';
    return error.statusCode >= 500 ? 'unconfirmed' : 'expired_url';
  }
  if (error instanceof UnconfirmedError && meaningOf(error.said ?? '').means === 'message') return error.said;
  if (error instanceof NotInstalledError) return 'not_installed';
  if (wasNotSent(error)) return 'unreached';
  const isNoAnswer =
    error instanceof UnconfirmedError ||
    error instanceof WebAPIRequestError ||
    error instanceof WebAPIHTTPError ||
    isTimeoutOrCut(error);
  return isNoAnswer ? 'unconfirmed' : undefined;
}

function retryAfterMsOf(error: unknown): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1_000;
  return error instanceof RespondError && error.statusCode === 429 ? responseUrlWaitMs : undefined;
}

/** What an error of a call to Slack means; undefined for one that is not Slack's. */
export function troubleOf(error: unknown): Trouble | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const { needed } = error instanceof WebAPIPlatformError ? (error.data as { needed?: unknown }) : {};
  return {
    ...{ ...meaningOf(code), code, retryAfterMs: retryAfterMsOf(error) },
    needed: typeof needed === 'string' ? needed : undefined,
  };
}

/** What the log holds of an error beside it: Slack's code and the cure. */
export function causeOf(error: unknown): { readonly code?: string; readonly cure?: string } {
  const trouble = troubleOf(error);
  return trouble === undefined ? {} : { code: trouble.code, cure: trouble.operator };
}

/** Logs what Slack refuses where that is no reason to stop; to be put behind `.catch`. @throws what is no trouble of Slack */
export function logged<Otherwise>(log: (cause: object) => void, otherwise: Otherwise): (error: unknown) => Otherwise {
  return (error) => {
    if (troubleOf(error) === undefined) throw error;
    log(causeOf(error));
    return otherwise;
  };
}

/** What a person is told of an error, as one sentence. */
export function sentenceFor(error: unknown): string {
  if (error instanceof UnknownValueError) return 'That button does not work any more. Ask again.';
  return troubleOf(error)?.person ?? 'Something went wrong on Paperboy’s side. Try again in a minute.';
}

// Without 0, O, 1, I and L: ids are read out and typed by people.
const idLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const idLength = 6;

/** An id that the person sees and the log holds: "PB-7F3K2Q". */
export function newReferenceId(): string {
  return `PB-${Array.from({ length: idLength }, () => idLetters.charAt(randomInt(idLetters.length))).join('')}`;
}
