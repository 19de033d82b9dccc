import { z } from 'zod';
import { checkedContent } from '../message-content.ts';
import { type Messages, onWire } from '../messages.ts';
import type { Posting } from '../posting.ts';
import type { RateLimits } from '../rate-limits.ts';
import { linksIn } from '../typed-text.ts';
import { botUserId, type Workspace } from '../workspace.ts';
import type { Access } from './access.ts';
import { flag, json, type Methods, method, optionalText, text } from './method.ts';
import { RateLimited, Refusal } from './refusal.ts';

export interface ChatParts {
  access: Access;
  workspace: Workspace;
  messages: Messages;
  posting: Posting;
  rateLimits: RateLimits;
  permalink: (message: { channel: string; ts: string; thread_ts?: string }) => string;
}

const content = { text: optionalText, blocks: json, attachments: json, metadata: json };
const unfurlFlags = { unfurl_links: flag, unfurl_media: flag };
const scopes = ['chat:write'];

export function createChatMethods({ access, workspace, messages, posting, rateLimits, permalink }: ChatParts): Methods {
  /** docs, chat.postMessage: a reply goes to a parent, never to another reply. */
  function checkThread(channel: string, threadTs: string | undefined): void {
    if (!threadTs) return;
    const parent = messages.find({ channel, ts: threadTs });
    if (!parent || parent.ephemeralFor) throw new Refusal('thread_not_found');
    if (parent.thread_ts && parent.thread_ts !== threadTs) throw new Refusal('cannot_reply_to_message');
  }

  function ownMessage(channel: string, ts: string, error: string) {
    const message = access.message({ channel: access.channelToPost(channel).id, ts });
    if (message.user !== botUserId) throw new Refusal(error);
    return message;
  }

  return {
    'chat.postMessage': method({
      scopes,
      parameters: { channel: text, thread_ts: optionalText, reply_broadcast: flag, ...content, ...unfurlFlags },
      run(given) {
        const { id: channel } = access.channelToPost(given.channel);
        checkThread(channel, given.thread_ts);
        const checked = checkedContent(given);
        const waitSeconds = rateLimits.secondsToWait(channel);
        if (waitSeconds > 0) throw new RateLimited(waitSeconds);
        const message = posting.post({
          ...checked,
          channel,
          threadTs: given.thread_ts,
          ...(given.reply_broadcast && { isBroadcast: true }),
          ...(given.unfurl_links !== undefined && { unfurlLinks: given.unfurl_links }),
          ...(given.unfurl_media !== undefined && { unfurlMedia: given.unfurl_media }),
        });
        return { channel, ts: message.ts, message: onWire(message, 'metadata') };
      },
    }),

    'chat.postEphemeral': method({
      scopes,
      parameters: { channel: text, user: text, thread_ts: optionalText, ...content },
      run(given) {
        const channel = access.channelToPost(given.channel);
        if (!workspace.isMember(channel, given.user)) throw new Refusal('user_not_in_channel');
        const checked = checkedContent(given);
        const threadTs = given.thread_ts;
        const message = posting.post({ ...checked, channel: channel.id, threadTs, ephemeralFor: given.user });
        return { message_ts: message.ts };
      },
    }),

    'chat.update': method({
      scopes,
      parameters: { channel: text, ts: text, ...content },
      run(given) {
        const message = ownMessage(given.channel, given.ts, 'cant_update_message');
        posting.replace(message, checkedContent(given));
        const { channel, ts } = message;
        return { channel, ts, text: message.text, message: onWire(message, 'metadata') };
      },
    }),

    'chat.delete': method({
      scopes,
      parameters: { channel: text, ts: text },
      run({ channel, ts }) {
        const message = ownMessage(channel, ts, 'cant_delete_message');
        posting.remove(message);
        return { channel: message.channel, ts };
      },
    }),

    'chat.getPermalink': method({
      parameters: { channel: text, message_ts: text },
      run(given) {
        const message = access.message({ channel: access.channel(given.channel).id, ts: given.message_ts });
        return { channel: message.channel, permalink: permalink(message) };
      },
    }),

    'chat.unfurl': method({
      scopes: ['links:write'],
      parameters: { channel: optionalText, ts: optionalText, unfurl_id: optionalText, unfurls: json },
      run(given) {
        const [channel = '', ts = ''] = given.unfurl_id?.split('-') ?? [given.channel, given.ts];
        const message = messages.find({ channel, ts });
        if (!message) throw new Refusal('cannot_find_message');
        const unfurls = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(given.unfurls);
        if (!unfurls.success) throw new Refusal('missing_unfurls');
        const links = linksIn(message.text);
        const attachments = Object.entries(unfurls.data).map(([url, unfurl]) => {
          if (!links.includes(url)) throw new Refusal('cannot_unfurl_url');
          return { ...unfurl, from_url: url };
        });
        messages.attach(message, checkedContent({ attachments }).attachments ?? []);
        return undefined;
      },
    }),
  };
}
