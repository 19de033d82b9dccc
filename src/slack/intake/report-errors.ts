import type { AnyMiddlewareArgs, Middleware, RespondFn } from '@slack/bolt';
import type { Logger } from 'pino';
import { causeOf, newReferenceId, sentenceFor } from '../delivery/errors.ts';
import type { Sleep } from '../delivery/rate-limit.ts';
import { tellPerson } from '../delivery/tell-person.ts';
import type { PressedView } from '../delivery/windows.ts';
import { type Message, notice } from '../messages/message.ts';

interface AnyBody {
  readonly type?: string;
  readonly view?: PressedView;
  readonly trigger_id?: string;
  readonly actions?: readonly { readonly type?: string }[];
  readonly user?: { readonly id?: string };
  readonly user_id?: string;
  readonly channel?: { readonly id?: string };
  readonly channel_id?: string;
  readonly event?: {
    readonly user?: string;
    readonly channel?: string;
    readonly thread_ts?: string;
    readonly ts?: string;
  };
}

/** What is pressed and no field. */
const pressable: ReadonlySet<string | undefined> = new Set(['button', 'overflow']);

/** Where the person of a delivery waits for an answer; undefined: nobody waits, as for what is filled in in a window, an opened Home or a shared link. */
function originOf({ event, type, view, trigger_id, actions = [], user, user_id, channel, channel_id }: AnyBody) {
  const isPressed = actions.some((action) => pressable.has(action.type));
  // The field of App Home is sent off with Enter; those of windows tell of every key.
  const isTyping = type === 'block_actions' && view?.type === 'modal' && !isPressed;
  const isOpening = event !== undefined && event.ts === undefined;
  const asker = event?.user ?? user?.id ?? user_id;
  if (isTyping || isOpening || asker === undefined) return undefined;
  return {
    user: asker,
    channel: event?.channel ?? channel?.id ?? channel_id,
    thread: event?.thread_ts ?? event?.ts,
    isPublic: event !== undefined,
    pressed: type === 'block_actions' && trigger_id !== undefined ? { trigger_id, view } : undefined,
  };
}

interface Reporting {
  readonly logger: Logger;
  readonly sleep: Sleep;
}

/** Logs a failed request with its cause, and gives what its person is told: one sentence with a reference id that the log holds too. */
export function apologyFor(
  error: unknown,
  { logger, channel }: { readonly logger: Logger; readonly channel: string | undefined },
): Message {
  const reference = newReferenceId();
  logger.error({ reference, err: error, ...causeOf(error), channel }, 'Request failed');
  return notice(`${sentenceFor(error)} (reference ${reference})`);
}

/**
 * The one place where errors of listeners end: logged with their cause, and told to the person as one sentence with a reference id
 * that the log holds too. Every listener acknowledges before it does anything that can fail.
 */
export function createReportErrors({ logger, sleep }: Reporting): Middleware<AnyMiddlewareArgs> {
  return async ({ body, client, next, ...args }) => {
    try {
      await next();
    } catch (error) {
      const origin = originOf(body as AnyBody);
      if (origin === undefined) {
        logger.warn({ err: error, ...causeOf(error) }, 'Something that nobody waits for was not done');
        return;
      }
      const apology = apologyFor(error, { logger, channel: origin.channel });
      try {
        const respond = 'respond' in args ? (args.respond as RespondFn) : undefined;
        await tellPerson({ client, respond, sleep, logger, ...origin }, apology);
      } catch (tellError) {
        logger.error({ err: tellError, ...causeOf(tellError) }, 'Could not tell the person of a failed request');
      }
    }
  };
}
