import type { Paper } from '../papers/paper.ts';
import type { Acronyms } from './acronym-table.ts';
import type { Conditions } from './filters.ts';
import type { Hit } from './hit.ts';
import type { TermStatistics, WeightedTerm } from './index/terms.ts';

/** What the words of a question are weighed by. */
export interface Statistics extends TermStatistics {
  /** The indexed word that `word` is likely misspelt for; undefined when none is near, and for a word that is likely meant. */
  closestWord(word: string): string | undefined;
  readonly acronyms: Pick<Acronyms, 'longForms' | 'shortForms' | 'longestStems'>;
}

export type Now<T> = T | Promise<T>;

/** What papers are looked for by. */
export interface Search {
  readonly terms: readonly WeightedTerm[];
  /** What BM25+ counts. */
  readonly lexicalWeight: number;
  /** The direction of what was asked; undefined without vectors. Length 1. While it is worked out papers are looked for by their words. */
  readonly direction: Now<Float32Array | undefined>;
  /** What a cosine counts beside it. */
  readonly meaningWeight: number;
  readonly conditions: Conditions;
  /** Ids of papers that are not wanted. */
  readonly except?: Iterable<string> | undefined;
  /** Most papers given. */
  readonly limit: number;
  /** Told of the vectors of the best papers, best first, by key, where these must be read yet. */
  readonly onBest?: (vectorKeys: readonly string[]) => void;
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** Indexed terms that stand for those looked for: stems, exact forms, corrected spellings. */
  readonly indexedTerms: readonly string[];
}

/** By date, or by upvotes and then by the newest date; a paper without either comes last. */
export type ListOrder = 'new' | 'old' | 'upvotes';

/** The first papers in an order, and how many there are in all. */
export interface Listed {
  readonly papers: readonly Paper[];
  readonly total: number;
}

/** What is looked for in a collection besides the words of a question. */
export interface Narrowing {
  /** Ids of papers that are not wanted. */
  readonly except?: Iterable<string> | undefined;
}

/** Papers that can be ranked, and what their words are weighed by. */
export interface Searchable extends Statistics {
  /** Papers that hold a term or mean something like it. */
  search(search: Search): Promise<SearchResult>;
}

/** All papers that ask() may answer with, in memory or in a database. */
export interface Collection extends Searchable {
  /** Another number after each change of papers or vectors; undefined where nobody here knows of all changes. */
  readonly edition?: number | undefined;
  get(id: string): Now<Paper | undefined>;
  /** Of the vectors of the paper with this id, once it was encoded. */
  vectorKeyOf(id: string): Now<string | undefined>;
  /** Papers that meet conditions. @param limit most papers given */
  list(conditions: Conditions, order: ListOrder, limit: number, narrowing?: Narrowing): Now<Listed>;
}
