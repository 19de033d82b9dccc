import { expect, test } from 'vitest';
import { createCandidates } from '../../src/digests/candidates.ts';
import { createChoose } from '../../src/digests/choose.ts';
import { createWithSavedLike } from '../../src/digests/choose-saved-like.ts';
import type { MeaningsOf } from '../../src/digests/likeness.ts';
import { defaultWishes } from '../../src/digests/wishes.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { createAsk } from '../../src/search/ask.ts';
import type { Wishes } from '../../src/store/subscriptions.ts';
import { aPaper, libraryOf, testNow } from '../support/builders.ts';

const now = (): number => testNow;
const reader = { team: 'T1', person: 'U1' };
const today = '2025-06-14';

/** What a paper means is the angle in its abstract, in degrees: .65 is the cosine of 49.5. */
const meaningsFrom =
  (papers: readonly Paper[]): MeaningsOf =>
  async (asked) =>
    asked.map(({ id }) => {
      const degrees = Number(papers.find((paper) => paper.id === id)?.abstract);
      return Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
    });

const at = (id: string, degrees: number, published = today): Paper =>
  aPaper({ id, title: `Paper ${id}`, abstract: `${degrees}`, published });

interface Case {
  readonly papers: readonly Paper[];
  readonly saved: readonly string[];
  readonly wishes?: Partial<Wishes>;
  readonly sent?: readonly string[];
  readonly isOwn?: boolean;
}

async function told({ papers, saved, wishes = {}, sent = [], isOwn = true }: Case): Promise<string[]> {
  const library = libraryOf(papers);
  const ask = createAsk({ library, now });
  const candidatesOf = createCandidates({ ask, now });
  const meaningsOf = meaningsFrom(papers);
  const kept = saved.map((id) => ({
    ...{ id, title: `Paper ${id}`, person: 'U1', channel: undefined, savedAt: 1, readAt: undefined },
  }));
  const choose = createWithSavedLike({
    choose: createChoose({ library, candidatesOf, meaningsOf, now }),
    saved: { of: async () => kept },
    similarTo: async () => papers,
    ...{ candidatesOf, meaningsOf, now },
  });
  const all: Wishes = { ...defaultWishes, timeZone: 'UTC', topics: ['"nothing on this"'], savedLike: true, ...wishes };
  const digest = await choose(all, new Set(sent), isOwn ? reader : undefined);
  return digest.kind === 'papers' ? digest.papers.map(({ paper, because }) => `${paper.id} <${because?.name}`) : [];
}

const kept = at('kept', 0, '2020');

test('the two new papers nearest to what was saved come, each with the paper that it is like', async () => {
  const papers = [kept, at('near', 10), at('third', 20), at('far', 85), at('other', 90, '2020')];

  expect(await told({ papers, saved: ['kept', 'other'] })).toEqual(['far <Paper other', 'near <Paper kept']);
  expect(await told({ papers, saved: ['kept'] })).toEqual(['near <Paper kept', 'third <Paper kept']);
});

test('what was sent or saved does not come, nor what is like a paper that is not wanted', async () => {
  const papers = [kept, at('saved', 1), at('sent', 2), at('near', 30), at('unwanted', 70, '2020')];

  expect(await told({ papers, saved: ['kept', 'saved'], sent: ['sent'] })).toEqual(['near <Paper saved']);
  const fewerLike = [{ id: 'unwanted', title: 'Paper unwanted' }];
  expect(await told({ papers, saved: ['kept', 'saved'], sent: ['sent'], wishes: { fewerLike } })).toEqual([]);
});

test('older papers come where nothing new is near, unless only new ones are wanted', async () => {
  const papers = [kept, at('old', 10, '2021'), at('far', 80)];

  expect(await told({ papers, saved: ['kept'] })).toEqual(['old <Paper kept']);
  expect(await told({ papers, saved: ['kept'], wishes: { whenQuiet: 'say' } })).toEqual([]);
});

test('a full digest keeps its size: the last papers make room, but for half of them', async () => {
  const papers = [kept, ...Array.from({ length: 6 }, (_, index) => at(`p${index}`, 5 + index))];
  const sizes = await Promise.all(
    [5, 3, 1].map((size) => told({ papers, saved: ['kept'], wishes: { topics: [], size } })),
  );

  expect(sizes.map((list) => [list.length, list.filter((one) => !one.endsWith('undefined')).length])).toEqual([
    [5, 1],
    [3, 1],
    [1, 0],
  ]);
});

test('a channel’s digest, and one whose reader did not ask for it, holds none', async () => {
  const papers = [kept, at('near', 5)];

  expect(await told({ papers, saved: ['kept'], isOwn: false })).toEqual([]);
  expect(await told({ papers, saved: ['kept'], wishes: { savedLike: false } })).toEqual([]);
});
