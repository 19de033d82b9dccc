import type { StatusReport } from '../../status/status-report.ts';
import { statusLines } from '../../status/status-words.ts';
import { maxMessageBytes } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { line, text } from './rich-text.ts';

/** Longest line, in bytes: a title may be long, and a reason. */
const lineBytes = 600;

/** How the bot is doing, where somebody asked, with the digests of the place; in App Home with those that they set up. */
export function statusMessage(report: StatusReport, timeZone: string, place: 'here' | 'home'): Message {
  const noDigest = place === 'here' ? 'No digest is set up here.' : 'You have set up no digest.';
  const here = { nameOf: () => '', noDigest };
  const lines = statusLines(report, timeZone, here).map((line) => cutToBytes(line, lineBytes));
  const kept: string[] = [];
  for (const line of lines) if (jsonBytes([...kept, line]) < maxMessageBytes / 2) kept.push(line);
  const left = lines.length - kept.length;
  const [first = '', ...rest] = left > 0 ? [...kept, `and ${left} more`] : kept;
  return {
    text: fallback(first),
    blocks: [line(text('Status', { bold: true }), text(`\n${[first, ...rest].join('\n')}`))],
  };
}
