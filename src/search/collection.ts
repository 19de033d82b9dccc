import type { Paper } from '../papers/paper.ts';
import type { Acronyms } from './acronym-table.ts';
import type { Conditions } from './filters.ts';
import type { Library } from './library.ts';
import type { Meaning } from './meaning/meaning.ts';
import type { Question } from './question.ts';

/** What the words of a question are weighed by. */
export interface Statistics {
  /** Papers held. */
  readonly size: number;
  /** Number of papers whose title or abstract holds this exact token or stem. */
  papersWith(term: string): number;
  /** The indexed word that is spelled most like `word`, or undefined when none is near. */
  closestWord(word: string): string | undefined;
  readonly acronyms: Pick<Acronyms, 'longForms' | 'shortForms' | 'longestStems'>;
  /** Mean number of distinct tokens of a paper; BM25's measure of length. */
  readonly meanLength: number;
}

/** By date, or by upvotes and then by date; a paper without either comes last. */
export type ListOrder = 'new' | 'upvotes';

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

type Now<T> = T | Promise<T>;

/**
 * All papers that ask() may answer with. A library in memory is its own answer to each of these; one in a database gives a library of
 * the papers that may answer, weighed by the statistics of all.
 */
export interface Collection {
  readonly size: number;
  readonly meaning: Meaning | undefined;
  get(id: string): Now<Paper | undefined>;
  /** A library with all papers that may be among the best for a question. */
  holding(question: Question, narrowing?: Narrowing): Now<Library>;
  /** A library with all papers that may be most like this one. */
  like(paper: Paper): Now<Library>;
  /** Statistics that tell of the words of `text` at least. */
  statisticsFor(text: string): Now<Statistics>;
  /** Papers that meet conditions. @param limit most papers given */
  list(conditions: Conditions, order: ListOrder, limit: number, narrowing?: Narrowing): Now<Listed>;
}
