import { expect, test } from 'vitest';
import { createCandidates } from '../../src/digests/candidates.ts';
import { createChoose } from '../../src/digests/choose.ts';
import type { MeaningsOf } from '../../src/digests/likeness.ts';
import { defaultWishes } from '../../src/digests/wishes.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { createAsk } from '../../src/search/ask.ts';
import type { Wishes } from '../../src/store/subscriptions.ts';
import { aPaper, libraryOf, shippedPaperboy, testNow } from '../support/builders.ts';

// testNow is 14 June 2025.
const [today, lastWeek, lastYear] = ['2025-06-14', '2025-06-07', '2024-06-14'];

async function digestOf(
  papers: readonly Paper[],
  wishes: Partial<Wishes>,
  sent: readonly string[] = [],
  meaningsOf?: MeaningsOf,
) {
  const library = libraryOf(papers);
  const now = (): number => testNow;
  const ask = createAsk({ library, now });
  const candidatesOf = createCandidates({ ask, now });
  const choose = createChoose({ library, candidatesOf, now, ...(meaningsOf && { meaningsOf }) });
  return choose({ ...defaultWishes, timeZone: 'UTC', ...wishes }, new Set(sent));
}

async function chosen(
  papers: readonly Paper[],
  wishes: Partial<Wishes> = {},
  sent: readonly string[] = [],
  meaningsOf?: MeaningsOf,
) {
  const digest = await digestOf(papers, wishes, sent, meaningsOf);
  return digest.kind === 'papers' ? digest.papers.map(({ paper }) => paper.id) : digest.kind;
}

test.each([
  ['papers that surely came out in two weeks', [today, lastWeek, lastYear], { newPapers: 2, roughlyDated: 0 }],
  [
    'those whose day is not known apart',
    [today, '2025-06', '2025-05', '2025', lastYear],
    { newPapers: 4, roughlyDated: 2 },
  ],
  ['none', [lastYear], { newPapers: 0, roughlyDated: 0 }],
])('a digest counts what came out lately: %s', async (_, dates, counted) => {
  const papers = dates.map((published, index) => aPaper({ id: `${index}`, published }));

  expect(await digestOf(papers, {})).toMatchObject(counted);
});

test('where a paper is chosen that came out before and was submitted lately, no number is told', async () => {
  const papers = [aPaper({ id: 'submitted', published: lastYear, submitted: today }), aPaper({ published: today })];

  expect(await digestOf(papers, {})).not.toHaveProperty('newPapers');
});

test('without topics the newest papers come first', async () => {
  const papers = [
    aPaper({ id: 'old', published: lastYear }),
    aPaper({ id: 'new', published: today }),
    aPaper({ id: 'recent', published: lastWeek }),
  ];

  expect(await chosen(papers, { size: 2 })).toEqual(['new', 'recent']);
});

test('a paper that came out last year and was submitted to a list today is new', async () => {
  const papers = [
    aPaper({ id: 'submitted', published: lastYear, submitted: today }),
    aPaper({ id: 'old', published: lastYear }),
    aPaper({ id: 'recent', published: lastWeek }),
  ];

  expect(await chosen(papers, { whenQuiet: 'say' })).toEqual(['submitted', 'recent']);
  expect(await chosen(papers)).toEqual(['submitted', 'recent', 'old']);
});

test('a paper that its authors withdrew is in no digest', async () => {
  const papers = [
    aPaper({ id: 'withdrawn', published: today, isWithdrawn: true }),
    aPaper({ id: 'old', published: lastYear }),
  ];

  expect(await chosen(papers)).toEqual(['old']);
});

test('among papers of one day, upvotes decide', async () => {
  const papers = [
    aPaper({ id: 'liked', published: today, upvotes: 90 }),
    aPaper({ id: 'unknown', published: today }),
    aPaper({ id: 'loved', published: today, upvotes: 180 }),
  ];

  expect(await chosen(papers)).toEqual(['loved', 'liked', 'unknown']);
});

test('a topic keeps everything else out, and the better match of one week comes first', async () => {
  const papers = [
    aPaper({ id: 'title', title: 'Pruning transformers', published: today }),
    aPaper({ id: 'aside', abstract: 'We touch on many things, and on pruning once.', published: today }),
    aPaper({ id: 'other', title: 'Protein folding', published: today }),
  ];

  expect(await chosen(papers, { topics: ['pruning'] })).toEqual(['title', 'aside']);
});

test('a paper may match any of the topics; a topic that is only a filter holds for all of them', async () => {
  const papers = [
    aPaper({ id: 'pruning', title: 'Pruning', abstract: 'Code: https://github.com/a/b', published: today }),
    aPaper({ id: 'folding', title: 'Protein folding', abstract: 'https://github.com/a/c', published: today }),
    aPaper({ id: 'closed', title: 'Pruning without code', published: today }),
    aPaper({ id: 'off', title: 'Tides', abstract: 'https://github.com/a/d', published: today }),
  ];

  const both = await chosen(papers, { topics: ['pruning', 'protein folding', 'has:code'] });

  expect(new Set(both)).toEqual(new Set(['pruning', 'folding']));
});

test('exclusions rule a paper out, words and phrases alike', async () => {
  const papers = [
    aPaper({ id: 'survey', title: 'Pruning: a survey', published: today }),
    aPaper({ id: 'medical', title: 'Pruning for medical imaging', published: today }),
    aPaper({ id: 'wanted', title: 'Pruning', abstract: 'Imaging without the medical part.', published: today }),
  ];

  expect(await chosen(papers, { topics: ['pruning'], exclusions: ['survey', 'medical imaging'] })).toEqual(['wanted']);
});

test('papers that mean something like one of which fewer are wanted stay out, however many there are', async () => {
  const like = Array.from({ length: 8 }, (_, index) => aPaper({ id: `like-${index}`, published: today }));
  const papers = [
    ...like,
    aPaper({ id: 'other', published: lastWeek }),
    aPaper({ id: 'unknown', published: lastYear }),
  ];
  const meaningsOf: MeaningsOf = async (asked) =>
    asked.map(({ id }) => (id === 'unknown' ? undefined : Float32Array.of(...(id === 'other' ? [0, 1] : [1, 0]))));

  const fewerLike = [{ id: 'unwanted', title: 'Unwanted' }];

  expect(await chosen(papers, { size: 1, fewerLike }, [], meaningsOf)).toEqual(['other']);
  expect(await chosen(papers, { size: 3, fewerLike }, [], meaningsOf)).toEqual(['other', 'unknown']);
});

test('what was sent never comes again', async () => {
  const papers = [aPaper({ id: 'a', published: today }), aPaper({ id: 'b', published: today })];

  expect(await chosen(papers, {}, ['a'])).toEqual(['b']);
});

test('when nothing is new, older papers come or that is said, as the subscription wishes', async () => {
  const papers = [aPaper({ id: 'old', published: lastYear })];

  expect(await chosen(papers, { whenQuiet: 'archive' })).toEqual(['old']);
  expect(await chosen(papers, { whenQuiet: 'say' })).toBe('nothing-new');
  expect(await chosen(papers, { whenQuiet: 'archive' }, ['old'])).toBe('archive-read');
});

test('new papers come before better matches of the archive', async () => {
  const papers = [
    aPaper({ id: 'old', title: 'Pruning pruning pruning', published: lastYear }),
    aPaper({ id: 'new', abstract: 'With some pruning.', published: today }),
  ];

  expect(await chosen(papers, { topics: ['pruning'], size: 2 })).toEqual(['new', 'old']);
});

test('two reports of one result are spread: another paper on the topic comes between them', async () => {
  const { library, meaning } = await shippedPaperboy();
  const original = library.get('2402.17762');
  const papers = [...library.papers()].filter(({ title }) => /activation/i.test(title)).slice(0, 6);
  const again =
    original === undefined ? [] : [{ ...original, id: '2402.99999', title: `${original.title}, revisited` }];
  const now = (): number => testNow;
  const both = libraryOf([...papers, ...again, ...(original ? [original] : [])]);
  // The second report means what the first one does.
  const keys = (ids: readonly string[]) =>
    ids.map((id) => library.vectorKeyOf(id === '2402.99999' ? '2402.17762' : id) ?? '');
  const ask = createAsk({ library: both, now });
  const choose = createChoose({
    ...{ library: both, candidatesOf: createCandidates({ ask, now }) },
    meaningsOf: async (shortlist) => {
      const wanted = keys(shortlist.map(({ id }) => id));
      const meanings = await meaning?.ofKeys(wanted);
      return wanted.map((key) => meanings?.get(key)?.whole);
    },
    now,
  });

  const digest = await choose(
    { ...defaultWishes, timeZone: 'UTC', topics: ['activations in large language models'], size: 3 },
    new Set(),
  );

  const ids = digest.kind === 'papers' ? digest.papers.map(({ paper }) => paper.id) : [];
  expect(ids).toHaveLength(3);
  expect(ids.filter((id) => id === '2402.17762' || id === '2402.99999')).toHaveLength(1);
});

test('a channel without topics gets the whole shipped library in time, each paper once', async () => {
  const { ask, library } = await shippedPaperboy();
  const now = (): number => testNow;
  const choose = createChoose({ library, candidatesOf: createCandidates({ ask, now }), now });
  const sent = new Set<string>();
  for (let day = 0; day < 30; day += 1) {
    const digest = await choose({ ...defaultWishes, timeZone: 'UTC' }, sent);
    if (digest.kind !== 'papers') break;
    for (const { paper } of digest.papers) {
      expect(sent.has(paper.id)).toBe(false);
      sent.add(paper.id);
    }
  }

  expect(sent.size).toBe(library.size);
});
