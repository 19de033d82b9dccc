import type { TermStatistics } from './index/terms.ts';

/** How set phrases that mean filters are taken out of what somebody said. */

/** Where a phrase stands, and what it may ask. */
export interface Surroundings {
  readonly before: string;
  readonly rest: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** Undefined where nobody knows who wrote papers. */
  readonly library?: Terms | undefined;
}

/** Knows by author terms who wrote papers. */
export type Terms = Pick<TermStatistics, 'papersWith'>;

/** The filters that a match means, as they would be typed; none: it goes without any; undefined: it is no such phrase, and stays. */
export type Read = (
  match: readonly (string | undefined)[],
  surroundings: Surroundings,
) => readonly string[] | undefined;
export type Phrase = readonly [RegExp, Read];

/** Before what is not wanted: "without surveys". */
export const leavingOut =
  '(?:without|no|not|exclud(?:e|ing)|except|drop|skip|minus|leav(?:e|ing) out|other than|(?:any|every)thing but|all but)';
/** What turns into its opposite what follows: "not from 2024", "nothing before June", "except those with code". */
const negation = `(?:${leavingOut}|neither|nor|none|nothing|never|[a-z]{2,5}n['’]t)(?: (?:just|only|merely|necessarily))?`;
/** "not only from 2024" allows the others too, so it asks for nothing. */
const isAlsoMeant = /\b(?:just|only|merely|necessarily)\b/i;
const between =
  '(?: (?:for|show|any|the|those|these|ones?|papers?|articles?|works?|that|which|are|were|is|was|have|has|been))*';

/** Phrases that are read together with a negation right before them. */
export const withNegation = (phrases: readonly Phrase[]): readonly Phrase[] =>
  phrases.map(([{ source, flags }, read]) => [
    new RegExp(`(?:\\b(${negation}${between}) )?(?:${source})`, flags),
    read,
  ]);

/** Whether it leaves out a word, as "-survey" does: "-has:code" would be a filter. */
export const leavesOutWord = (filter: string): boolean => /^-(?![a-z]+:)/.test(filter);

/** The filters that say the opposite; where none does, one that parseQuestion tells the cure of. */
function negated(filters: readonly string[]): readonly string[] | undefined {
  if (filters.some(leavesOutWord)) return undefined;
  const [, name, value] = filters.length === 1 ? (/^(since|before):(.+)$/.exec(filters[0] ?? '') ?? []) : [];
  if (name !== undefined) return [`${name === 'since' ? 'before' : 'since'}:${value}`];
  return filters.map((filter) => (filter.startsWith('-') ? filter.slice(1) : `-${filter}`));
}

/** @param phrases as withNegation gives them; earlier ones are read first. What is read leaves the words */
export function readPhrases(
  text: string,
  phrases: readonly Phrase[],
  { now, library }: Pick<Surroundings, 'now' | 'library'>,
): { words: string; filters: string[] } {
  const filters: string[] = [];
  let words = text;
  for (const [pattern, read] of phrases) {
    words = words.replace(pattern, (whole: string, negation: string | undefined, ...more) => {
      const [all, at] = [String(more.at(-1)), Number(more.at(-2))];
      const around = { before: all.slice(0, at), rest: all.slice(at + whole.length), now, library };
      const found = read([whole, ...more.slice(0, -2)], around);
      const meant =
        found === undefined || negation === undefined ? found : isAlsoMeant.test(negation) ? [] : negated(found);
      if (meant === undefined) return whole;
      filters.push(...meant);
      return ' ';
    });
  }
  return { words, filters };
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** A number up to ten in letters, as a pattern. */
export const numberWord = `(?:${numbers.join('|')})`;

/** A number of people's: digits, or a word. */
export function numberOf(said: string): number {
  const word = said.toLowerCase();
  const place = numbers.indexOf(word);
  if (place >= 0) return place + 1;
  if (/few/.test(word)) return 3;
  if (/couple/.test(word)) return 2;
  return /^an?$/.test(word) ? 1 : Number(word);
}
