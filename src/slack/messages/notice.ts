import { cutToBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { richText, section, text } from './rich-text.ts';

/** One plain sentence. */
export function notice(sentence: string): Message {
  const shown = cutToBytes(sentence, 1_000);
  return { text: fallback(shown), blocks: [richText(section(text(shown)))] };
}
