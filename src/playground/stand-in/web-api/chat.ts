import type { Internals } from '../internals.ts';
import { onWire } from '../messages.ts';
import { botUserId } from '../workspace.ts';
import { json, type Methods, method, optionalText, text } from './method.ts';
import { RateLimited, Refusal } from './refusal.ts';

const content = { text: optionalText, blocks: json, metadata: json };
const scopes = ['chat:write'];

export function createChatMethods(internals: Internals): Methods {
  const { access, workspace, messages, posting, contents, rateLimits, agentView } = internals;

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
      parameters: { channel: text, thread_ts: optionalText, ...content },
      run(given) {
        const { id: channel } = access.channelToPost(given.channel);
        checkThread(channel, given.thread_ts);
        const checked = contents.checked(given);
        const waitSeconds = rateLimits.secondsToWait(channel);
        if (waitSeconds > 0) throw new RateLimited(waitSeconds);
        const message = posting.post({ ...checked, channel, threadTs: given.thread_ts });
        // docs, setStatus: an answer takes it away.
        if (given.thread_ts !== undefined) agentView.setStatus({ channel, ts: given.thread_ts }, '');
        return { channel, ts: message.ts, message: onWire(message, 'metadata') };
      },
    }),

    'chat.postEphemeral': method({
      scopes,
      parameters: { channel: text, user: text, thread_ts: optionalText, ...content },
      run(given) {
        const channel = access.channelToPost(given.channel);
        if (!workspace.isMember(channel, given.user)) throw new Refusal('user_not_in_channel');
        const checked = contents.checked(given);
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
        posting.replace(message, contents.checked(given));
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
  };
}
