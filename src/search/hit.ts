import type { Paper } from '../papers/paper.ts';
import type { Holders } from './index/terms.ts';

/** How well a paper matches. */
export interface HitScores {
  /** Both kinds of evidence as they were weighed; above 0, comparable within one library. */
  readonly score: number;
  /** What its words bring of that. */
  readonly lexical: number;
  /** Cosine with what was asked; 0 where it is negative or there are no vectors. */
  readonly similarity: number;
  /** The same without what all papers share, see whitening.ts; 0 where there are no vectors. */
  readonly whitened: number;
}

/** A paper that was found. A class, since a hundred objects with functions of their own take 140 kB a search. */
export class Hit implements HitScores {
  readonly paper: Paper;
  /** Of its vectors, once it was encoded. */
  readonly vectorKey: string | undefined;
  readonly score: number;
  readonly lexical: number;
  readonly similarity: number;
  readonly whitened: number;
  readonly #slot: number;
  readonly #holders: ReadonlyMap<string, readonly Holders[]>;

  /** @param holders of each term that was looked for, those of the indexed terms that stand for it */
  constructor(
    { paper, vectorKey }: Pick<Hit, 'paper' | 'vectorKey'>,
    { score, lexical, similarity, whitened }: HitScores,
    slot: number,
    holders: ReadonlyMap<string, readonly Holders[]>,
  ) {
    this.paper = paper;
    this.vectorKey = vectorKey;
    this.score = score;
    this.lexical = lexical;
    this.similarity = similarity;
    this.whitened = whitened;
    this.#slot = slot;
    this.#holders = holders;
  }

  /** Whether it holds one of the terms looked for. */
  holds(term: string): boolean {
    return this.#holders.get(term)?.some((papers) => papers.has(this.#slot)) === true;
  }

  withScore(score: number): Hit {
    const { lexical, similarity, whitened } = this;
    return new Hit(this, { score, lexical, similarity, whitened }, this.#slot, this.#holders);
  }
}
