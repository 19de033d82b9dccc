import { readCorpus } from './corpus-lines.ts';
import type { SharedCorpus } from './examples.ts';
import { createTokenStore } from './token-store.ts';
import { createVocabulary, type VocabularyLimits } from './vocabulary.ts';

export type CorpusProgress =
  | { readonly kind: 'reading'; readonly papers: number }
  | { readonly kind: 'vocabulary'; readonly papers: number; readonly terms: number; readonly skipped: number };

export interface CorpusChoice {
  /** JSON Lines of {id, title, abstract}, gzipped when the name ends in .gz. */
  readonly corpus: string;
  /** Papers that are not learned from, by id or by title in lower case: those that quality is measured on. */
  readonly without: ReadonlySet<string>;
  readonly limits: VocabularyLimits;
}

/** A corpus ready to be learned from. */
export interface PreparedCorpus {
  readonly papers: number;
  readonly terms: readonly string[];
  readonly corpus: SharedCorpus;
  readonly sha256: string;
}

function shared(numbers: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}

/** Papers between two reports. */
const reportEvery = 1_000;

/** Reads the corpus and chooses the vocabulary. A paper whose title came before is left out: corpora hold copies. */
export async function prepareCorpus(
  { corpus: file, without, limits }: CorpusChoice,
  onProgress: (progress: CorpusProgress) => void,
): Promise<PreparedCorpus> {
  const store = createTokenStore();
  const titles = new Set<string>();
  const { skipped, sha256 } = await readCorpus(file, ({ id, title, abstract }) => {
    const name = title.toLowerCase();
    if (without.has(id) || without.has(name) || titles.has(name)) return;
    titles.add(name);
    store.add(title, abstract);
    if (store.papers % reportEvery === 0) onProgress({ kind: 'reading', papers: store.papers });
  });
  const { papers } = store;
  const { terms, idf, tokens, pairs } = createVocabulary(store, limits);
  onProgress({ kind: 'vocabulary', papers, terms: terms.length, skipped });
  return {
    ...{ papers, terms, sha256 },
    corpus: { tokens: shared(tokens), pairs: shared(pairs), starts: shared(store.starts()), idf },
  };
}
