import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { ReadableFrom } from '../../digests/choose-round-up.ts';
import { causeOf } from './errors.ts';

/** What Slack says of a channel; undefined where it does not say. */
async function channelOf(client: WebClient, channel: string, logger: Logger) {
  try {
    return (await client.conversations.info({ channel })).channel;
  } catch (error) {
    logger.info({ ...causeOf(error), channel }, 'Channel not known');
    return undefined;
  }
}

/** Public channels, where nobody from another organisation reads along: as far as the bot may ask, else none. */
export function createReadableFrom({
  clientOf,
  logger,
}: {
  readonly clientOf: (team: string) => Promise<WebClient>;
  readonly logger: Logger;
}): ReadableFrom {
  return async (place, channels) => {
    const isOwn = place.channel.startsWith('D');
    const client = await clientOf(place.team);
    const [here, ...others] = await Promise.all([
      isOwn ? undefined : channelOf(client, place.channel, logger),
      ...channels.map((channel) => channelOf(client, channel, logger)),
    ]);
    if (!isOwn && here?.is_ext_shared !== false) return new Set();
    const isPublic = (index: number): boolean =>
      others[index]?.is_channel === true && others[index]?.is_private === false;
    return new Set(channels.filter((_, index) => isPublic(index)));
  };
}
