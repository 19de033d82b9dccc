import type { Logger, SocketModeReceiver } from '@slack/bolt';
import { isRecord } from './is-record.ts';

type SocketClient = SocketModeReceiver['client'];

/** Names under which the client (@slack/socket-mode 3.1.0) speaks to itself. */
const ownNames: ReadonlySet<unknown> = new Set([
  ...['ws_message', 'slack_event', 'outgoing_message', 'error', 'close'],
  ...['connecting', 'authenticated', 'connected', 'reconnecting', 'disconnecting', 'disconnected'],
]);

const boltTypes: ReadonlySet<unknown> = new Set(['events_api', 'slash_commands', 'interactive']);

/** A frame that the client takes without harm. */
function isSound(data: unknown): boolean {
  let frame: unknown;
  try {
    frame = typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return false;
  }
  if (!isRecord(frame)) return false;
  const { type, envelope_id: envelope, payload } = frame;
  if (type === 'hello' || type === 'disconnect') return true;
  if (!boltTypes.has(type) || typeof envelope !== 'string' || !isRecord(payload)) return false;
  if (type !== 'events_api') return true;
  const { event } = payload;
  return isRecord(event) && typeof event['type'] === 'string' && !ownNames.has(event['type']);
}

/**
 * Keeps from the client what would end the process. @slack/socket-mode 3.1.0 reads fields of frames that are `null` or have no payload
 * in a listener that nobody waits for, and emits the type of a frame, and of the event in it, as an event of its own: one of type
 * `ws_message` comes back as a frame, one of type `close` opens another connection. Bolt's listener (5.1.0) rejects as well, where the
 * socket is gone by the time of an acknowledgement.
 */
export function guardSocket(client: SocketClient, logger: Logger): void {
  for (const name of ['ws_message', 'slack_event'] as const) {
    const listeners = client.listeners(name);
    client.removeAllListeners(name);
    client.on(name, (...given: unknown[]) => {
      if (name === 'ws_message' && !isSound(given[0])) {
        logger.warn('Frame of the socket left out: it is not Slack’s');
        return;
      }
      for (const listener of listeners) {
        Promise.resolve(listener(...given)).catch((error: unknown) => logger.error('Delivery lost', error));
      }
    });
  }
}
