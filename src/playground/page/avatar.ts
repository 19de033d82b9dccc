import { type Html, html } from './html.ts';

/** Colours in message.css, `tone-0` to `tone-3`. */
const toneCount = 4;

/** Initials on a colour that stays the same for a name. The name stands beside it, so it says nothing aloud. */
export function avatar(name: string): Html {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const initials = words.slice(0, 2).map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x3f));
  return html`<span class="avatar tone-${tone(name)}" aria-hidden="true">${initials.join('').toUpperCase() || '?'}</span>`;
}

function tone(name: string): number {
  return [...name].reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 7) % toneCount;
}
