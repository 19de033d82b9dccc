import { expect, test } from 'vitest';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { allEngines } from './engines/all-engines.ts';

const { papers } = readPapers(shippedLibrary);
const title = 'ResQ: Mixed-Precision Quantization of Large Language Models with Low-Rank Residuals';

test.each([...allEngines])('%s finds an exact title among the shipped papers', async (_key, engine) => {
  const index = await engine.build(papers);

  const [best] = await index.search(title, 10);

  expect(papers.find(({ id }) => id === best)?.title).toBe(title);
});

test.each([...allEngines])(
  '%s lists no more than it is asked for, and the best stay the best',
  async (_key, engine) => {
    const index = await engine.build(papers);

    const few = await index.search('neural network activation', 5);
    const many = await index.search('neural network activation', 50);

    expect(few).toHaveLength(5);
    expect(new Set(many).size).toBe(50);
    expect(many.slice(0, 5)).toEqual(few);
  },
);

// What people type into a bot is no syntax of a search engine: "title:", "-", "^2", "~", a lone quote and brackets are text to all.
test.each([...allEngines])('%s answers questions that are full of syntax', async (_key, engine) => {
  const index = await engine.build(papers);

  const found = await index.search('is title:GPT-4 (vs. LLaMA:2) +pruned^2 ~0.5* NEAR AND OR {x} "much - better?', 10);

  expect(found.length).toBeGreaterThan(0);
});

test.each([...allEngines])('%s answers a question without a word', async (_key, engine) => {
  const index = await engine.build(papers);

  expect(Array.isArray(await index.search('?! …', 10))).toBe(true);
});
