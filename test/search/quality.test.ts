import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Answer } from '../../src/search/answer.ts';
import { mean, ndcg, reciprocalRank } from '../../src/search/evaluation.ts';
import { shippedPaperboy } from '../support/builders.ts';

interface JudgedQuery {
  readonly kind: string;
  readonly query: string;
  readonly relevant: Readonly<Record<string, number>>;
}

interface JudgedPaper {
  readonly paper: string;
  readonly relevant: Readonly<Record<string, number>>;
}

function judged<Line>(name: string): Line[] {
  const text = readFileSync(new URL(`../../data/evaluation/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const queries = judged<JudgedQuery>('development-queries');
const threads = judged<JudgedQuery>('development-threads');

const { ask } = await shippedPaperboy();
const answered = await Promise.all(
  queries.map(async (judged) => ({ ...judged, answer: await ask.ask(judged.query, { limit: 10 }) })),
);

function mrrOf(kinds: readonly string[]): number {
  const ofKind = answered.filter(({ kind }) => kinds.includes(kind));
  return mean(
    ofKind.map(({ answer, relevant }) => {
      const ranking = answer.kind === 'matches' ? answer.matches.map(({ paper }) => paper.id) : [];
      return reciprocalRank(ranking, new Map(Object.entries(relevant)), 10);
    }),
  );
}

// Floors on the development queries; measured when written: known items .936, questions .819, none 90 %, refused 1.1 %.
test('a paper that somebody looks for stands first or near it (MRR@10 at least .93)', () => {
  expect(mrrOf(['keyword', 'question', 'typo', 'acronym', 'chat'])).toBeGreaterThanOrEqual(0.93);
});

test('also when it is asked for in other words than its own (MRR@10 at least .82)', () => {
  expect(mrrOf(['question'])).toBeGreaterThanOrEqual(0.82);
});

test('of questions that the library can answer, at most 10 in 100 are doubted and 2 refused; of others, at least 90 are either', () => {
  const share = (isWanted: (kind: string) => boolean, isSo: (answer: Answer) => boolean): number => {
    const wanted = answered.filter(({ kind }) => isWanted(kind));
    return wanted.filter(({ answer }) => isSo(answer)).length / wanted.length;
  };
  const isRefused = ({ kind }: Answer): boolean => kind !== 'matches';
  const isDoubted = (answer: Answer): boolean => answer.kind !== 'matches' || answer.certainty === 'perhaps';

  expect(share((kind) => kind !== 'none', isRefused)).toBeLessThanOrEqual(0.02);
  expect(share((kind) => kind !== 'none', isDoubted)).toBeLessThanOrEqual(0.1);
  expect(share((kind) => kind === 'none', isDoubted)).toBeGreaterThanOrEqual(0.9);
});

async function meanNdcg<One extends { readonly relevant: Readonly<Record<string, number>> }>(
  all: readonly One[],
  answerTo: (one: One) => Promise<Answer | undefined>,
): Promise<number> {
  const values = all.map(async (one) => {
    const answer = await answerTo(one);
    const ranking = answer?.kind === 'matches' ? answer.matches.map(({ paper }) => paper.id) : [];
    return ndcg(ranking, new Map(Object.entries(one.relevant)), 10);
  });
  return mean(await Promise.all(values));
}

// Measured when written: .776 as they are, .771 condensed; one of 8 threads of small talk is answered.
test('a thread finds what it talks about, as it is or condensed (nDCG@10 at least .74)', async () => {
  const onSubject = threads.filter(({ kind }) => kind === 'thread');

  expect(await meanNdcg(onSubject, ({ query }) => ask.ask(query))).toBeGreaterThanOrEqual(0.74);
  expect(await meanNdcg(onSubject, async ({ query }) => ask.ask(await ask.condense(query)))).toBeGreaterThanOrEqual(
    0.74,
  );
});

test('small talk finds nothing', async () => {
  const smallTalk = threads.filter(({ kind }) => kind === 'small-talk');

  const answers = await Promise.all(smallTalk.map(({ query }) => ask.ask(query)));

  expect(answers.filter(({ kind }) => kind === 'none').length).toBeGreaterThanOrEqual(smallTalk.length - 1);
});

// 97 % when written.
test('of questions on other fields at least 92 in 100 find nothing', async () => {
  const offTopic = judged<JudgedQuery>('development-off-topic');

  const answers = await Promise.all(offTopic.map(({ query }) => ask.ask(query)));

  const refused = answers.filter(({ kind }) => kind !== 'matches').length;
  expect(refused / offTopic.length).toBeGreaterThanOrEqual(0.92);
});

// .756 when written.
test('papers listed as similar are on the same subject (nDCG@10 at least .73)', async () => {
  const papers = judged<JudgedPaper>('development-similar');

  expect(await meanNdcg(papers, ({ paper }) => ask.similar(paper))).toBeGreaterThanOrEqual(0.73);
});
