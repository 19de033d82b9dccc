import { describe, expect, test } from 'vitest';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { shippedPaperVectors } from '../../src/search/meaning/vectors-in-file.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { loadTestEncoder } from '../support/encoder.ts';
import { allEngines } from './engines/all-engines.ts';
import { createMeanings } from './engines/meanings.ts';

const { papers } = readPapers(shippedLibrary);
const title = 'ResQ: Mixed-Precision Quantization of Large Language Models with Low-Rank Residuals';
const { encoder, isMissing } = await loadTestEncoder();

describe.skipIf(isMissing).each([...allEngines])('%s', (_key, engine) => {
  const built = engine.build(papers, createMeanings(encoder, shippedPaperVectors));

  test('finds an exact title among the shipped papers', async () => {
    const [best] = await (await built).search(title, 10);

    expect(papers.find(({ id }) => id === best)?.title).toBe(title);
  });

  test('lists no more than it is asked for, and the best stay the best', async () => {
    const index = await built;

    const few = await index.search('neural network activation', 5);
    const many = await index.search('neural network activation', 50);

    expect(few).toHaveLength(5);
    expect(new Set(many).size).toBe(50);
    expect(many.slice(0, 5)).toEqual(few);
  });

  // What people type into a bot is no syntax of a search engine: "title:", "-", "^2", "~", a lone quote and brackets are text to all.
  test('answers questions that are full of syntax', async () => {
    const found = await (await built).search(
      'is title:GPT-4 (vs. LLaMA:2) +pruned^2 ~0.5* NEAR AND OR {x} "much - better?',
      10,
    );

    expect(found.length).toBeGreaterThan(0);
  });

  test('answers a question without a word', async () => {
    expect(Array.isArray(await (await built).search('?! …', 10))).toBe(true);
  });
});
