import type { StoredMessage } from '../stand-in/messages.ts';
import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import type { Channel } from '../stand-in/workspace.ts';
import { promptParts, statusParts } from './agent-parts.ts';
import { html } from './html.ts';
import type { JobBoard } from './job-board.ts';
import type { Lookup } from './lookup.ts';
import { type Connection, type Destination, destinationParts } from './page-sidebar.ts';
import type { Part } from './part.ts';
import { type MessagePlace, messageParts } from './render-message.ts';
import { renderHome, renderModal, scopeOf } from './render-view.ts';
import type { Unread } from './unread.ts';
import { addressOf, type Viewpoint } from './viewpoint.ts';
import { renderWelcome } from './welcome.ts';

/** What pages are drawn from. */
export interface PageSources {
  readonly slack: SlackStandIn;
  /** What ids and moments mean to this person now. */
  readonly lookupOf: (userId: string) => Lookup;
  readonly unread: Unread;
  readonly jobs: JobBoard;
}

/** What changes on a page while it is open. */
export interface PageParts {
  readonly connection: Connection;
  readonly jobs: readonly Part[];
  readonly destinations: readonly Part[];
  readonly messages: readonly Part[];
  /** Empty when no thread is open, or its parent is gone. */
  readonly thread: readonly Part[];
  /** Empty when no modal is open. */
  readonly modal: readonly Part[];
}

export function partsOf(sources: PageSources, view: Viewpoint): PageParts {
  const { slack, lookupOf, jobs } = sources;
  const lookup = lookupOf(view.actingAs);
  const channel = slack.workspace.channel(view.place);
  const destinations = destinationsOf(sources, view);
  return {
    // A restart is a job: the app is on its way, not lost.
    connection: slack.connections() > 0 ? 'connected' : jobs.isBusy() ? 'connecting' : 'offline',
    jobs: jobs.parts(),
    destinations: destinationParts(destinations),
    messages:
      channel === undefined ? homeParts(slack, view, lookup, destinations) : channelParts(slack, view, lookup, channel),
    thread: threadParts(slack, view, lookup),
    modal: modalParts(slack, view, lookup),
  };
}

function destinationsOf({ slack, unread }: PageSources, { actingAs, place }: Viewpoint): Destination[] {
  const channels = slack.workspace
    .channels()
    .filter(({ kind, members }) => kind === 'public' || members.includes(actingAs))
    .map(
      ({ id, name, kind, isArchived }): Destination => ({
        kind: kind === 'im' ? 'direct' : 'channel',
        name: kind === 'im' ? slack.app.name : isArchived ? `${name} (archived)` : name,
        href: addressOf({ actingAs, place: id }),
        isCurrent: place === id,
        unreadCount: place === id ? 0 : unread.count(actingAs, id),
      }),
    );
  const home = addressOf({ actingAs, place: 'home' });
  return [...channels, { kind: 'home', name: `${slack.app.name} Home`, href: home, isCurrent: place === 'home' }];
}

type Where = MessagePlace['where'];

function partsOfMessages(
  slack: SlackStandIn,
  view: Viewpoint,
  { where, lookup, messages }: { where: Where; lookup: Lookup; messages: readonly StoredMessage[] },
): readonly Part[] {
  const { place: channelId, actingAs: readerId } = view;
  return messageParts(
    messages.map((message) => marked(slack, message)),
    { where, channelId, lookup, readerId, shortcuts: slack.app.shortcuts },
  );
}

function channelParts(slack: SlackStandIn, view: Viewpoint, lookup: Lookup, channel: Channel): readonly Part[] {
  const messages = slack.workspace.messages(channel.id, view.actingAs);
  const prompts = promptParts(slack, view);
  if (messages.length === 0) {
    return [...prompts, { id: 'welcome', version: '', draw: () => renderWelcome(channel, view.actingAs, slack) }];
  }
  return [...prompts, ...partsOfMessages(slack, view, { where: 'channel', lookup, messages })];
}

function threadParts(slack: SlackStandIn, view: Viewpoint, lookup: Lookup): readonly Part[] {
  const { place, thread, actingAs } = view;
  if (thread === undefined) return [];
  const messages = slack.workspace.thread(place, thread, actingAs);
  const parts = partsOfMessages(slack, view, { where: 'thread', lookup, messages });
  return parts.length === 0 ? [] : [...parts, ...statusParts(slack, view)];
}

function marked({ workspace }: SlackStandIn, message: StoredMessage) {
  return { ...message, is_ephemeral: message.ephemeralFor !== undefined, typed: workspace.typed(message) };
}

/** What the app says elsewhere would be missed on a Home tab: a line leads there. */
function homeParts(
  slack: SlackStandIn,
  { actingAs }: Viewpoint,
  lookup: Lookup,
  destinations: readonly Destination[],
): readonly Part[] {
  const home = slack.workspace.home(actingAs);
  const news = destinations.filter(({ unreadCount = 0 }) => unreadCount > 0);
  const links = news.map(({ kind, name, href }) => html` <a href="${href}">${kind === 'channel' && '#'}${name}</a>`);
  return [
    {
      id: 'news',
      version: JSON.stringify(news),
      draw: () => html`<p class="news" id="news" role="status">${links.length > 0 && html`New messages:${links}`}</p>`,
    },
    {
      id: 'home',
      version: JSON.stringify(home) ?? '',
      draw: () => renderHome(home, { lookup }),
    },
  ];
}

function modalParts(slack: SlackStandIn, { actingAs }: Viewpoint, lookup: Lookup): readonly Part[] {
  const open = slack.workspace.openView(actingAs);
  if (open === undefined) return [];
  const { view, errors } = open;
  const version = JSON.stringify([view, errors]);
  return [{ id: scopeOf(view), version, draw: () => renderModal(view, { lookup, errors }) }];
}
