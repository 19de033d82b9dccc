import type { Paper } from '../../../src/papers/paper.ts';
import type { Encoder } from '../../../src/search/meaning/encoder.ts';
import type { KeptVectors } from '../../../src/search/meaning/kept-vectors.ts';
import { piecesOf, vectorKey } from '../../../src/search/meaning/paper-text.ts';
import { openVectorsInFile } from '../../../src/search/meaning/vectors-in-file.ts';

/** What texts mean, the same for every engine. */
export interface Meanings {
  readonly encoder: Encoder;
  /** Of all papers, see keyOf. */
  readonly kept: KeptVectors;
  readonly keyOf: (paper: Paper) => string;
}

/** @param vectorsFile has the vectors of all papers, made by this encoder */
export function createMeanings(encoder: Encoder, vectorsFile: string): Meanings {
  const keys = new WeakMap<Paper, string>();
  return {
    ...{ encoder, kept: openVectorsInFile(vectorsFile, 'read') },
    // Made once: it takes as long as to index a paper.
    keyOf(paper) {
      const key = keys.get(paper) ?? vectorKey(encoder.model, piecesOf(paper));
      keys.set(paper, key);
      return key;
    },
  };
}
