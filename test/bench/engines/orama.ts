import { create, insertMultiple, search } from '@orama/orama';
import { dims } from '../../../src/search/meaning/encoder.ts';
import { directionOf } from '../../../src/search/meaning/packed-vectors.ts';
import { stopWords } from '../../../src/search/words.ts';
import { type Engine, versionOf } from './engine.ts';

/**
 * Its hybrid search, words and meaning by halves as by default: https://docs.orama.com/docs/orama-js/search/hybrid-search. Any cosine
 * counts: with the least that it takes by default, .8, a question finds no paper by meaning.
 *
 * Threshold 1 lists a paper that holds any of the words: https://docs.orama.com/open-source/usage/search/threshold. Stop words as
 * advised, ours in place of its package @orama/stopwords. Without stems, which are off by default, and without a boost of the title: both
 * make it worse.
 */
export const orama: Engine = {
  name: 'Orama, hybrid',
  version: versionOf('@orama/orama'),
  async build(papers, { encoder, kept, keyOf }) {
    const index = create({
      schema: { title: 'string', abstract: 'string', embedding: `vector[${dims}]` },
      components: { tokenizer: { language: 'english', stopWords: [...stopWords] } },
    });
    const wholes = await kept.wholes(papers.map(keyOf));
    await insertMultiple(
      index,
      papers.map((paper) => {
        const { id, title, abstract } = paper;
        const whole = wholes.get(keyOf(paper));
        return { id, title, abstract, ...(whole !== undefined && { embedding: [...directionOf(whole)] }) };
      }),
    );
    return {
      async search(question, limit) {
        const encoded = await encoder.encode([question], 'question');
        const { hits } = await search(index, {
          ...{ term: question, properties: ['title', 'abstract'], threshold: 1, limit },
          ...(encoded === undefined
            ? { mode: 'fulltext' }
            : { mode: 'hybrid', similarity: -1, vector: { value: [...encoded.whole], property: 'embedding' } }),
        });
        return hits.map(({ id }) => id);
      },
    };
  },
};
