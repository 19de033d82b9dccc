import { expect, test } from 'vitest';
import { generatedSet } from '../../src/cli/generated-questions.ts';
import { shippedPaperboy } from '../support/builders.ts';

const { library } = await shippedPaperboy();
const papers = [...library.papers()];

test('questions about papers left out find none of them in the library, those about others their paper', () => {
  const { held, lines } = generatedSet(papers, 'tune');
  const ids = new Set(held.map(({ id }) => id));

  expect(ids.size).toBeLessThan(papers.length);
  for (const { kind, id, relevant } of lines) {
    expect(ids.has(id.split(' ').at(-2) ?? '')).toBe(kind === 'generated');
    expect(Object.keys(relevant)).toHaveLength(kind === 'generated' ? 1 : 0);
  }
});

test('no paper is asked for in both parts', () => {
  const [tuned, tested] = (['tune', 'test'] as const).map((part) =>
    generatedSet(papers, part).lines.map(({ id }) => id.split(' ').at(-2) ?? ''),
  );

  expect(tested?.length).toBeGreaterThan(50);
  expect(tuned?.filter((id) => tested?.includes(id))).toEqual([]);
});
