import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { type Html, html } from './html.ts';
import type { Lookup } from './lookup.ts';
import type { Composer, Job } from './page-conversation.ts';
import type { Page } from './page-shell.ts';
import type { Destination } from './page-sidebar.ts';
import { type MessagePlace, renderMessages } from './render-message.ts';
import { renderHome, renderModal } from './render-view.ts';
import { trafficLine } from './traffic-line.ts';

/** What one browser tab looks at; all of it stands in the tab's address, so that a reload shows the same. */
export interface Viewpoint {
  /** User id of the person acted as. */
  readonly actingAs: string;
  /** A channel's id, or "home" for the app's Home tab. */
  readonly place: string;
  /** The ts of the thread that is open. */
  readonly thread?: string | undefined;
}

/** What a playground of some app offers beside the workspace. */
export interface PageOffer {
  /** Whole messages to try. */
  readonly suggestions: readonly string[];
  readonly jobs: readonly Job[];
}

/** Traffic entries drawn when the page opens; later ones are added as they come. */
const shownTraffic = 200;

export function addressOf({ actingAs, place, thread }: Viewpoint): string {
  const query = new URLSearchParams({ as: actingAs, ...(thread !== undefined && { thread }) });
  return `/${place === 'home' ? 'home' : `channels/${place}`}?${query}`;
}

/** Reads a page's address; what it does not name is as when a newcomer arrives. Undefined when there is no such page. */
export function viewpointOf(slack: SlackStandIn, url: URL): Viewpoint | undefined {
  const people = slack.workspace.people().filter(({ isBot }) => !isBot);
  const actingAs = people.find(({ id }) => id === url.searchParams.get('as'))?.id ?? people[0]?.id ?? '';
  if (url.pathname === '/home') return { actingAs, place: 'home' };
  const [, channelId] = /^\/channels\/(\w+)$/.exec(url.pathname) ?? [];
  const channel = slack.workspace.channel(channelId ?? 'general');
  const isUnknown = url.pathname !== '/' && channelId === undefined;
  if (channel === undefined || isUnknown) return undefined;
  return { actingAs, place: channel.id, thread: url.searchParams.get('thread') ?? undefined };
}

function lookupOf(slack: SlackStandIn, actingAs: string): Lookup {
  const people = slack.workspace.people();
  return {
    people: people.map(({ id, realName, isBot }) => ({ id, name: realName, isApp: isBot })),
    channels: slack.workspace
      .channels()
      .filter(({ kind }) => kind !== 'im')
      .map(({ id, name }) => ({ id, name })),
    now: Date.now(),
    timeZone: people.find(({ id }) => id === actingAs)?.timeZone ?? 'UTC',
  };
}

function destinationsOf(slack: SlackStandIn, view: Viewpoint): Destination[] {
  const places = slack.workspace
    .channels()
    .filter(({ kind, members }) => kind === 'public' || members.includes(view.actingAs))
    .map(
      ({ id, name, kind, isArchived }): Destination => ({
        kind: kind === 'im' ? 'direct' : 'channel',
        name: kind === 'im' ? slack.app.name : isArchived ? `${name} (archived)` : name,
        href: addressOf({ actingAs: view.actingAs, place: id }),
        isCurrent: view.place === id,
      }),
    );
  const home = { actingAs: view.actingAs, place: 'home' };
  return [
    ...places,
    { kind: 'home', name: `${slack.app.name} Home`, href: addressOf(home), isCurrent: view.place === 'home' },
  ];
}

function composerOf(slack: SlackStandIn, channelId: string, label: string, suggestions: readonly string[]): Composer {
  const commands = slack.app.commands.map(({ command, usageHint, description }) => ({
    name: command,
    usage: usageHint,
    about: description,
  }));
  return { channelId, label, suggestions, commands };
}

function messagesHtml(slack: SlackStandIn, view: Viewpoint, where: MessagePlace['where'], lookup: Lookup): Html {
  const { actingAs, place, thread = '' } = view;
  const { workspace, app } = slack;
  const messages =
    where === 'channel' ? workspace.messages(place, actingAs) : workspace.thread(place, thread, actingAs);
  const shortcuts = app.shortcuts.filter(({ type }) => type === 'message');
  return renderMessages(
    messages.map((message) => ({ ...message, is_ephemeral: message.ephemeralFor !== undefined })),
    { where, channelId: place, lookup, readerId: actingAs, shortcuts },
  );
}

function titleOf(slack: SlackStandIn, place: string): string {
  const channel = slack.workspace.channel(place);
  if (channel === undefined || channel.kind === 'im') return slack.app.name;
  return `#${channel.name}`;
}

function modalOf(slack: SlackStandIn, actingAs: string, lookup: Lookup): Html | undefined {
  const open = slack.workspace.openView(actingAs);
  return open && renderModal(open.view, { lookup, errors: open.errors });
}

/** Everything that the page shows from one viewpoint. */
export function pageFrom(slack: SlackStandIn, view: Viewpoint, offer: PageOffer): Page {
  const { actingAs, place, thread } = view;
  const lookup = lookupOf(slack, actingAs);
  const channel = slack.workspace.channel(place);
  const title = titleOf(slack, place);
  const isReadable = channel?.members.includes(actingAs) === true;
  const home = slack.workspace.home(actingAs);
  const parent = thread === undefined ? undefined : slack.workspace.message({ channel: place, ts: thread });
  const entries = slack.traffic.entries();
  return {
    assets: { style: '/assets/style.css', script: '/assets/client.js' },
    workspace: 'Paper trail',
    people: lookup.people.filter(({ isApp }) => isApp !== true),
    actingAs,
    destinations: destinationsOf(slack, view),
    connection: slack.connections() > 0 ? 'connected' : 'offline',
    conversation:
      place === 'home'
        ? {
            title: `${slack.app.name} Home`,
            content:
              home === undefined
                ? html`<p class="empty">The app has not drawn its Home tab.</p>`
                : renderHome(home, { lookup }),
            jobs: offer.jobs,
          }
        : {
            title,
            ...(channel?.purpose ? { about: channel.purpose } : {}),
            content: messagesHtml(slack, view, 'channel', lookup),
            composer: isReadable ? composerOf(slack, place, `Message ${title}`, offer.suggestions) : undefined,
            jobs: offer.jobs,
          },
    thread:
      parent === undefined || thread === undefined
        ? undefined
        : {
            ts: thread,
            about: title,
            content: messagesHtml(slack, view, 'thread', lookup),
            composer: composerOf(slack, place, 'Reply in the thread', []),
          },
    traffic: entries.slice(-shownTraffic).map(trafficLine),
    modal: modalOf(slack, actingAs, lookup),
  };
}
