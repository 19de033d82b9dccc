import { setTimeout as pause } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { troubleOf } from '../delivery/errors.ts';
import { meaningOf } from '../delivery/slack-codes.ts';
import { isRecord } from './is-record.ts';
import { startErrorOf } from './start-errors.ts';

type SocketClient = SocketModeReceiver['client'];

/** Slack says hello within a second or two; together with the longest pause this is less than ten seconds. */
const helloWithinMs = 5_000;
/** Pauses between two tries double from the first to the longest. */
const firstPauseMs = 250;
const longestPauseMs = 4_000;
/** A socket that Slack closes sooner was none. */
const soundAfterMs = 5_000;
/** Once may be chance, or a refresh. */
const maxShortLived = 2;
/** How often is looked whether a socket that is being closed is gone. */
const lookMs = 1_000;
/** While Slack asks to wait no longer than this is waited. */
const longestWaitMs = 30_000;

/** The socket that events come by. */
export interface SocketConnection {
  /** Slack greeted it, and it is open. */
  isConnected(): boolean;
  /**
   * Resolves when Slack greets the first socket; from then on there is another whenever one ends.
   *
   * @throws SlackStartError when Slack refuses the app token
   */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Why Slack closes a socket: https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
function farewellIn(data: unknown): string | undefined {
  try {
    const frame: unknown = typeof data === 'string' ? JSON.parse(data) : undefined;
    return isRecord(frame) && frame['type'] === 'disconnect' ? String(frame['reason']) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a socket to Slack. The client of @slack/socket-mode 3.1.0 can do so itself, but gives up for good, unheard, on what passes (an
 * outage page, a reset), waits longer and longer, and has no deadline for a socket that is never greeted; so it is told to open one.
 *
 * @param client one that does not reconnect by itself
 */
export function createSocketConnection(client: SocketClient, logger: Logger): SocketConnection {
  const stopping = new AbortController();
  const { signal } = stopping;
  let isGreeted = false;
  let farewell: string | undefined;
  client.on('connected', () => {
    isGreeted = true;
  });
  client.on('disconnected', () => {
    isGreeted = false;
  });
  client.on('ws_message', (data: unknown) => {
    farewell = farewellIn(data) ?? farewell;
  });

  const isOpen = (): boolean => isGreeted && client['websocket']?.isActive() === true;

  /** The first call sends a close frame, the second ends a socket that does not answer it. */
  async function close(): Promise<void> {
    const closed = client.disconnect();
    if (client['websocket'] != null) void client.disconnect();
    await Promise.race([closed, pause(lookMs, undefined, { ref: false })]);
  }

  async function open(): Promise<void> {
    farewell = undefined;
    const late = new AbortController();
    const opening = client.start();
    try {
      const tooLate = pause(helloWithinMs, undefined, { signal: late.signal }).then(() => {
        throw new Error(`No hello within ${helloWithinMs} ms`);
      });
      await Promise.race([opening, tooLate]);
    } catch (error) {
      opening.catch(() => undefined);
      await close();
      throw error ?? new Error(`Slack closed the socket${farewell === undefined ? '' : `: ${farewell}`}`);
    } finally {
      late.abort();
    }
  }

  /** Resolves when the socket is gone. */
  async function ended(): Promise<void> {
    const gone = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
    while (isOpen() && !signal.aborted) await Promise.race([gone, pause(lookMs, undefined, { ref: false })]);
    isGreeted = false;
    await close();
  }

  let failures = 0;
  let downSince = 0;
  let told: string | undefined;
  /** In a row. */
  let shortLived = 0;

  function tellFailure(error: unknown): void {
    failures += 1;
    if (failures === 1) downSince = performance.now();
    const trouble =
      troubleOf(error) ?? (farewell === undefined ? undefined : { ...meaningOf(farewell), code: farewell });
    const { code, operator: cure, again } = trouble ?? { ...meaningOf('unreached'), code: 'unreached' };
    if (told === code) return;
    told = code;
    const level = again === 'later' ? 'warn' : 'error';
    logger[level]({ err: error, code, cure }, 'No socket to Slack: nothing reaches the bot; it goes on trying');
  }

  function tellSuccess(): void {
    if (failures === 0) return;
    const seconds = Math.round((performance.now() - downSince) / 1_000);
    logger.warn({ failures, seconds }, 'The socket to Slack is back');
    failures = 0;
    told = undefined;
  }

  function pauseMs(error: unknown): number {
    const grown =
      Math.min(firstPauseMs * 2 ** (failures + shortLived - 1), longestPauseMs) * (0.8 + 0.2 * Math.random());
    return Math.max(grown, Math.min(troubleOf(error)?.retryAfterMs ?? 0, longestWaitMs));
  }

  /** One socket from its opening to its end. Gives what went wrong; undefined where nothing did. */
  async function useOne(onOpen: () => void): Promise<unknown> {
    try {
      await open();
    } catch (error) {
      return error;
    }
    tellSuccess();
    onOpen();
    const openedAt = performance.now();
    await ended();
    shortLived = performance.now() - openedAt > soundAfterMs ? 0 : shortLived + 1;
    return shortLived > maxShortLived ? new Error(`Slack closes each socket at once: ${farewell}`) : undefined;
  }

  /** @param onOpen the first socket is greeted @param isFatal whether an error ends it all */
  async function keep(onOpen: () => void, isFatal: (error: unknown) => boolean): Promise<void> {
    while (!signal.aborted) {
      const error = await useOne(onOpen);
      if (signal.aborted || isFatal(error)) return;
      if (error !== undefined) tellFailure(error);
      if (failures + shortLived > 0) await pause(pauseMs(error), undefined, { signal }).catch(() => undefined);
    }
  }

  let kept: Promise<void> = Promise.resolve();

  return {
    isConnected: isOpen,
    start() {
      const { promise: first, resolve, reject } = Promise.withResolvers<void>();
      let isFirst = true;
      kept = keep(
        () => {
          isFirst = false;
          resolve();
        },
        (error) => {
          const refusal = isFirst ? startErrorOf(error, 'SLACK_APP_TOKEN') : undefined;
          if (refusal !== undefined) reject(refusal);
          return refusal !== undefined;
        },
      ).finally(resolve);
      return first;
    },
    async stop() {
      stopping.abort();
      await close();
      await kept;
    },
  };
}
