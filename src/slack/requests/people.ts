import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { causeOf } from '../delivery/errors.ts';
import { inTime } from '../delivery/in-time.ts';
import type { Asker } from './asked.ts';

/** A window has to be opened within 3 s of the command; this leaves Slack two of them for that. */
const profileTimeoutMs = 1_000;

/** A person's own time zone; undefined when Slack does not tell, or not in time. */
export async function toldTimeZone(client: WebClient, user: string, logger: Logger): Promise<string | undefined> {
  try {
    const { user: person } = await inTime(client.users.info({ user }), profileTimeoutMs);
    return person?.tz;
  } catch (error) {
    logger.warn({ err: error, ...causeOf(error) }, 'Time zone of a person not known');
    return undefined;
  }
}

/** The same; UTC when it is not known. */
export async function timeZoneOf(client: WebClient, user: string, logger: Logger): Promise<string> {
  return (await toldTimeZone(client, user, logger)) ?? 'UTC';
}

async function knownNameOf(client: WebClient, user: string, logger: Logger): Promise<string | undefined> {
  try {
    const { user: person } = await client.users.info({ user });
    return person?.profile?.display_name || person?.real_name || person?.name;
  } catch (error) {
    logger.warn({ err: error, ...causeOf(error) }, 'Name of a person not known');
    return undefined;
  }
}

/** What a person is called in a line for the channel; events bring only an id. */
export async function nameOf(client: WebClient, user: string, logger: Logger): Promise<string> {
  return (await knownNameOf(client, user, logger)) ?? 'Somebody';
}

/** What people are called, by their ids, of those whom Slack tells about. */
export async function namesOf(
  client: WebClient,
  users: readonly string[],
  logger: Logger,
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(users)];
  const names = await Promise.all(asked.map((user) => knownNameOf(client, user, logger)));
  return new Map(asked.flatMap((user, index) => (names[index] === undefined ? [] : [[user, names[index]]])));
}

/** The person's direct message with the bot. */
export async function ownConversation({ client, user }: Pick<Asker, 'client' | 'user'>): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id ?? user;
}
