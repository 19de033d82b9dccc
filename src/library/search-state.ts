/** How well papers are found, for people and for machines. */
export interface SearchState {
  /** What searches: this process, or PostgreSQL with its extension pgvector or by the signs of vectors. */
  readonly searchedBy: 'memory' | 'pgvector' | 'signs';
  /** Why papers are found by their words alone, with the cure; undefined where they are not. */
  readonly absence: string | undefined;
  /** Papers that are still found by their words alone, and how long it takes until they are not, where that is known. */
  readonly missing: number;
  readonly secondsLeft: number | undefined;
  /** Stored papers that there is no room for in memory: they are found by their ids only. */
  readonly leftOut: number;
  /** Answers that were given by words alone since the start, because the encoder was late. */
  readonly late: number;
}

export const everythingFound: SearchState = {
  searchedBy: 'memory',
  ...{ absence: undefined, missing: 0, secondsLeft: undefined, leftOut: 0, late: 0 },
};
