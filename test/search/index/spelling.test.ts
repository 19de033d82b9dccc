import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editsBetween, mayBeWithin, signatureOf } from '../../../src/search/index/spelling.ts';
import { createVocabulary } from '../../../src/search/index/vocabulary.ts';

test.each([
  ['diffusion', 'diffusion', 0],
  ['difusion', 'diffusion', 1], // one letter too few
  ['quantiztaion', 'quantization', 1], // two neighbours swapped
  ['transfromers', 'transformers', 1],
  ['infusion', 'diffusion', 2],
  ['varience', 'variance', 1],
])('%s is %s but for %i', (typed, meant, edits) => {
  expect(editsBetween(typed, meant, 2)).toBe(edits);
});

test('what is further away than asked for is just that', () => {
  expect(editsBetween('bread', 'pruning', 2)).toBe(3);
});

test('no word that is near is passed over by its letters', () => {
  const word = fc.string({ minLength: 1, maxLength: 9, unit: fc.constantFrom(...'abcdez17é') });
  fc.assert(
    fc.property(word, word, fc.nat(3), (a, b, edits) => {
      if (editsBetween(a, b, edits) <= edits) expect(mayBeWithin(edits, signatureOf(a), signatureOf(b))).toBe(true);
    }),
  );
});

test('a vocabulary knows what is spelled alike, and forgets what no paper holds any more', () => {
  const vocabulary = createVocabulary();
  for (const term of ['diffusion', 'infusion', 'diffusions', 'prune']) vocabulary.count(vocabulary.idFor(term), 1);
  const alike = () => vocabulary.spelledLike('difusion', 1).map(({ id }) => vocabulary.termOf(id));

  expect(alike()).toEqual(['diffusion']);
  expect(vocabulary.beginningWith('diffusion').map(vocabulary.termOf)).toEqual(['diffusions']);

  vocabulary.count(vocabulary.idFor('diffusion'), -1);
  expect(alike()).toEqual([]);
});

test('longer words are found among those that were kept and those that came since', () => {
  const kept = ['activ', 'activation', 'active', 'bat', 'é'];
  const vocabulary = createVocabulary({ terms: kept, papers: new Uint32Array(5).fill(1) });
  for (const term of ['activations', 'acted', '@activa', 'activat']) vocabulary.count(vocabulary.idFor(term), 1);
  vocabulary.count(vocabulary.idFor('active'), -1);

  expect(vocabulary.beginningWith('activ').map(vocabulary.termOf)).toEqual(['activat', 'activation', 'activations']);
  expect(vocabulary.beginningWith('zz')).toEqual([]);
});
