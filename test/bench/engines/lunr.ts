import lunr from 'lunr';
import { type Engine, versionOf } from './engine.ts';

/**
 * The default pipeline: trimmer, English stop words, Porter stems, BM25, OR. The words go in by query(), since search() would read
 * ":", "-", "^" and "~" as syntax: https://github.com/olivernn/lunr.js/issues/435. No boost of the title: 2 takes MRR@10 of the known
 * items over 119 papers from .861 to .837.
 */
export const lunrJs: Engine = {
  name: 'Lunr',
  version: versionOf('lunr'),
  build(papers) {
    const index = lunr((builder) => {
      builder.ref('id');
      builder.field('title');
      builder.field('abstract');
      for (const { id, title, abstract } of papers) builder.add({ id, title, abstract });
    });
    return {
      search: (question, limit) =>
        index
          .query((query) => query.term(lunr.tokenizer(question), {}))
          .slice(0, limit)
          .map(({ ref }) => ref),
    };
  },
};
