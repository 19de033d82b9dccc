import { expect, test } from 'vitest';
import { hostileAnswers } from './hostile-answers.ts';
import { outcomeOf } from './outcome.ts';

test.each(Object.entries(hostileAnswers))('%s: what is sound is read, or the failure is told', async (_, answer) => {
  const { source, slice, gives } = answer();

  const { papers, failure } = await outcomeOf(source, slice);

  expect(failure?.kind).toBe(gives === 'failure' ? 'unreadable' : undefined);
  expect(papers.length > 0).toBe(gives === 'papers');
});

test('a long feed is read with turns for others, many papers at most in each', async () => {
  const { source, slice } = hostileAnswers['4,000 items']?.() ?? expect.fail();
  let turns = 0;
  const count = (): void => {
    turns += 1;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);

  const { papers } = await outcomeOf(source, slice);
  clearImmediate(counting);

  expect(papers).toHaveLength(4_000);
  expect(turns).toBeGreaterThan(4_000 / 20);
});
