import type { AppOptions } from '../app-options.ts';
import type { MessageRef, Messages, StoredMessage } from '../messages.ts';
import { botUserId, type Channel, type Person, type Workspace } from '../workspace.ts';
import { Refusal } from './refusal.ts';

const historyScope = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const;

type AccessParts = { app: AppOptions; workspace: Workspace; messages: Messages };

export function createAccess({ app, workspace, messages }: AccessParts) {
  /** A public channel, or one the bot is in. */
  function channel(idOrName: string): Channel {
    const found = workspace.channel(idOrName) ?? workspace.directMessage(idOrName);
    const isVisible = found && (found.kind === 'public' || workspace.isMember(found, botUserId));
    if (!isVisible) throw new Refusal('channel_not_found');
    return found;
  }

  function requireScope(scope: string): void {
    if (!app.scopes.includes(scope)) throw missingScope(app, scope);
  }

  return {
    channel,
    requireScope,
    /** One where the bot may post: in it, and not archived. A user id means that person's direct message. */
    channelToPost(idOrName: string): Channel {
      const found = channel(idOrName);
      if (found.isArchived) throw new Refusal('is_archived');
      if (!workspace.isMember(found, botUserId)) throw new Refusal('not_in_channel');
      return found;
    },
    /** One whose messages the app may read, by membership and by scope. */
    channelToRead(idOrName: string): Channel {
      const found = channel(idOrName);
      requireScope(historyScope[found.kind]);
      if (!workspace.isMember(found, botUserId)) throw new Refusal('not_in_channel');
      return found;
    },
    message(ref: MessageRef): StoredMessage {
      const found = messages.find(ref);
      if (!found || found.ephemeralFor) throw new Refusal('message_not_found');
      return found;
    },
    person(id: string): Person {
      const found = workspace.person(id);
      if (found?.id !== id) throw new Refusal('user_not_found');
      return found;
    },
  };
}

/** What the bot may see and touch. Each throws Slack's refusal instead of giving nothing. */
export type Access = ReturnType<typeof createAccess>;

export function missingScope({ scopes }: AppOptions, needed: string): Refusal {
  return new Refusal('missing_scope', { needed, provided: scopes.join(',') });
}
