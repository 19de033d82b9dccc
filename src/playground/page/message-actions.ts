import type { AppShortcut } from '../stand-in/app-options.ts';
import type { StoredMessage } from '../stand-in/messages.ts';
import { emoji } from './emoji.ts';
import { type Html, html } from './html.ts';

/** Reactions as switches: pressed when the reader is among those who reacted. */
export function renderReactions({ reactions = [] }: StoredMessage, readerId: string): Html | false {
  const switches = reactions.map(
    ({ name, users, count }) =>
      html`<button type="button" class="reaction" data-reaction="${name}" aria-pressed="${String(users.includes(readerId))}" aria-label="${name}, ${count}">${emoji(name)} ${count}</button>`,
  );
  return switches.length > 0 && html`<div class="reactions">${switches}</div>`;
}

/** The reactions that a paper bot listens for and people use most; any other can be sent through the stand-in. */
const offeredReactions = ['+1', 'eyes', 'bookmark'] as const;

/** What a person can do with a message: react, answer in a thread, change their own, call a shortcut of the app. */
export function renderToolbar(
  { ts }: StoredMessage,
  { where, isOwn, shortcuts }: { where: 'channel' | 'thread'; isOwn: boolean; shortcuts: readonly AppShortcut[] },
): Html {
  const reactions = offeredReactions.map(
    (code) =>
      html`<button type="button" data-reaction="${code}" aria-label="React with ${code}" title="React with ${code}">${emoji(code)}</button>`,
  );
  const reply = where === 'channel' && html`<button type="button" data-open-thread="${ts}">Reply</button>`;
  const own =
    isOwn &&
    html`<button type="button" data-edit>Edit</button><button type="button" data-delete data-confirm-title="Delete message" data-confirm-text="Are you sure you want to delete this message? This cannot be undone." data-confirm-yes="Delete" data-confirm-no="Cancel" data-confirm-style="danger">Delete</button>`;
  const items = shortcuts.map(
    ({ callbackId, name }) => html`<li><button type="button" data-shortcut="${callbackId}">${name}</button></li>`,
  );
  const menu =
    items.length > 0 &&
    html`<details class="menu"><summary class="button" aria-label="Message shortcuts">⋯</summary><ul>${items}</ul></details>`;
  return html`<div class="toolbar" role="group" aria-label="Message actions">${reactions}${reply}${own}${menu}</div>`;
}
