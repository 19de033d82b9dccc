import type { KnownBlock } from '@slack/types';
import { maxFallbackBytes } from '../limits.ts';
import { cutToBytes } from './cut-text.ts';

/** What the bot posts: blocks, and the text that stands for them in notifications. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/**
 * Text for the `text` field, which Slack parses as mrkdwn: the three characters that start links and mentions become entities, so
 * that a title can ping nobody.
 */
export function fallback(text: string): string {
  return cutToBytes(text, maxFallbackBytes).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Never unfurl: ten papers would bring ten previews. */
export const noUnfurl = { unfurl_links: false, unfurl_media: false } as const;
