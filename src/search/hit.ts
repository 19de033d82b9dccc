import type { Paper } from '../papers/paper.ts';
import type { InvertedIndex, WeightedId } from './index/inverted-index.ts';
import type { PaperShelf } from './index/paper-shelf.ts';

/** One search, shared by all its hits. */
export interface Searched {
  readonly index: InvertedIndex;
  readonly shelf: PaperShelf;
  /** Each term looked for, with the indexed terms that stand for it. */
  readonly idsOf: ReadonlyMap<string, readonly WeightedId[]>;
}

/** How well a paper matches. */
export interface HitScores {
  /** Both kinds of evidence as they were weighed; above 0, comparable within one library. */
  readonly score: number;
  /** Cosine with what was asked; 0 where it is negative or there are no vectors. */
  readonly similarity: number;
}

/**
 * A paper that was found. The paper and its terms are looked up when they are asked for, since a page shows five of a hundred hits; that
 * must be before papers are added or removed. A class, since a hundred objects with getters of their own take 140 kB a search.
 */
export class Hit implements HitScores {
  readonly score: number;
  readonly similarity: number;
  readonly #searched: Searched;
  readonly #slot: number;
  #paper: Paper | undefined;

  constructor(searched: Searched, slot: number, { score, similarity }: HitScores) {
    this.score = score;
    this.similarity = similarity;
    this.#searched = searched;
    this.#slot = slot;
  }

  /** The id of the paper. */
  get id(): string {
    return this.#searched.shelf.idAt(this.#slot);
  }

  get paper(): Paper {
    this.#paper ??= this.#searched.shelf.paperAt(this.#slot) ?? { id: this.id, title: '', abstract: '' };
    return this.#paper;
  }

  /** Whether it holds one of the terms looked for. */
  holds(term: string): boolean {
    const { index, idsOf } = this.#searched;
    return idsOf.get(term)?.some(({ id }) => index.holds(id, this.#slot)) === true;
  }
}
