import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { logged } from '../../delivery/errors.ts';
import { waitingForRateLimit } from '../../delivery/rate-limit.ts';
import { whyClosed } from '../../delivery/slack-codes.ts';
import type { Dependencies } from '../../dependencies.ts';
import { noUnfurl } from '../../messages/message.ts';
import { welcomeMessage } from '../../messages/welcome-message.ts';

/** What happens to channels that digests have to follow; a new name alone changes nothing, since none is kept. */
export const channelEvents = [
  ...(['channel_archive', 'channel_unarchive', 'channel_deleted', 'channel_id_changed'] as const),
  ...(['group_archive', 'group_unarchive', 'group_deleted', 'group_left', 'channel_left'] as const),
  ...(['member_left_channel', 'member_joined_channel'] as const),
] as const;

type ChannelArgs = SlackEventMiddlewareArgs<(typeof channelEvents)[number]> & AllMiddlewareArgs;

const { archived, outside, removed } = whyClosed;

export function createFollowChannel(dependencies: Dependencies) {
  const { digests, command, logger, sleep } = dependencies;
  const { channels } = digests;

  /** Not where its digests say already what it is. */
  async function welcome(client: WebClient, team: string, channel: string): Promise<void> {
    if ((await digests.digests.in({ team, channel })).length > 0) return;
    const content = { ...welcomeMessage(command), ...noUnfurl };
    // Nobody asked for it, so nobody misses it.
    await waitingForRateLimit(() => client.chat.postMessage({ channel, ...content }), sleep).catch(
      logged((cause) => logger.info({ ...cause, channel }, 'No word of welcome'), undefined),
    );
  }

  return async ({ client, event, body, context }: ChannelArgs): Promise<void> => {
    const team = context.teamId ?? body.team_id;
    switch (event.type) {
      case 'channel_archive':
      case 'group_archive':
        return channels.closed({ team, channel: event.channel }, archived);
      case 'channel_deleted':
      case 'group_deleted':
        return channels.closed({ team, channel: event.channel }, removed);
      case 'channel_left':
      case 'group_left':
        return channels.closed({ team, channel: event.channel }, outside);
      case 'member_left_channel':
        if (event.user === context.botUserId) await channels.closed({ team, channel: event.channel }, outside);
        return;
      case 'member_joined_channel':
        if (event.user !== context.botUserId) return;
        await channels.opened({ team, channel: event.channel });
        return welcome(client, team, event.channel);
      case 'channel_unarchive':
      case 'group_unarchive':
        return channels.opened({ team, channel: event.channel });
      case 'channel_id_changed':
        return channels.moved({ team, channel: event.old_channel_id }, event.new_channel_id);
      default:
        event satisfies never;
    }
  };
}
