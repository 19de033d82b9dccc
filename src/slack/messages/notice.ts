import type { RichTextText } from '@slack/types';
import { cutToBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { line, text } from './rich-text.ts';

/** Words to be typed as they stand: set apart without a mark that could be typed with them. */
export function typed(words: string): RichTextText {
  return text(words, { code: true });
}

/** A plain sentence; what is to be typed stands apart. */
export function notice(...parts: readonly (string | RichTextText)[]): Message {
  const shown = parts.map((part) => (typeof part === 'string' ? text(cutToBytes(part, 1_000)) : part));
  return {
    text: fallback(parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')),
    blocks: [line(...shown)],
  };
}
