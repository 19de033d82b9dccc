import type { Block } from '../block-kit/blocks.ts';
import type { DeliveryOutcome } from '../delivery.ts';
import { type Events, mentionsBot } from '../events.ts';
import type { Messages, StoredMessage } from '../messages.ts';
import { botUserId, type Channel, type Person, slackbotId, type Workspace } from '../workspace.ts';
import type { ActOutcome } from './actor.ts';

const inviteId = 'slackbot_invite';

function button(actionId: string, label: string) {
  return { type: 'button' as const, action_id: actionId, text: { type: 'plain_text' as const, text: label } };
}

export function createSlackbot({
  workspace,
  messages,
  events,
}: {
  workspace: Workspace;
  messages: Messages;
  events: Events;
}) {
  /** Brings the bot, or somebody, in. */
  function invite(person: Person, channel: Channel, invited = botUserId): Promise<DeliveryOutcome[]> {
    workspace.join(channel, invited);
    return events.joined(channel, invited, person.id);
  }

  return {
    /** Brings the bot in. */
    invite: (person: Person, channel: Channel) => invite(person, channel),
    /** Says to the writer alone that whom they mention is not in the channel. */
    hear(person: Person, { channel: id, text, thread_ts: threadTs }: StoredMessage) {
      const channel = workspace.channel(id);
      if (!channel || channel.kind === 'im' || workspace.isMember(channel, botUserId) || !mentionsBot({ text })) return;
      const sentence = `You mentioned <@${botUserId}>, but they’re not in this channel.`;
      const elements = [button(inviteId, 'Invite Them'), button('slackbot_nothing', 'Do Nothing')];
      const blocks: Block[] = [
        { type: 'section', text: { type: 'mrkdwn', text: sentence } },
        { type: 'actions', elements },
      ];
      messages.post({ channel: id, user: slackbotId, text: sentence, blocks, threadTs, ephemeralFor: person.id });
    },
    /** A press in what Slackbot said. */
    async press(person: Person, message: StoredMessage, actionId: string): Promise<ActOutcome> {
      const channel = workspace.channel(message.channel);
      messages.remove(message);
      if (actionId === inviteId && channel) await invite(person, channel);
      return { acknowledged: true };
    },
    /** `/invite @paperboy`. */
    async command(person: Person, channel: Channel, typed: string): Promise<ActOutcome> {
      const name = typed.trim().replace(/^<?@|>$/g, '');
      const invited = workspace.person(name) ?? workspace.person(name.toLowerCase());
      if (invited === undefined) {
        return { acknowledged: false, shown: `Nobody here is called “${typed.trim()}”. Write /invite @name.` };
      }
      if (channel.kind === 'im') return { acknowledged: false, shown: 'Nobody can be invited to a direct message.' };
      if (workspace.isMember(channel, invited.id)) {
        return { acknowledged: false, shown: `${invited.realName} is already in this channel.` };
      }
      await invite(person, channel, invited.id);
      return { acknowledged: true };
    },
  };
}

/** Slack's own voice and its own command: both know people and channels, and the app hears of neither. */
export type Slackbot = ReturnType<typeof createSlackbot>;
