import type { Paper } from '../papers/paper.ts';
import type { EncodedLibrary } from './encode-papers.ts';

export interface UnindexedPapers extends EncodedLibrary {
  add(paper: Paper): void;
  forgetEncoded(): void;
}

/** Papers that are to be encoded and not to be searched. A later one replaces the same in an earlier place. */
export function unindexedPapers(papers: Iterable<Paper>): UnindexedPapers {
  const byId = new Map(Array.from(papers, (paper) => [paper.id, paper]));
  const keys = new Map<string, string>();
  return {
    get size() {
      return byId.size;
    },
    papers: () => byId.values(),
    get: (id) => byId.get(id),
    withoutVector: () => byId.values().filter(({ id }) => !keys.has(id)),
    vectorKeyOf: (id) => keys.get(id),
    setVector: (id, key) => keys.set(id, key),
    add(paper) {
      byId.set(paper.id, paper);
      keys.delete(paper.id);
    },
    forgetEncoded() {
      for (const id of keys.keys()) byId.delete(id);
      keys.clear();
    },
  };
}
