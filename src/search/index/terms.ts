/** How many papers there are, and how terms are spread over them. */
export interface TermStatistics {
  /** Papers held. */
  readonly size: number;
  /** Number of papers whose title or abstract holds this exact token or stem. */
  papersWith(term: string): number;
  /** Mean number of distinct tokens of a paper; BM25's measure of length. */
  readonly meanLength: number;
}

/** A term to look for, and how much a match counts. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
  /** Also look for known terms that are spelled almost the same, or that begin like it. */
  readonly isMisspelt: boolean;
}

/** Which papers hold a term, by slot. */
export interface Holders {
  has(slot: number): boolean;
}

/** How often too. */
export type Postings = ReadonlyMap<number, number>;

/** A term of the index, and what a match counts. */
export interface WeightedPostings {
  readonly term: string;
  readonly weight: number;
}
