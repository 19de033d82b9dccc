import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { causeOf } from '../delivery/errors.ts';
import { inTime } from '../delivery/in-time.ts';

/** A window has to be opened within 3 s of the command; this leaves Slack two of them for that. */
const profileTimeoutMs = 1_000;

/** A person's own time zone; UTC when Slack does not tell, or not in time. */
export async function timeZoneOf(client: WebClient, user: string, logger: Logger): Promise<string> {
  try {
    const { user: person } = await inTime(client.users.info({ user }), profileTimeoutMs);
    return person?.tz ?? 'UTC';
  } catch (error) {
    logger.warn({ err: error, ...causeOf(error) }, 'Time zone of a person not known');
    return 'UTC';
  }
}

/** What a person is called in a line for the channel; events bring only an id. */
export async function nameOf(client: WebClient, user: string, logger: Logger): Promise<string> {
  try {
    const { user: person } = await client.users.info({ user });
    return person?.profile?.display_name || person?.real_name || person?.name || 'Somebody';
  } catch (error) {
    logger.warn({ err: error, ...causeOf(error) }, 'Name of a person not known');
    return 'Somebody';
  }
}
