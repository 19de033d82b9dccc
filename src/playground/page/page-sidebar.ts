import { attributes, type Html, html } from './html.ts';
import type { PageSources } from './page-sources.ts';
import type { Part } from './part.ts';
import { addressOf, type Viewpoint } from './viewpoint.ts';

/** A place to go: a channel, a direct conversation, or the app's Home tab. */
export interface Destination {
  readonly kind: 'channel' | 'direct' | 'home';
  readonly name: string;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly unreadCount: number;
}

export function destinationsOf({ slack, unread }: PageSources, { actingAs, place }: Viewpoint): Destination[] {
  const { app, workspace } = slack;
  const channels = workspace.channels().filter(({ kind, members }) => kind === 'public' || members.includes(actingAs));
  const destination = (to: string, kind: Destination['kind'], name: string): Destination => {
    const isCurrent = place === to;
    const unreadCount = isCurrent || kind === 'home' ? 0 : unread.count(actingAs, to);
    return { kind, name, href: addressOf({ actingAs, place: to }), isCurrent, unreadCount };
  };
  return [
    ...channels.map(({ id, name, kind, isArchived }) => {
      if (kind === 'im') return destination(id, 'direct', app.name);
      return destination(id, 'channel', isArchived ? `${name} (archived)` : name);
    }),
    destination('home', 'home', `${app.name} Home`),
  ];
}

/** The way round. On a narrow window it is a popover that the "Menu" button of the conversation opens. */
export function renderSidebar(
  { slack }: PageSources,
  { actingAs }: Viewpoint,
  { workspace, connection, destinations }: { workspace: string; connection: Html; destinations: Html },
): Html {
  const people = slack.workspace.people().filter(({ isBot }) => !isBot);
  const options = people.map(
    ({ id, realName }) => html`<option value="${id}"${attributes({ selected: id === actingAs })}>${realName}</option>`,
  );
  return html`<nav class="sidebar" id="sidebar" popover aria-label="Workspace">
<p class="workspace">${workspace}</p>
<div id="light">${connection}</div>
<label class="acting">Acting as<select id="acting-as">${options}</select></label>
<div id="destinations">${destinations}</div>
</nav>`;
}

/** Whether the app's socket is up. A restart is a job: the app is on its way, not lost. */
export function connectionPart({ slack, jobs }: PageSources): Part {
  const words = { connected: 'App connected', connecting: 'App starting…', offline: 'App offline' } as const;
  const state = slack.connections() > 0 ? 'connected' : jobs.isBusy() ? 'connecting' : 'offline';
  const draw = () =>
    html`<p class="connection" id="connection" data-state="${state}" role="status">${words[state]}</p>`;
  return { id: 'connection', version: state, draw };
}

const groups = [
  ['channel', 'Channels'],
  ['direct', 'Direct messages'],
  ['home', 'Apps'],
] as const;

/** The places to go, one part for each kind. */
export function destinationParts(destinations: readonly Destination[]): readonly Part[] {
  return groups.map(([kind, title]) => {
    const ofKind = destinations.filter((destination) => destination.kind === kind);
    const id = `destinations-${kind}`;
    const draw = () => html`<section id="${id}"><h2>${title}</h2><ul>${ofKind.map(item)}</ul></section>`;
    return { id, version: JSON.stringify(ofKind), draw };
  });
}

function item({ kind, name, href, isCurrent, unreadCount }: Destination): Html {
  const current = attributes({ 'aria-current': isCurrent ? 'page' : undefined });
  const unread = unreadCount > 0 && html`<span class="unread">${unreadCount}<span class="hidden"> unread</span></span>`;
  return html`<li><a href="${href}" class="${kind}"${current}><bdi>${name}</bdi>${unread}</a></li>`;
}
