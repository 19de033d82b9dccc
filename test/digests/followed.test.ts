import { expect, test } from 'vitest';
import { createCandidates } from '../../src/digests/candidates.ts';
import { createChoose } from '../../src/digests/choose.ts';
import { followReason } from '../../src/digests/follow-line.ts';
import { createWithFollowed } from '../../src/digests/followed.ts';
import { defaultWishes } from '../../src/digests/wishes.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { createAsk } from '../../src/search/ask.ts';
import { type Follow, knownOf } from '../../src/store/follows.ts';
import { aPaper, libraryOf, testNow } from '../support/builders.ts';

const now = (): number => testNow;
const today = '2025-06-14';
const paper = aPaper({ id: '2401.00001', title: 'Kept', abstract: 'near', version: 1 });
const like = aPaper({ id: '2506.00001', title: 'Like it', abstract: 'near', published: today });
const other = aPaper({ id: '2506.00002', title: 'Other', abstract: 'far', published: today });

/** The lines of a digest for who follows this, over these papers; those that mean "near" are alike. */
async function linesOver(papers: readonly Paper[], follow: Partial<Follow>, topics = ['"nothing on this"']) {
  const library = libraryOf(papers);
  const ask = createAsk({ library, now });
  const candidatesOf = createCandidates({ ask, now });
  const of = async (): Promise<Follow[]> => [
    { kind: 'paper', target: paper.id, name: 'Kept', since: 1, told: knownOf(paper), ...follow },
  ];
  const choose = createWithFollowed({
    choose: createChoose({ library, candidatesOf, now }),
    ...{ follows: { of }, ask, candidatesOf, now },
    meaningsOf: async (asked) =>
      asked.map(({ id }) => (papers.find((one) => one.id === id)?.abstract === 'near' ? vector(1, 0) : vector(0, 1))),
  });
  const wishes = { ...defaultWishes, timeZone: 'UTC', topics };
  const { followed = [] } = await choose(wishes, new Set(), { team: 'T1', person: 'U1' });
  return followed.map((line) => `${followReason(line)}: ${line.title}`);
}

const vector = (...values: number[]): Float32Array => Float32Array.from(values);

test('of a paper it is told when code appears, when there is a new version, and what is like it', async () => {
  const changed = { ...paper, codeUrl: 'https://github.com/a/b', version: 2 };

  expect(await linesOver([changed, like, other], {})).toEqual([
    'Code appeared for: Kept',
    'New version of: Kept',
    'Like “Kept”, which you follow: Like it',
  ]);
});

test('what was known when somebody began to follow it, or was told before, is not told', async () => {
  const changed = { ...paper, codeUrl: 'https://github.com/a/b', version: 2 };

  expect(await linesOver([changed, other], { told: knownOf(changed) })).toEqual([]);
  expect(await linesOver([paper, like], { told: ['paper 2506.00001'] })).toEqual([]);
});

test('a paper that the digest holds needs no line besides', async () => {
  expect(await linesOver([paper, like], {}, [])).toEqual([]);
});

test('of an author it is told what came out in the last two weeks', async () => {
  const authors = ['Ada Marlowe'];
  const papers = [
    { ...like, authors },
    { ...other, authors: ['Ben'] },
    { ...paper, authors, published: '2024-01-01' },
  ];

  const lines = await linesOver(papers, { kind: 'author', target: 'ada marlowe', name: 'Ada Marlowe', told: [] });

  expect(lines).toEqual(['New by Ada Marlowe: Like it']);
});
