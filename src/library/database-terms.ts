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

export function createDatabaseTerms(): DatabaseTerms {
  // Author terms and acronyms apart: nobody misspells into them.
  const [words, others] = [new SearchableMap<TermRow>(), new Map<string, TermRow>()];
  const acronyms = createAcronyms();
  const placeOf = (term: string) => (isAuthorTerm(term) || term.includes(' ') ? others : words);
  const rowOf = (term: string): TermRow | undefined => placeOf(term).get(term);
  const spellings = rememberSpellings({
    papersWith: (term) => rowOf(term)?.papers ?? 0,
    beginningWith: (start) => [...words.atPrefix(start).keys()],
    spelledLike: (word, mostEdits) => termsSpelledLike(words, word, mostEdits),
  });
  return {
    ...{ ...spellings, acronyms },
    numberOf: (term) => rowOf(term)?.number,
    take(rows) {
      for (const row of rows) {
        const { term, papers } = row;
        const [short = '', ...long] = term.split(' ');
        if (long.length > 0) acronyms.define(short, long.join(' '), papers - (rowOf(term)?.papers ?? 0));
        if (papers > 0) placeOf(term).set(term, row);
        else placeOf(term).delete(term);
      }
      spellings.forget();
    },
  };
}
