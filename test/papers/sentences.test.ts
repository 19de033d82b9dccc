import { expect, test } from 'vitest';
import { sentencesOf } from '../../src/papers/sentences.ts';

test.each([
  ['We prune. It works! Why?', ['We prune.', 'It works!', 'Why?']],
  ['Large models, e.g. LLaMA, are slow. We fix it.', ['Large models, e.g. LLaMA, are slow.', 'We fix it.']],
  ['See Li et al. (2020) for details. Done.', ['See Li et al. (2020) for details.', 'Done.']],
  ['It gains 3.5 points. Good.', ['It gains 3.5 points.', 'Good.']],
  ['As in Fig. 3, it holds.', ['As in Fig. 3, it holds.']],
  ['no end', ['no end']],
  ['ends in e.g.', ['ends in e.g.']],
  ['  \n ', []],
  ['', []],
])('sentences of %j', (text, sentences) => {
  expect(sentencesOf(text)).toEqual(sentences);
});
