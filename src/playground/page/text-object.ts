import type { Text } from '../stand-in/block-kit/composition-objects.ts';
import { withEmoji } from './emoji.ts';
import { type Html, html, joined } from './html.ts';
import type { Lookup } from './lookup.ts';
import { renderMrkdwn } from './mrkdwn.ts';

export function renderText(text: Text, lookup: Lookup): Html {
  return text.type === 'mrkdwn' ? renderMrkdwn(text.text, lookup) : withBreaks(plainTextOf(text));
}

/** A text as a string, for places that take no markup: options, placeholders, names. "" where there is none. */
export function plainTextOf(text: Text | null | undefined): string {
  if (!text) return '';
  return text.type === 'plain_text' && text.emoji === false ? text.text : withEmoji(text.text);
}

/** `text` with its line breaks kept. */
export function withBreaks(text: string): Html {
  return joined(text.split('\n'), html`<br>`);
}
