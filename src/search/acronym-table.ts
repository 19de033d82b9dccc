import type { Paper } from '../papers/paper.ts';
import { acronymsIn } from './acronyms.ts';
import { stemOf, tokenize } from './tokens.ts';
import { stopWords } from './words.ts';

export type AcronymEntry = readonly [short: string, longStems: string, papers: number];

/** Which acronyms the papers of a library define, in both directions. */
export interface Acronyms {
  /** Counts a definition of so many papers more, or less. */
  define(short: string, longStems: string, papers: number): void;
  /** Stems of each long form of a lower-case acronym, the most frequent first: "ptq" gives [["posttrain", …]]. */
  longForms(short: string): string[][];
  /** Acronyms, lower case, whose long form these stems spell. */
  shortForms(stems: readonly string[]): string[];
  /** The longest long form known, in stems: how far to look. */
  readonly longestStems: number;
}

/** "CAV" means two things in the shipped library; more than three meanings say nothing. */
const maxLongForms = 3;

/** Stems of a long form, function words left out, so that "mixture of experts" and "mixture experts" are one. */
function stemsOf(text: string): string[] {
  return tokenize(text)
    .filter((token) => !stopWords.has(token))
    .map(stemOf);
}

/** The acronyms that a paper defines, lower case, each with the stems of its long form, a space between. */
export function definitionsIn({ title, abstract }: Paper): (readonly [short: string, longStems: string])[] {
  return acronymsIn(`${title}. ${abstract}`).flatMap(({ short, long }) => {
    const stems = stemsOf(long);
    const token = tokenize(short)[0];
    return token === undefined || stems.length < 2 ? [] : [[token, stems.join(' ')] as const];
  });
}

function increase(counts: Map<string, Map<string, number>>, from: string, to: string, change: number): void {
  const targets = counts.get(from) ?? new Map<string, number>();
  const left = (targets.get(to) ?? 0) + change;
  if (left > 0) targets.set(to, left);
  else targets.delete(to);
  if (targets.size > 0) counts.set(from, targets);
  else counts.delete(from);
}

export function createAcronyms(entries: Iterable<AcronymEntry> = []): Acronyms {
  const longOfShort = new Map<string, Map<string, number>>();
  const shortOfLong = new Map<string, Map<string, number>>();
  let longestStems = 0;

  function define(short: string, long: string, by: number): void {
    increase(longOfShort, short, long, by);
    increase(shortOfLong, long, short, by);
    longestStems = Math.max(longestStems, long.split(' ').length);
  }

  for (const entry of entries) define(...entry);

  return {
    define,
    longForms(short) {
      const forms = [...(longOfShort.get(short) ?? [])].sort((a, b) => b[1] - a[1]);
      return forms.slice(0, maxLongForms).map(([long]) => long.split(' '));
    },
    shortForms: (stems) => [...(shortOfLong.get(stems.join(' '))?.keys() ?? [])],
    get longestStems() {
      return longestStems;
    },
  };
}
