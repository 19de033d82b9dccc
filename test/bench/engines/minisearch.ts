import MiniSearch from 'minisearch';
import type { Paper } from '../../../src/papers/paper.ts';
import { type Engine, versionOf } from './engine.ts';

// All defaults: words as written, BM25+, OR, no stop words, no boost.
export const miniSearch: Engine = {
  name: 'MiniSearch with defaults',
  version: versionOf('minisearch'),
  build(papers) {
    const index = new MiniSearch<Paper>({ fields: ['title', 'abstract'] });
    index.addAll(papers);
    return {
      search: (question, limit) =>
        index
          .search(question)
          .slice(0, limit)
          .map(({ id }) => String(id)),
    };
  },
};
