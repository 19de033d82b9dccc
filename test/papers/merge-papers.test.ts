import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergedSources, mergePapers, retold } from '../../src/papers/merge-papers.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { aPaper } from '../support/builders.ts';

test('a date that is known to the day is not replaced by its month', () => {
  const known = aPaper({ id: '2603.00001', published: '2026-03-05' });

  expect(mergePapers(known, { ...known, published: '2026-03' }).published).toBe('2026-03-05');
  expect(mergePapers(known, { ...known, published: '2026-03-06' }).published).toBe('2026-03-06');
});

test('a paper on the lists of two days was submitted on the first: reading both again changes nothing', () => {
  const [monday, tuesday] = ['2026-03-02', '2026-03-03'].map((submitted) =>
    aPaper({ id: '2603.00001', submitted }),
  ) as [Paper, Paper];

  expect(mergePapers(monday, tuesday)).toEqual(monday);
  expect(mergePapers(tuesday, monday)).toEqual(monday);
});

test.each([
  { isWithdrawn: true },
  { codeUrl: 'https://github.com/a/b', codeStars: 9 },
  { projectUrl: 'https://a.org' },
  { organisation: 'Lab' },
  { aiSummary: 'It prunes.', keywords: ['pruning'] },
])('what a source does not tell any more goes away, everywhere: %j', (facts) => {
  const clean = aPaper({ id: '2603.00001', published: '2026-03-05' });
  const told = { ...clean, ...facts };
  const now = retold(told, clean);

  expect(now).toMatchObject(clean);
  for (const name of Object.keys(facts)) expect(now).not.toHaveProperty(name);
  // A library that had learnt of it forgets it as well,
  expect(mergePapers(told, now)).toEqual(now);
  // unless another source still says so,
  expect(mergedSources([told, now])).toEqual(told);
  expect(mergedSources([now, told])).toEqual(told);
  // or the same again.
  expect(retold(now, told)).toEqual(told);
});

test('what a source leaves out, but was true once, stays', () => {
  const told = aPaper({ id: '2603.00001', published: '2026-03-05', submitted: '2026-03-06', categories: ['cs.CL'] });

  expect(retold(told, { id: told.id, title: told.title, abstract: '' })).toEqual(told);
});

const papers: fc.Arbitrary<Paper> = fc.record(
  {
    id: fc.constant('2603.00001'),
    title: fc.string(),
    abstract: fc.string(),
    authors: fc.array(fc.string(), { maxLength: 2 }),
    organisation: fc.string(),
    published: fc.constantFrom('2026', '2026-03', '2026-03-05'),
    upvotes: fc.nat(),
    keywords: fc.array(fc.string(), { maxLength: 2 }),
    codeUrl: fc.option(fc.webUrl(), { nil: undefined }),
    isWithdrawn: fc.option(fc.constant(true), { nil: undefined }),
  },
  { requiredKeys: ['id', 'title', 'abstract'] },
);

test('whatever two sources say, no known fact is lost, and merging the same again changes nothing', () => {
  const says = (value: unknown): boolean =>
    value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

  fc.assert(
    fc.property(papers, papers, (known, newer) => {
      const merged = mergePapers(known, newer);
      for (const [field, value] of [...Object.entries(known), ...Object.entries(newer)])
        if (says(value)) expect(says(Object.entries(merged).find(([name]) => name === field)?.[1])).toBe(true);
      expect(mergePapers(merged, newer)).toEqual(merged);
    }),
  );
});
