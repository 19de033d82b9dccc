import type { KnownBlock } from '@slack/types';
import type { Match } from '../../search/answer.ts';
import { jsonBytes } from './cut-text.ts';

/** Draws one paper in at most `maxBytes` of JSON, or in as few as it can. */
export type DrawPaper = (match: Match, maxBytes: number) => KnownBlock[];

/** The most that each may take so that all together take at most `budget`: those that want less leave their share to the others. */
function fairShare(wanted: readonly number[], budget: number): number {
  let left = budget;
  for (const [index, bytes] of wanted.toSorted((a, b) => a - b).entries()) {
    const share = left / (wanted.length - index);
    if (bytes > share) return Math.floor(share);
    left -= bytes;
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * The papers of a page within `budget` bytes of JSON: whole if they fit, else each cut to a fair share. Papers at the end for which
 * there is no room even so are left to the next page; one is always drawn.
 */
export function fitPapers(matches: readonly Match[], draw: DrawPaper, budget: number): KnownBlock[][] {
  const whole = matches.map((match) => draw(match, Number.POSITIVE_INFINITY));
  const share = fairShare(whole.map(jsonBytes), budget);
  if (share === Number.POSITIVE_INFINITY) return whole;
  const fitting: KnownBlock[][] = [];
  let left = budget;
  for (const match of matches) {
    const blocks = draw(match, share);
    left -= jsonBytes(blocks);
    if (left < 0 && fitting.length > 0) break;
    fitting.push(blocks);
  }
  // What is left for fewer papers is more for each.
  return fitting.length < matches.length ? fitPapers(matches.slice(0, fitting.length), draw, budget) : fitting;
}
