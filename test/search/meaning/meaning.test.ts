import { expect, test } from 'vitest';
import { createMeaning, type Meaning, similarity } from '../../../src/search/meaning/meaning.ts';
import { quantise } from '../../../src/search/meaning/quantise.ts';

/** A meaning of these terms; each points where its numbers say, padded to 8. */
function aMeaning(vectors: Readonly<Record<string, readonly number[]>>): Meaning {
  const terms = Object.keys(vectors);
  const rows = new Int8Array(8 * terms.length);
  const scales = Object.values(vectors).map((vector, row) =>
    quantise(Float32Array.of(...vector, ...Array(8 - vector.length).fill(0)), rows, 8 * row),
  );
  return createMeaning({
    header: { dims: 8, rows: terms.length, termBytes: 1, papers: 1, corpusSha256: '', settings: {} },
    ...{ terms, scales: Float32Array.from(scales), rows },
  });
}

const words = {
  prune: [1, 0],
  sparsiti: [0.9, 0.4],
  weather: [0, 0, 1],
  'prune weight': [0, 1],
  weight: [0.2, 0, 0.1],
};

test('a text has a direction of length 1', () => {
  const vector = aMeaning(words).vectorOf('pruning weights, sparsity and the weather');

  expect(similarity(vector, vector)).toBeCloseTo(1, 5);
});

test('a text of unknown or empty words has none, and is like nothing', () => {
  const meaning = aMeaning(words);

  for (const text of ['', 'the of and', 'flibbertigibbet', '\uD83D \0 "']) {
    expect([...meaning.vectorOf(text)]).toEqual(Array(8).fill(0));
  }
  expect(similarity(meaning.vectorOf('unheard'), meaning.vectorOf('pruning'))).toBe(0);
});

test('the order of words does not matter unless neighbours are a pair', () => {
  const meaning = aMeaning(words);

  expect(meaning.vectorOf('sparsity weather')).toEqual(meaning.vectorOf('weather, sparsity'));
  expect(meaning.vectorOf('prune weights')).not.toEqual(meaning.vectorOf('weights prune'));
});

test('stop words between neighbours do not part a pair', () => {
  const meaning = aMeaning(words);

  expect(meaning.vectorOf('pruning of the weights')).toEqual(meaning.vectorOf('prune weights'));
});

test('a word said often counts more, but not as often as it is said', () => {
  const meaning = aMeaning(words);
  const weather = meaning.vectorOf('weather');

  const once = similarity(weather, meaning.vectorOf('pruning weather'));
  const tenTimes = similarity(weather, meaning.vectorOf(`pruning ${'weather '.repeat(10)}`));

  expect(once).toBeCloseTo(Math.SQRT1_2, 2);
  expect(tenTimes).toBeCloseTo(0.957, 2); // (1 + ln 10) : 1, not 10 : 1, which would be .995
});

test('texts that share no word can be near', () => {
  const meaning = aMeaning(words);

  const near = similarity(meaning.vectorOf('pruning'), meaning.vectorOf('sparsity'));
  const far = similarity(meaning.vectorOf('pruning'), meaning.vectorOf('weather'));

  expect(near).toBeGreaterThan(0.9);
  expect(far).toBe(0);
});

test('knows stems and pairs that have a vector', () => {
  const meaning = aMeaning(words);

  expect(['prune', 'prune weight', 'pruning', 'weight prune'].map(meaning.knows)).toEqual([true, true, false, false]);
});

test('a term has the larger share in a direction, the longer its vector is and the nearer it points', () => {
  const meaning = aMeaning({ prune: [2, 0], sparsiti: [1, 0], weather: [0, 3] });
  const direction = meaning.vectorOf('pruning');

  const shares = ['prune', 'sparsiti', 'weather'].map((term) => meaning.shareIn(term, direction));

  expect(shares.map((share) => share?.toFixed(1))).toEqual(['2.0', '1.0', '0.0']);
  expect(meaning.shareIn('unheard', direction)).toBeUndefined();
});
