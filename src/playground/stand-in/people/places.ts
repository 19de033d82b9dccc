import type { MessageRef, Messages, StoredMessage } from '../messages.ts';
import type { Channel, Person, Workspace } from '../workspace.ts';

export function createPlaces({ workspace, messages }: { workspace: Workspace; messages: Messages }) {
  function channelOf(person: Person, idOrName: string): Channel {
    const channel = workspace.channel(idOrName);
    if (!channel) throw new Error(`There is no channel "${idOrName}".`);
    if (!workspace.isMember(channel, person.id)) throw new Error(`${person.realName} is not in ${channel.name}.`);
    if (channel.isArchived) throw new Error(`${channel.name} is archived.`);
    return channel;
  }

  return {
    channelOf,
    messageOf(person: Person, ref: MessageRef): StoredMessage {
      const channel = channelOf(person, ref.channel);
      const message = messages.find({ channel: channel.id, ts: ref.ts });
      if (!message || (message.ephemeralFor && message.ephemeralFor !== person.id)) {
        throw new Error(`${person.realName} sees no message ${ref.ts} in ${channel.name}.`);
      }
      return message;
    },
  };
}

/** What a person can see and do something in. Both throw when they cannot. */
export type Places = ReturnType<typeof createPlaces>;
