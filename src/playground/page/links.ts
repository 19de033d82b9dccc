import { type Html, html, type Part } from './html.ts';

/** `url` when a click on it can only open a page or a mail; `undefined` for `javascript:`, `data:` and whatever else. */
export function safeUrl(url: string): string | undefined {
  // A browser drops tabs and line breaks inside a scheme and blanks before it, so "java\tscript:" must not slip through:
  // only a url that starts exactly like these three passes.
  return /^(https?:\/\/|mailto:)[^\s]/i.test(url) && URL.canParse(url) ? url : undefined;
}

/** A link that opens beside the page and tells the other side nothing about it. */
export function link(url: string, label: Part): Html {
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer">${label}</a>`;
}
