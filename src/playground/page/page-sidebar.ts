import { attributes, type Html, html } from './html.ts';
import type { Person } from './lookup.ts';

/** A place to go: a channel, a direct conversation, or the app's Home tab. */
export interface Destination {
  readonly kind: 'channel' | 'direct' | 'home';
  readonly name: string;
  readonly href: string;
  readonly isCurrent?: boolean;
  readonly unreadCount?: number;
}

/** Whether the app's socket is up. */
export type Connection = 'connected' | 'connecting' | 'offline';

export interface Sidebar {
  readonly workspace: string;
  readonly people: readonly Person[];
  readonly actingAs: string;
  readonly destinations: readonly Destination[];
  readonly connection: Connection;
}

/** The way round. On a narrow window it is a popover that the "Menu" button of the conversation opens. */
export function renderSidebar({ workspace, people, actingAs, destinations, connection }: Sidebar): Html {
  const options = people.map(
    ({ id, name }) => html`<option value="${id}"${attributes({ selected: id === actingAs })}>${name}</option>`,
  );
  return html`<nav class="sidebar" id="sidebar" popover aria-label="Workspace">
<p class="workspace">${workspace}</p>
${renderConnection(connection)}
<label class="acting">Acting as<select id="acting-as">${options}</select></label>
${group('Channels', 'channel', destinations)}
${group('Direct messages', 'direct', destinations)}
${group('Apps', 'home', destinations)}
</nav>`;
}

/** The connection light; the client swaps it when the state changes. */
export function renderConnection(connection: Connection): Html {
  const words = { connected: 'App connected', connecting: 'App connecting…', offline: 'App offline' } as const;
  return html`<p class="connection" id="connection" data-state="${connection}" role="status">${words[connection]}</p>`;
}

function group(title: string, kind: Destination['kind'], destinations: readonly Destination[]): Html | false {
  const items = destinations.filter((destination) => destination.kind === kind).map(item);
  return items.length > 0 && html`<h2>${title}</h2><ul>${items}</ul>`;
}

function item({ kind, name, href, isCurrent = false, unreadCount = 0 }: Destination): Html {
  const current = attributes({ 'aria-current': isCurrent ? 'page' : undefined });
  const unread = unreadCount > 0 && html`<span class="unread">${unreadCount}<span class="hidden"> unread</span></span>`;
  return html`<li><a href="${href}" class="${kind}"${current}><bdi>${name}</bdi>${unread}</a></li>`;
}
