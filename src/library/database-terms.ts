import SearchableMap from 'minisearch/SearchableMap';
import { createAcronyms } from '../search/acronym-table.ts';
import { isAuthorTerm } from '../search/index/indexed-text.ts';
import { termsSpelledLike } from '../search/index/spelled-like.ts';
import { rememberSpellings, type Spellings } from '../search/index/spelled-terms.ts';
import type { TermRow } from '../store/paper-search.ts';

/** How the terms of a database are spread over its papers, in memory: questions are parsed without asking it. */
export interface DatabaseTerms extends Spellings {
  readonly acronyms: ReturnType<typeof createAcronyms>;
  /** Undefined for one that no paper holds. */
  numberOf(term: string): number | undefined;
  take(rows: readonly TermRow[]): void;
}

/** An acronym that a paper defines, as a term. No word of a text holds a space. */
export const acronymTerm = (short: string, longStems: string): string => `${short} ${longStems}`;

/**
 * Terms of fewer papers are no spelling that anybody meant: of 350,000 terms of 100,000 papers two thirds stand in one, most of them
 * misspelt themselves, and a tree of all is a million objects, over which each collection of garbage takes a tenth of a second.
 */
const leastPapersSpelled = 2;

export function createDatabaseTerms(): DatabaseTerms {
  const numbers = new Map<string, number>();
  /** By number of the term. */
  let papersOf = new Uint32Array();
  // Without author terms and acronyms: nobody misspells into them.
  const spelled = new SearchableMap<true>();
  const acronyms = createAcronyms();
  const papersWith = (term: string): number => papersOf[numbers.get(term) ?? -1] ?? 0;
  const spellings = rememberSpellings({
    papersWith,
    beginningWith: (start) => [...spelled.atPrefix(start).keys()],
    spelledLike: (word, mostEdits) => termsSpelledLike(spelled, word, mostEdits),
  });

  function setPapers(number: number, papers: number): void {
    if (number >= papersOf.length) {
      const more = new Uint32Array(2 * number + 1_024);
      more.set(papersOf);
      papersOf = more;
    }
    papersOf[number] = papers;
  }

  return {
    ...{ ...spellings, acronyms },
    numberOf: (term) => (papersWith(term) > 0 ? numbers.get(term) : undefined),
    take(rows) {
      for (const { number, term, papers } of rows) {
        const [short = '', ...long] = term.split(' ');
        if (long.length > 0) acronyms.define(short, long.join(' '), papers - papersWith(term));
        else if (!isAuthorTerm(term) && papers >= leastPapersSpelled) spelled.set(term, true);
        else spelled.delete(term);
        numbers.set(term, number);
        setPapers(number, papers);
      }
      spellings.forget();
    },
  };
}
