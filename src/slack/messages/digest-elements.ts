import type { RichTextElement } from '@slack/types';
import type { Digest, DigestPaper } from '../../digests/digest.ts';
import { becauseWords, chosenFrom, headline, headlineBelow, shortfall } from '../../digests/digest-words.ts';
import { exclusionWords } from '../../digests/subscription-words.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import type { Wishes } from '../../store/subscriptions.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { briefFactsOf, sentenceElements, titleLink } from './paper-blocks.ts';
import { text } from './rich-text.ts';

/** The words of a digest, the same wherever it is shown: in its post, in a preview, in the window that sets it up. */

// In bytes of JSON.
const headlineBytes = 300;
const conditionsBytes = 300;
export const becauseBytes = 120;

export interface Shown {
  readonly digest: Digest;
  readonly wishes: Wishes;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** What else is said under the headline: "late: was due 09:00". */
  readonly notes?: readonly (string | undefined)[];
  /** Titles alone, so that a window shows its first fields as well. */
  readonly isBrief?: boolean;
}

export function headlineOf({ digest, wishes, now }: Shown): string {
  return cutToBytes(headline(digest, wishes, now), headlineBytes);
}

/** Headline, and under it what the papers were chosen from. */
export function headElements(shown: Shown): RichTextElement[] {
  const { digest, wishes, notes = [] } = shown;
  const conditions = cutToBytes(exclusionWords(wishes) ?? '', conditionsBytes);
  const said = [conditions, chosenFrom(digest), shortfall(digest, wishes), ...notes].filter(Boolean).join(' · ');
  const isBelow = digest.roundUp !== undefined && shown.isBrief !== true;
  const lead = text(isBelow ? cutToBytes(headlineBelow(digest, wishes, shown.now), headlineBytes) : headlineOf(shown), {
    bold: true,
  });
  return said === '' ? [lead] : [lead, text(`\n${said}`)];
}

/** Facts and sentence stand under a title as far as there is room. */
function paperElements(
  { paper, isNew, because }: DigestPaper,
  number: number,
  { isMixed, isBrief, room }: { readonly isMixed: boolean; readonly isBrief: boolean; readonly room: number },
): RichTextElement[] {
  const place = text(`${isBrief ? '\n' : '\n\n'}${number}. `, { bold: true });
  const origin = isMixed && !isNew ? [text(' (archive)')] : [];
  const why =
    because === undefined ? [] : [text(`\n${cutToBytes(becauseWords(because), becauseBytes)}`, { italic: true })];
  const head = [place, titleLink(paper, room - jsonBytes([place, ...origin, ...why])), ...origin, ...why];
  if (isBrief) return head;
  const known = briefFactsOf(paper);
  const facts = known.length === 0 ? [] : [text('\n'), ...known];
  const withFacts = jsonBytes([...head, ...facts]) > room ? head : [...head, ...facts];
  return [...withFacts, ...sentenceElements(oneSentence(paper), room - jsonBytes(withFacts))];
}

function quietSentence(kind: Exclude<Digest['kind'], 'papers'>): string {
  switch (kind) {
    case 'nothing-new':
      return 'The next post comes when there is something.';
    case 'archive-read':
      return 'The library has no paper on this that was not sent before. The next post comes when there is one.';
    default:
      return kind satisfies never;
  }
}

/** Headline, what it was chosen from, and its papers, in `maxBytes` of JSON. */
export function digestElements(shown: Shown, maxBytes: number): RichTextElement[] {
  const { digest, isBrief = false } = shown;
  const head = headElements(shown);
  if (digest.kind !== 'papers') return [...head, text(`\n${quietSentence(digest.kind)}`)];
  const room = (maxBytes - jsonBytes(head)) / digest.papers.length;
  const isMixed = digest.papers.some(({ isNew }) => isNew);
  return [
    ...head,
    ...digest.papers.flatMap((paper, index) => paperElements(paper, index + 1, { isMixed, isBrief, room })),
  ];
}
