import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Request } from '../requests/request.ts';
import { createRefusalLog } from './refusal-log.ts';

/** Where an answer will stand. */
export interface StatusPlace {
  readonly client: WebClient;
  readonly channel: string;
  readonly thread: string | undefined;
  readonly isDirect: boolean;
}

/** Says beside the bot's name what it does while it looks for an answer, in threads of a direct message as Slack's agent view has them. */
export interface SearchStatus {
  /** Gives what the work gives. Undefined: no message follows, which would take the status away. */
  during<Found>(
    request: Pick<Request, 'kind'>,
    place: StatusPlace,
    work: () => Promise<Found | undefined>,
  ): Promise<Found | undefined>;
}

export interface SearchStatusDependencies {
  readonly librarySize: () => number;
  readonly logger: Logger;
}

/** An answer is not held up by a status for longer. In milliseconds. */
const patienceMs = 500;

export function createSearchStatus({ librarySize, logger }: SearchStatusDependencies): SearchStatus {
  const logRefusal = createRefusalLog(logger);

  async function say({ client, channel, thread: thread_ts = '' }: StatusPlace, status: string): Promise<void> {
    try {
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts, status });
    } catch (error) {
      // Nobody asked for it: outside an agent view, or without the permission, there is none.
      logRefusal(error, 'The status of a search is not shown', { channel });
    }
  }

  return {
    async during({ kind }, place, work) {
      if (!place.isDirect || place.thread === undefined || kind === 'courtesy') return work();
      const said = say(place, `is looking through ${librarySize().toLocaleString('en')} papers…`);
      const { promise: late, resolve } = Promise.withResolvers<'late'>();
      const timer = setTimeout(() => resolve('late'), patienceMs);
      try {
        const found = await work();
        const isLate = (await Promise.race([said, late])) === 'late';
        // What arrives behind the answer would stand there for two minutes.
        if (isLate || found === undefined) void said.then(() => say(place, ''));
        return found;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
