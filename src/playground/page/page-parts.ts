import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { promptParts, statusParts } from './agent-parts.ts';
import { html } from './html.ts';
import type { Lookup } from './lookup.ts';
import { connectionPart, type Destination, destinationParts, destinationsOf } from './page-sidebar.ts';
import type { PageSources } from './page-sources.ts';
import type { Part } from './part.ts';
import { type MessagePlace, messageParts } from './render-message.ts';
import { renderHome, renderModal, scopeOf } from './render-view.ts';
import type { Viewpoint } from './viewpoint.ts';
import { renderWelcome } from './welcome.ts';

/** The lists on a page that change while it is open. */
export const listNames = ['connection', 'jobs', 'destinations', 'messages', 'thread', 'modal'] as const;

/** `thread` is empty when none is open or its parent is gone, `modal` when none is open. */
export type PageParts = Readonly<Record<(typeof listNames)[number], readonly Part[]>>;

export function partsOf(sources: PageSources, view: Viewpoint): PageParts {
  const lookup = sources.lookupOf(view.actingAs);
  const destinations = destinationsOf(sources, view);
  return {
    connection: [connectionPart(sources)],
    jobs: sources.jobs.parts(),
    destinations: destinationParts(destinations),
    messages: view.place === 'home' ? homeParts(sources, lookup, destinations) : channelParts(sources, view, lookup),
    thread: threadParts(sources, view, lookup),
    modal: modalParts(sources, lookup),
  };
}

function placeFor({ app, workspace }: SlackStandIn, where: MessagePlace['where'], lookup: Lookup): MessagePlace {
  return { where, lookup, shortcuts: app.shortcuts, typed: workspace.typed };
}

function channelParts({ slack }: PageSources, view: Viewpoint, lookup: Lookup): readonly Part[] {
  const { place, actingAs } = view;
  const messages = slack.workspace.messages(place, actingAs);
  const welcome = { id: 'welcome', version: '', draw: () => renderWelcome(slack, view) };
  const parts = messages.length === 0 ? [welcome] : messageParts(messages, placeFor(slack, 'channel', lookup));
  return [...promptParts(slack, view), ...parts];
}

function threadParts({ slack }: PageSources, view: Viewpoint, lookup: Lookup): readonly Part[] {
  const { place, thread, actingAs } = view;
  const messages = thread === undefined ? [] : slack.workspace.thread(place, thread, actingAs);
  if (messages.length === 0) return [];
  return [...messageParts(messages, placeFor(slack, 'thread', lookup)), ...statusParts(slack, view)];
}

/** What the app says elsewhere would be missed on a Home tab: a line leads there. */
function homeParts({ slack }: PageSources, lookup: Lookup, destinations: readonly Destination[]): readonly Part[] {
  const home = slack.workspace.home(lookup.readerId);
  const news = destinations.filter(({ unreadCount }) => unreadCount > 0);
  const links = news.map(({ kind, name, href }) => html` <a href="${href}">${kind === 'channel' && '#'}${name}</a>`);
  return [
    {
      id: 'news',
      version: JSON.stringify(news),
      draw: () => html`<p class="news" id="news" role="status">${links.length > 0 && html`New messages:${links}`}</p>`,
    },
    { id: 'home', version: JSON.stringify(home) ?? '', draw: () => renderHome(home, lookup) },
  ];
}

function modalParts({ slack }: PageSources, lookup: Lookup): readonly Part[] {
  const open = slack.workspace.openView(lookup.readerId);
  if (open === undefined) return [];
  const version = JSON.stringify([open.view, open.errors]);
  return [{ id: scopeOf(open.view), version, draw: () => renderModal(open, lookup) }];
}
