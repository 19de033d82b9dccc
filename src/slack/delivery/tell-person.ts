import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { isRecord } from '../connection/is-record.ts';
import { type Message, noUnfurl } from '../messages/message.ts';
import type { TeamCards } from './cards.ts';
import { causeOf, troubleOf, UnconfirmedError } from './errors.ts';
import { type Content, type Form, inBestForm } from './plain-form.ts';
import { type Calling, waitingForRateLimit } from './rate-limit.ts';
import { sayInWindow, type WindowTrigger } from './windows.ts';

/** The person to answer, and the ways that may be open. */
export interface Recipient extends Calling {
  readonly client: WebClient;
  readonly user: string;
  readonly channel: string | undefined;
  readonly thread?: string | undefined;
  /** Everyone in the channel may read it: it is posted where the person asked. */
  readonly isPublic?: boolean;
  readonly respond?: RespondFn | undefined;
  /** The message whose button was pressed makes room for it; only its presser sees that. */
  readonly replaces?: boolean;
  /** The press that is answered, if it was one. */
  readonly pressed?: WindowTrigger | undefined;
  /** Whether the person's workspace is shown cards; undefined: it is told plainly. */
  readonly cards?: TeamCards | undefined;
}

type Way = (content: Content) => Promise<unknown>;

export interface ResponseOptions {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
}

async function respondOnce(respond: RespondFn, content: Content, options: ResponseOptions): Promise<void> {
  const response = await respond({ ...content, ...noUnfurl, ...options });
  // A proxy or an outage page answers 200 as well.
  const answer = await response.text();
  if (isYes(answer)) return;
  throw new UnconfirmedError('response_url answered something else than yes', refusalIn(answer));
}

/** Slack answers "ok"; other servers of its kind answer nothing, or an object. A page, half an answer and a "no" are no yes. */
function isYes(answer: string): boolean {
  if (answer === '' || answer === 'ok') return true;
  try {
    const given: unknown = JSON.parse(answer);
    return isRecord(given) && (given['ok'] ?? true) === true;
  } catch {
    return false;
  }
}

/** The code of a clear no. */
function refusalIn(answer: string): string | undefined {
  try {
    const given: unknown = JSON.parse(answer);
    return isRecord(given) && given['ok'] === false && typeof given['error'] === 'string' ? given['error'] : undefined;
  } catch {
    return undefined;
  }
}

/** Answers through a response_url. @throws UnconfirmedError when what answers is not Slack's yes */
export async function respondWith(
  respond: RespondFn,
  content: Content,
  options: ResponseOptions,
  sleep: Calling['sleep'],
): Promise<void> {
  await waitingForRateLimit(() => respondOnce(respond, content, options), sleep);
}

/** In the order of how close they are to where the person waits. */
function waysOf({ client, user, channel, thread, isPublic, respond, replaces = false, pressed }: Recipient): Way[] {
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const inPlace: Way = (content) =>
    client.chat.postMessage({ channel: channel ?? user, ...inThread, ...content, ...noUnfurl });
  const byUrl: Way = (content) =>
    respond === undefined
      ? Promise.reject(new UnconfirmedError('No response_url'))
      : respondOnce(respond, content, { response_type: 'ephemeral', replace_original: replaces });
  const ephemeral: Way = (content) =>
    client.chat.postEphemeral({ channel: channel ?? '', user, ...inThread, ...content, ...noUnfurl });
  const direct: Way = (content) => client.chat.postMessage({ channel: user, ...content, ...noUnfurl });
  const view = pressed?.view;
  const inWindow: Way[] =
    pressed === undefined || view === undefined
      ? []
      : [(content) => sayInWindow(client, { ...pressed, view }, content, { replaces })];
  return [
    ...inWindow,
    ...(isPublic === true && channel !== undefined ? [inPlace] : []),
    // A response_url knows no threads, so an answer that belongs in one is whispered there.
    ...(respond !== undefined && (thread === undefined || replaces) ? [byUrl] : []),
    ...(channel !== undefined && !channel.startsWith('D') ? [ephemeral] : []),
    direct,
  ];
}

/** Before all ways are tried again, where Slack is in passing trouble. */
const pausesMs = [2_000, 8_000];

/**
 * Answers one person by the first way that is open: the place asked, the response_url, a message that only they see, a direct message.
 * One way that Slack refuses, uses up (5 answers, 30 minutes) or does not confirm is no reason to lose the answer.
 *
 * @returns the form that they see
 * @throws what Slack answered on the first way, when none was open
 */
export async function showPerson(recipient: Recipient, message: Message): Promise<Form> {
  const { logger, sleep, channel, pressed } = recipient;
  const cards = pressed?.view === undefined ? recipient.cards : undefined;
  for (let round = 0; ; round += 1) {
    const errors: unknown[] = [];
    for (const way of waysOf(recipient)) {
      try {
        return await inBestForm(message, { cards, logger, sleep }, async (content, form) => {
          await waitingForRateLimit(() => way(content), sleep);
          return form;
        });
      } catch (error) {
        if (troubleOf(error) === undefined) throw error;
        errors.push(error);
        logger.warn({ ...causeOf(error), channel }, 'A way to answer is closed');
      }
    }
    const pauseMs = pausesMs[round];
    if (pauseMs === undefined || errors.every((error) => troubleOf(error)?.again !== 'later')) throw errors[0];
    await sleep(pauseMs);
  }
}

/** The same, where it does not matter in which form. */
export async function tellPerson(recipient: Recipient, message: Message): Promise<void> {
  await showPerson(recipient, message);
}
