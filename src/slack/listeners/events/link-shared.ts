import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { createPreviewLinks, type PreviewLinksDependencies } from '../../delivery/preview-links.ts';

type LinkArgs = SlackEventMiddlewareArgs<'link_shared'> & AllMiddlewareArgs;

/** Shows papers under the links that people share. */
export function createShowPreviews(dependencies: PreviewLinksDependencies) {
  const previewLinks = createPreviewLinks(dependencies);
  return async ({ event, body, client, context }: LinkArgs): Promise<void> => {
    const { channel, message_ts: ts, thread_ts: thread, user, links, source, is_bot_user_member: isBotThere } = event;
    // A link in the person's own conversation with the bot is a question, and the answer shows the paper.
    const isOwnConversation = channel.startsWith('D') && isBotThere === true;
    const isBeingWritten = source === 'composer' || channel === 'COMPOSER';
    const isMessage = isBeingWritten || /^\d+\.\d+$/.test(ts);
    if (user === context.botUserId || isOwnConversation || !isMessage) return;
    await previewLinks({
      ...{ client, team: context.teamId ?? body.team_id, channel, ts, thread, user },
      urls: links.map(({ url }) => url),
      isBeingWritten,
      hasOutsiders: body.is_ext_shared_channel === true,
    });
  };
}
