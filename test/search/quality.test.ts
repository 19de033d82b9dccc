import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mean, reciprocalRank } from '../../src/search/evaluation.ts';
import { shippedPaperboy } from '../support/builders.ts';

interface JudgedQuery {
  readonly kind: string;
  readonly query: string;
  readonly relevant: Readonly<Record<string, number>>;
}

const queries: readonly JudgedQuery[] = readFileSync(
  new URL('../../data/evaluation/development-queries.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const { ask } = shippedPaperboy();
const answered = queries.map((judged) => ({ ...judged, answer: ask.ask(judged.query, { limit: 10 }) }));

function mrrOf(kinds: readonly string[]): number {
  const ofKind = answered.filter(({ kind }) => kinds.includes(kind));
  return mean(
    ofKind.map(({ answer, relevant }) => {
      const ranking = answer.kind === 'matches' ? answer.matches.map(({ paper }) => paper.id) : [];
      return reciprocalRank(ranking, new Map(Object.entries(relevant)), 10);
    }),
  );
}

// Floors of the first release; measured when written: known items .895, questions .693.
test('a paper that somebody looks for stands first or near it (MRR@10 at least .85)', () => {
  expect(mrrOf(['keyword', 'question', 'typo', 'acronym', 'chat'])).toBeGreaterThanOrEqual(0.85);
});

test('also when it is asked for in other words than its own (MRR@10 at least .65)', () => {
  expect(mrrOf(['question'])).toBeGreaterThanOrEqual(0.65);
});

test('no question that the library can answer is refused', () => {
  const refused = answered.filter(({ kind, answer }) => kind !== 'none' && answer.kind !== 'matches');

  expect(refused.map(({ query }) => query)).toEqual([]);
});
