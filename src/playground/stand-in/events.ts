import type { AppOptions } from './app-options.ts';
import type { ComposerLinks } from './composer-links.ts';
import type { Delivery, DeliveryOutcome } from './delivery.ts';
import type { Ids } from './ids.ts';
import { onWire, type StoredMessage } from './messages.ts';
import { type SharedLink, sharedLinksIn } from './shared-links.ts';
import type { Views } from './views.ts';
import type { Message } from './wire.ts';
import { botUserId, type Channel, teamId, type Workspace } from './workspace.ts';

/** An app that subscribed to both hears of a mention twice: https://docs.slack.dev/reference/events/app_mention */
export type FirstEvent = 'message' | 'app_mention';

interface EventsParts {
  app: AppOptions;
  firstEvent: FirstEvent;
  workspace: Workspace;
  views: Views;
  delivery: Delivery;
  composerLinks: ComposerLinks;
  ids: Ids;
}

/** docs, events reference: the scope that each event needs, by the name it has in an app manifest. */
const scopeFor = {
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  app_mention: 'app_mentions:read',
  app_home_opened: undefined,
  app_uninstalled: undefined,
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  member_joined_channel: 'channels:read',
  link_shared: 'links:read',
} as const;

type EventName = keyof typeof scopeFor;

const messageEvent = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const;
const channelType = { public: 'channel', private: 'group', im: 'im' } as const;

export function createEvents(parts: EventsParts) {
  const { app, firstEvent, workspace, views, delivery, composerLinks, ids } = parts;
  function send(name: EventName, event: Record<string, unknown>): Promise<DeliveryOutcome>[] {
    const scope = scopeFor[name];
    const isSubscribed = !app.events || app.events.includes(name);
    if (!isSubscribed || (scope && !app.scopes.includes(scope))) return [];
    return [delivery.event(event)];
  }

  /** The channel, if the bot is in it: it hears of no other. */
  function heardIn(message: StoredMessage): Channel | undefined {
    const channel = workspace.channel(message.channel);
    return channel && workspace.isMember(channel, botUserId) && !message.ephemeralFor ? channel : undefined;
  }

  function sendMessageEvent(channel: Channel, event: object) {
    const place = { channel: channel.id, channel_type: channelType[channel.kind] };
    return send(messageEvent[channel.kind], { type: 'message', ...event, ...place });
  }

  function sendMention(message: StoredMessage, channel: Channel) {
    if (channel.kind === 'im' || !mentionsBot(message)) return [];
    const { subtype: _, ...mention } = onWire(message, 'no metadata');
    return send('app_mention', { ...mention, type: 'app_mention', channel: channel.id, event_ts: message.ts });
  }

  const linksIn = (text: string): SharedLink[] => sharedLinksIn(text, app.unfurlDomains ?? []);

  /** docs, link_shared: for every conversation of the workspace, those without the bot too, and for nobody's words but people's. */
  function sendLinks(message: StoredMessage, links: SharedLink[]): Promise<DeliveryOutcome>[] {
    const { ts, user, thread_ts: thread, ephemeralFor } = message;
    const channel = workspace.channel(message.channel);
    if (links.length === 0 || !channel || user === botUserId || ephemeralFor) return [];
    return send('link_shared', {
      ...{ type: 'link_shared', channel: channel.id, is_bot_user_member: workspace.isMember(channel, botUserId), user },
      ...{ message_ts: ts, ...(thread && { thread_ts: thread }), links, user_locale: 'en-US', event_ts: ids.timeTs() },
      ...{ source: 'conversations_history', unfurl_id: ids.secret() },
    });
  }

  function changeOf(message: StoredMessage, before: Message) {
    const ts = ids.messageTs();
    const after = onWire(message, 'metadata');
    const moment = { ts, event_ts: ts };
    return { subtype: 'message_changed', hidden: true, ...moment, message: after, previous_message: before };
  }

  type Sending = () => Promise<DeliveryOutcome>[];

  function inOrder(message: Sending, mention: Sending): Promise<DeliveryOutcome>[] {
    const order = firstEvent === 'message' ? [message, mention] : [mention, message];
    return order.flatMap((sending) => sending());
  }

  return {
    posted(message: StoredMessage) {
      const channel = heardIn(message);
      const isOwn = message.user === botUserId; // Slack sends no mention for the app's own messages.
      const told =
        channel === undefined
          ? []
          : inOrder(
              () => sendMessageEvent(channel, { ...onWire(message, 'metadata'), event_ts: message.ts }),
              () => (isOwn ? [] : sendMention(message, channel)),
            );
      return Promise.all([...told, ...sendLinks(message, linksIn(message.text))]);
    },
    changed(message: StoredMessage, before: Message) {
      const channel = heardIn(message);
      // Slack sends the mention again with each edit, not only with the one that adds it: chenhg5/cc-connect#1579.
      const isEdit = message.user !== botUserId;
      const told =
        channel === undefined
          ? []
          : inOrder(
              () => sendMessageEvent(channel, changeOf(message, before)),
              () => (isEdit ? sendMention(message, channel) : []),
            );
      const had = linksIn(before.text).map(({ url }) => url);
      const links = linksIn(message.text);
      const isNew = links.some(({ url }) => !had.includes(url));
      return Promise.all([...told, ...(isNew ? sendLinks(message, links) : [])]);
    },
    /** The app attached something to its links: no edit, so nobody is mentioned anew. */
    unfurled(message: StoredMessage, before: Message) {
      const channel = heardIn(message);
      return Promise.all(channel === undefined ? [] : sendMessageEvent(channel, changeOf(message, before)));
    },
    /** Somebody put links into the message box and has not sent them yet. */
    composed(user: string, text: string) {
      const links = linksIn(text);
      if (links.length === 0) return Promise.resolve([]);
      const id = composerLinks.issue(links.map(({ url }) => url));
      const place = {
        channel: 'COMPOSER',
        is_bot_user_member: true,
        message_ts: id,
        unfurl_id: id,
        source: 'composer',
      };
      return Promise.all(send('link_shared', { type: 'link_shared', user, ...place, links, user_locale: 'en-US' }));
    },
    deleted(message: StoredMessage) {
      const channel = heardIn(message);
      if (!channel) return Promise.resolve([]);
      const ts = ids.messageTs();
      const previous = { deleted_ts: message.ts, previous_message: onWire(message, 'metadata') };
      const deletion = { subtype: 'message_deleted', hidden: true, ts, event_ts: ts, ...previous };
      return Promise.all(sendMessageEvent(channel, deletion));
    },
    reacted(message: StoredMessage, reaction: string, user: string, how: 'added' | 'removed') {
      const channel = heardIn(message);
      if (!channel) return Promise.resolve([]);
      const item = { type: 'message', channel: channel.id, ts: message.ts };
      const name = `reaction_${how}` as const;
      const event = { type: name, user, reaction, item_user: message.user, item, event_ts: ids.timeTs() };
      return Promise.all(send(name, event));
    },
    joined(channel: Channel, user: string, inviter?: string) {
      if (!workspace.isMember(channel, botUserId)) return Promise.resolve([]);
      const place = { channel: channel.id, channel_type: channel.kind === 'private' ? 'G' : 'C', team: teamId };
      const event = { type: 'member_joined_channel', user, ...place, ...(inviter && { inviter }) };
      return Promise.all(send('member_joined_channel', { ...event, event_ts: ids.timeTs() }));
    },
    /** Somebody removed the app from the workspace. */
    uninstalled: () => Promise.all(send('app_uninstalled', { type: 'app_uninstalled' })),
    homeOpened(user: string, tab: 'home' | 'messages') {
      const view = tab === 'home' && views.home(user);
      const event = { type: 'app_home_opened', user, channel: workspace.directMessage(user)?.id, tab };
      return Promise.all(send('app_home_opened', { ...event, ...(view && { view }), event_ts: ids.timeTs() }));
    },
  };
}

/** Tells the app what happened, when it may hear of it. Each gives the outcomes of the first deliveries. */
export type Events = ReturnType<typeof createEvents>;

export function mentionsBot({ text }: { text: string }): boolean {
  return text.includes(`<@${botUserId}>`) || text.includes(`<@${botUserId}|`);
}
