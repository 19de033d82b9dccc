import { withEmoji } from './emoji.ts';
import { type Html, html, joined, textOf } from './html.ts';
import type { Lookup } from './lookup.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import { asObject, asString, type WireText } from './wire.ts';

/** A `plain_text` or `mrkdwn` object. A bare string, which apps send by mistake, reads as plain text. */
export function renderText(value: unknown, lookup: Lookup): Html {
  const text: WireText = asObject(value);
  if (text.type === 'mrkdwn') return renderMrkdwn(asString(text.text), lookup);
  return withBreaks(plainTextOf(value));
}

/** A `plain_text` object as a string, for places that take no markup: options, placeholders, names. */
export function plainTextOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { text, emoji }: WireText = asObject(value);
  return emoji === false ? asString(text) : withEmoji(asString(text));
}

/** What a person reads of a text object, without any formatting. */
export function readTextOf(value: unknown, lookup: Lookup): string {
  return textOf(renderText(value, lookup));
}

/** `text` with its line breaks kept. */
export function withBreaks(text: string): Html {
  return joined(text.split('\n'), html`<br>`);
}
