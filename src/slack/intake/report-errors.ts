import type { AnyMiddlewareArgs, Middleware, RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { newReferenceId, sentenceFor, slackCodeOf } from '../delivery/errors.ts';
import { type Sleep, waitingForRateLimit } from '../delivery/rate-limit.ts';
import { tellPerson } from '../delivery/tell-person.ts';
import { type Message, noUnfurl } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';

/** What of a delivery says where its person waits for an answer. */
interface Origin {
  readonly user: string | undefined;
  readonly channel: string | undefined;
  readonly thread: string | undefined;
  readonly isEvent: boolean;
}

interface AnyBody {
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

function originOf(body: AnyBody): Origin {
  const { event } = body;
  return {
    user: event?.user ?? body.user?.id ?? body.user_id,
    channel: event?.channel ?? body.channel?.id ?? body.channel_id,
    thread: event?.thread_ts ?? event?.ts,
    isEvent: event !== undefined,
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
  logger.error({ reference, err: error, code: slackCodeOf(error), channel }, 'Request failed');
  return notice(`${sentenceFor(error)} (reference ${reference})`);
}

async function tell(
  client: WebClient,
  origin: Origin,
  respond: RespondFn | undefined,
  message: Message,
  sleep: Sleep,
): Promise<void> {
  const { user, channel, thread, isEvent } = origin;
  if (isEvent && channel !== undefined && thread !== undefined) {
    await waitingForRateLimit(
      () => client.chat.postMessage({ channel, thread_ts: thread, ...message, ...noUnfurl }),
      sleep,
    );
  } else if (user !== undefined) {
    await tellPerson({ client, respond, channel, user, sleep }, message);
  }
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
      const apology = apologyFor(error, { logger, channel: origin.channel });
      try {
        const respond = 'respond' in args ? (args.respond as RespondFn) : undefined;
        await tell(client, origin, respond, apology, sleep);
      } catch (tellError) {
        logger.error({ err: tellError, code: slackCodeOf(tellError) }, 'Could not tell the person of a failed request');
      }
    }
  };
}
