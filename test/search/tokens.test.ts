import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stemOf, tokenize, tokensIn, wordsAt } from '../../src/search/tokens.ts';
import { shippedPaperboy } from '../support/builders.ts';

test.each([
  ['GPT-4', ['gpt4', 'gpt']],
  ['2:4', ['2:4']],
  ['N:M', ['n:m']],
  ['VI3NR', ['vi3nr']],
  ['k-NN', ['knn', 'nn']],
  ['2409.10594', ['2409.10594', '2409', '10594']],
  ['pre-training', ['pretraining', 'pre', 'training']],
  ['Kolmogorov-Arnold', ['kolmogorovarnold', 'kolmogorov', 'arnold']],
  ['C++', ['c++']],
  ['C#', ['c#']],
  ['naïve', ['naive']],
  ['nai\u0308ve', ['naive']],
  ['Straße, Łódź, Ørsted, Işık', ['strasse', 'lodz', 'orsted', 'isik']],
  ['β-VAE and μP', ['betavae', 'beta', 'vae', 'and', 'mup']],
  ['Αθήνα', ['αθήνα']],
  ['ﬁne Ｗｉｄｅ', ['fine', 'wide']],
  ["Adam's and Adam’s", ['adam', 'and', 'adam']],
  ['the end.', ['the', 'end']],
  ['see https://github.com/a/b now', ['see', 'now']],
  ['注意力机制', ['注意力机制']],
  ['глубокое обучение', ['глубокое', 'обучение']],
  ['🔥👩‍🔬', []],
  ['… — ! ?', []],
  ['x'.repeat(41), []],
  ['', []],
])('%j is found by %j', (text, tokens) => {
  expect(tokenize(text)).toEqual(tokens);
});

test.each([
  ['G\\"odel machines', 'Gödel machines'],
  ["Erd\\H{o}s-R\\'enyi", 'Erdős-Rényi'],
  ['$\\beta$-VAE', 'β-VAE'],
  ['$\\alpha$-divergence', 'alpha-divergence'],
  ['$\\mu$P', 'muP'],
  ['$\\ell_2$ norms', 'ℓ₂ norms'],
  ['$\\ell_2$ norms', 'l2 norms'],
  ['$\\mathcal{O}(n^2)$', 'O(n²)'],
  ['$2\\times$ faster', '2x faster'],
  ['\\textbf{Sparse} R\\&D', 'Sparse R&D'],
  ['Q&amp;A', 'Q&A'],
])('%j and %j are found by the same words', (latex, plain) => {
  expect(tokenize(latex)).toEqual(tokenize(plain));
});

test.each(['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\uFE58', '\uFE63', '\uFF0D'])(
  'Kolmogorov%sArnold is the same with any dash',
  (dash) => {
    expect(tokenize(`Kolmogorov${dash}Arnold`)).toEqual(tokenize('Kolmogorov-Arnold'));
  },
);

test('what people type with, without and instead of a dash meets in one token', () => {
  for (const written of ['GPT-4', 'GPT4', 'gpt–4']) expect(tokenize(written)).toContain('gpt4');
  for (const written of ['k-NN', 'kNN', 'KNN']) expect(tokenize(written)).toContain('knn');
});

describe('stems', () => {
  test.each([
    ['quantization', 'quantized'],
    ['activations', 'activation'],
    ['normalisation', 'normalization'],
    ['analyse', 'analyze'],
    ['behaviour', 'behavior'],
    ['centre', 'center'],
    ['modelling', 'modeling'],
  ])('%s and %s share one', (one, other) => {
    expect(stemOf(one)).toBe(stemOf(other));
  });

  test.each([
    ['noise', 'noize'],
    ['precise', 'precize'],
    ['generation', 'degeneration'],
  ])('%s and %s do not', (one, other) => {
    expect(stemOf(one)).not.toBe(stemOf(other));
  });

  test.each(['gpt-4', '2:4', 'c++', '2409.10594', 'ai'])('%s stays as it is', (token) => {
    expect(stemOf(token)).toBe(token);
  });
});

// Excerpts pass over words by their beginnings, see sharedLetters in src/search/excerpt.ts.
test('a plain word is its only token, and its stem begins as it does', async () => {
  const syllable = fc.constantFrom(
    'is',
    'our',
    'ing',
    'ies',
    'ys',
    'ation',
    'grey',
    'col',
    'ss',
    'y',
    'ed',
    'a',
    'st',
    'k',
  );
  const word = fc
    .array(syllable, { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(''))
    .filter((text) => text.length >= 3);
  fc.assert(
    fc.property(word, (text) => {
      expect(tokensIn(text.toUpperCase())).toEqual([text]);
      const stem = stemOf(text);
      if (stem.length > 2) expect(stem.slice(0, 2)).toBe(text.slice(0, 2));
    }),
  );
  const shown = [...(await shippedPaperboy()).library.papers()].flatMap(
    ({ abstract }) => abstract.match(/\b[a-z]{3,}\b/gi) ?? [],
  );
  for (const text of shown) expect(stemOf(text.toLowerCase()).slice(0, 2)).toBe(text.slice(0, 2).toLowerCase());
});

test('words know where they stand in the text that people read', () => {
  const text = 'Über “k–NN”: fast.';

  expect(wordsAt(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Über', 'k–NN', 'fast']);
});
