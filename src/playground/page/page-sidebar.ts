import { attributes, type Html, html } from './html.ts';
import type { Person } from './lookup.ts';
import type { Part } from './part.ts';

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
  /** From `destinationParts`. */
  readonly destinations: Html;
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
<div id="destinations">${destinations}</div>
</nav>`;
}

/** The connection light; the client swaps it when the state changes. */
export function renderConnection(connection: Connection): Html {
  const words = { connected: 'App connected', connecting: 'App starting…', offline: 'App offline' } as const;
  return html`<p class="connection" id="connection" data-state="${connection}" role="status">${words[connection]}</p>`;
}

const groups = [
  ['channel', 'Channels'],
  ['direct', 'Direct messages'],
  ['home', 'Apps'],
] as const;

/** The places to go, one part for each kind that there is. */
export function destinationParts(destinations: readonly Destination[]): readonly Part[] {
  return groups.flatMap(([kind, title]) => {
    const ofKind = destinations.filter((destination) => destination.kind === kind);
    const id = `destinations-${kind}`;
    const draw = () => html`<section id="${id}"><h2>${title}</h2><ul>${ofKind.map(item)}</ul></section>`;
    return ofKind.length > 0 ? [{ id, version: JSON.stringify(ofKind), draw }] : [];
  });
}

function item({ kind, name, href, isCurrent = false, unreadCount = 0 }: Destination): Html {
  const current = attributes({ 'aria-current': isCurrent ? 'page' : undefined });
  const unread = unreadCount > 0 && html`<span class="unread">${unreadCount}<span class="hidden"> unread</span></span>`;
  return html`<li><a href="${href}" class="${kind}"${current}><bdi>${name}</bdi>${unread}</a></li>`;
}
