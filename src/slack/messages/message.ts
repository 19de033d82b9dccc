import type { Block, KnownBlock, RichTextText } from '@slack/types';
import { maxFallbackBytes } from '../limits.ts';
import { cutToBytes } from './cut-text.ts';
import { text as element, line } from './rich-text.ts';

/** What the bot posts: blocks, and the text that stands for them in notifications. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
  /** The same with cards, for workspaces that take them. */
  readonly cards?: CardMessage | undefined;
}

export interface CardMessage {
  readonly text: string;
  readonly blocks: (KnownBlock | Block)[];
}

/** Text that reads the same in mrkdwn: the three characters that start links and mentions become entities, so that a title can ping nobody. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text for the `text` field, which Slack parses as mrkdwn. */
export function fallback(text: string, maxBytes = maxFallbackBytes): string {
  return escaped(cutToBytes(text, maxBytes));
}

/** Never unfurl: ten papers would bring ten previews. */
export const noUnfurl = { unfurl_links: false, unfurl_media: false } as const;

/** Words to be typed as they stand: set apart without a mark that could be typed with them. */
export function typed(words: string): RichTextText {
  return element(words, { code: true });
}

/** Several as one; the first stands for them in notifications. */
export function together(messages: readonly Message[]): Message {
  return { text: messages[0]?.text ?? '', blocks: messages.flatMap(({ blocks }) => blocks) };
}

/** A plain sentence; what is to be typed stands apart. */
export function notice(...parts: readonly (string | RichTextText)[]): Message {
  const shown = parts.map((part) => (typeof part === 'string' ? element(cutToBytes(part, 1_000)) : part));
  return {
    text: fallback(parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')),
    blocks: [line(...shown)],
  };
}
