import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/search/answer.ts';
import { aPaper, askAmong, shippedPaperboy, titlesOf } from '../support/builders.ts';
import { anyText, seeded } from '../support/seeded.ts';

const papers = [
  aPaper({ id: '2401.00001', title: 'Pruning Networks', abstract: 'We prune networks. Our survey is short.' }),
  aPaper({ id: '2402.00002', title: 'Pruning Transformers', abstract: 'We prune transformers. Code: github.com/a/b' }),
  aPaper({ id: '2403.00003', title: 'Quantizing Networks', abstract: 'We quantize networks to integers.' }),
  aPaper({ id: '2301.00004', title: 'Training Networks', abstract: 'We train networks from scratch.' }),
];
const { ask, newest } = askAmong(papers);
const shipped = (await shippedPaperboy()).ask;

describe('a question that the library answers', () => {
  test('gets the papers that match, with places, scores and how many there are', async () => {
    const answer = await ask('pruning');

    expect(answer).toMatchObject({ kind: 'matches', offset: 0, total: 2, matches: [{ rank: 1 }, { rank: 2 }] });
    const [first, second] = answer.kind === 'matches' ? answer.matches : [];
    expect(first?.score).toBeGreaterThanOrEqual(second?.score ?? Number.POSITIVE_INFINITY);
  });

  test.each([
    '2402.00002',
    'arXiv:2402.00002v3',
    'what is https://arxiv.org/pdf/2402.00002v1.pdf about?',
    'https://huggingface.co/papers/2402.00002',
    'doi:10.48550/arXiv.2402.00002',
  ])('%s shows that paper and no other', async (question) => {
    expect(titlesOf(await ask(question))).toEqual(['Pruning Transformers']);
  });

  test('several ids show those papers in that order', async () => {
    expect(titlesOf(await ask('2403.00003 2401.00001'))).toEqual(['Quantizing Networks', 'Pruning Networks']);
  });

  test.each([
    ['2402.00002 has:code', ['Pruning Transformers']],
    ['2402.00002 2403.00003 has:code', ['Pruning Transformers']],
    ['2402.00002 2403.00003 sort:new', ['Quantizing Networks', 'Pruning Transformers']],
    ['2402.00002 2403.00003 -transformers', ['Quantizing Networks']],
    ['2402.00002 since:2025', ['none']],
    ['2403.00003 has:code', ['none']],
    ['2402.00002 -pruning', ['none']],
    ['"state space" 2402.00002', ['none']],
  ])('conditions count for papers that are named as well: %s', async (question, titles) => {
    expect(titlesOf(await ask(question))).toEqual(titles);
  });

  test.each([
    ['2402.00002 2401.99999', ['2401.99999']],
    ['2401.99998 2402.00002 has:code 2401.99999', ['2401.99998', '2401.99999']],
    ['2401.99999 2401.99998', ['2401.99999', '2401.99998']],
    ['2402.00002 2403.00003', undefined],
  ])('the ids that the library does not hold are named: %s', async (question, notHeld) => {
    const answer = await ask(question);

    expect('notHeld' in answer ? answer.notHeld : undefined).toEqual(notHeld);
  });

  test('papers like one are under filters and in an order as others are', async () => {
    const all = await shipped.similar('2402.17762', { limit: 20 });
    const withCode = await shipped.similar('2402.17762', { limit: 20 }, 'has:code sort:new');

    const years = withCode?.matches.map(({ paper }) => paper.id);
    expect(withCode?.found).toBeLessThan(all?.found ?? 0);
    expect(years).toEqual(years?.toSorted().reverse());
  });

  test('papers that all of a talk found stand first on every page, and are counted once', async () => {
    const alone = await shipped.ask('massive activations', { limit: 1 });
    const [total, outside] = [alone.kind === 'matches' ? alone.total : 0, '2409.10594'];

    const pages = await Promise.all(
      [0, 1].map((offset) => shipped.ask('massive activations', { offset, limit: 1, first: [outside, '2402.17762'] })),
    );

    const shown = pages.flatMap((page) => (page.kind === 'matches' ? page.matches.map(({ paper }) => paper.id) : []));
    expect(shown).toEqual([outside, '2402.17762']);
    expect(pages).toMatchObject([{ total: total + 1 }, { total: total + 1 }]);
  });
});

describe('a question that it does not answer', () => {
  test.each(['sourdough bread', 'CRISPR therapy for lymphoma', '注意力'])('"%s" is told so', async (question) => {
    expect((await ask(question)).kind).toBe('none');
  });

  test('the nearest papers are offered as such, three at most', async () => {
    const answer = await shipped.ask('perovskite solar cell stability');

    expect(answer).toMatchObject({ kind: 'none', barriers: [] });
    expect(answer.kind === 'none' ? answer.nearest.length : 0).toBe(3);
  });

  test('and is told which filter rules all papers out, and how many there are without it', async () => {
    expect(await ask('pruning since:2025')).toMatchObject({
      kind: 'none',
      barriers: [{ said: 'since 2025', text: 'pruning', total: 2 }],
    });
    expect(await ask('pruning since:2023 author:nobody')).toMatchObject({
      kind: 'none',
      barriers: [{ said: 'by nobody', text: 'pruning since:2023' }],
    });
  });

  test('an id that the library does not hold is not guessed at', async () => {
    expect(await ask('2401.99999')).toMatchObject({ kind: 'none', nearest: [], barriers: [] });
  });

  test('filters that no paper passes', async () => {
    expect(await ask('since:2025')).toMatchObject({ kind: 'none', nearest: [] });
  });

  test('an empty library answers everything so', async () => {
    expect((await askAmong([]).ask('pruning')).kind).toBe('none');
    expect((await askAmong([]).ask('sort:new')).kind).toBe('none');
  });
});

test.each(['hi', 'thanks!', 'any papers?', 'what is this about', 'tell me more', '🔥', '...', 'top:3', 'a', '"?"'])(
  '%j is too vague to answer',
  async (question) => {
    expect((await ask(question)).kind).toBe('too-vague');
  },
);

test.each(['help', 'HELP', ' help ', '?', '', '   '])('%j gets help', async (question) => {
  expect(await ask(question)).toMatchObject({ kind: 'help', problems: [] });
});

test('a filter that makes no sense gets help, with what is wrong', async () => {
  expect(await ask('pruning top:99')).toMatchObject({
    kind: 'help',
    problems: ['top:99 is not a number from 1 to 20.'],
  });
});

describe('pages', () => {
  const many = askAmong(
    Array.from({ length: 45 }, (_, index) =>
      aPaper({ title: `Pruning ${index}`, abstract: `Pruning${' again'.repeat(index)}.` }),
    ),
  );
  const ranksOf = (answer: Answer): number[] =>
    answer.kind === 'matches' ? answer.matches.map(({ rank }) => rank) : [];

  test('hold ten papers unless told otherwise', async () => {
    expect(ranksOf(await many.ask('pruning'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('continue where the last one ended, without gaps or repeats', async () => {
    const pages = await Promise.all([0, 10, 20, 30, 40].map((offset) => many.ask('pruning', { offset })));

    expect(pages.flatMap(ranksOf)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
    expect(new Set(pages.flatMap(titlesOf)).size).toBe(45);
    expect(pages.at(-1)).toMatchObject({ offset: 40, total: 45 });
  });

  test('past the end are empty, and still tell the total', async () => {
    expect(await many.ask('pruning', { offset: 1000 })).toMatchObject({ kind: 'matches', matches: [], total: 45 });
  });

  test('hold 1 to 20 papers, whatever is asked for', async () => {
    expect(ranksOf(await many.ask('pruning', { limit: 3 }))).toEqual([1, 2, 3]);
    expect(ranksOf(await many.ask('pruning', { limit: 1000 }))).toHaveLength(20);
    expect(ranksOf(await many.ask('pruning', { limit: 0 }))).toHaveLength(1);
    expect(ranksOf(await many.ask('pruning', { offset: -5, limit: 2 }))).toEqual([1, 2]);
  });

  test('top: in the question wins over the page size', async () => {
    expect(ranksOf(await many.ask('pruning top:4', { limit: 10 }))).toEqual([1, 2, 3, 4]);
  });
});

test('the newest papers come by date', async () => {
  expect(titlesOf(await newest({ limit: 2 }))).toEqual(['Quantizing Networks', 'Pruning Transformers']);
});

test('any text at all gets an answer', async () => {
  const random = seeded(3);
  const kinds = new Set<string>();

  for (let round = 0; round < 800; round += 1) {
    const text = anyText(random, 30);
    const answer = await shipped.ask(random() < 0.3 ? `${text} pruning` : text);

    kinds.add(answer.kind);
  }

  expect([...kinds].toSorted()).toEqual(['help', 'matches', 'none', 'too-vague']);
});

test.each(['-abc ', '"of the" ', '(AB) ', 'since:x ', 'quantzation '])(
  'a flood of %j is answered in no time',
  async (piece) => {
    const started = performance.now();

    await shipped.ask(piece.repeat(3000));

    expect(performance.now() - started).toBeLessThan(5000); // Takes 0.1 s; with each paper read again for each word, 75 s.
  },
);

test('a mistake made twice is told once', async () => {
  expect(await ask('since:x pruning since:x')).toMatchObject({ kind: 'help', problems: [expect.any(String)] });
});

test('filters mean the same in any order, before, between or after the words', async () => {
  const pieces = [
    'quantization',
    'weights',
    'since:2024',
    'before:2025-06',
    '-survey',
    'has:code',
    'sort:new',
    'top:7',
  ];
  const inOrder = await shipped.ask(pieces.join(' '));

  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(pieces, { minLength: pieces.length }), async (shuffled) => {
      // Words keep their order: side by side they may mean something of their own.
      const words = shuffled.filter((piece) => /^[a-z]+$/.test(piece));
      fc.pre(words[0] === 'quantization');

      const answer = await shipped.ask(shuffled.join(' '));

      expect(titlesOf(answer)).toEqual(titlesOf(inOrder));
    }),
    { numRuns: 60 },
  );
});

describe('upvotes and order', () => {
  const voted = askAmong([
    aPaper({ title: 'Pruning A', upvotes: 30, published: '2024-02-01' }),
    aPaper({ title: 'Pruning B', upvotes: 20, published: '2023-02-01' }),
    aPaper({ title: 'Pruning C', upvotes: 19, published: '2022-02-01' }),
    aPaper({ title: 'Pruning D' }),
  ]);

  test.each([
    ['upvotes:20', ['Pruning A', 'Pruning B']],
    ['pruning upvotes:20 sort:old', ['Pruning B', 'Pruning A']],
    ['pruning sort:old', ['Pruning C', 'Pruning B', 'Pruning A', 'Pruning D']], // What has no date comes last.
    ['sort:old', ['Pruning C', 'Pruning B', 'Pruning A', 'Pruning D']],
    ['pruning upvotes:99', ['none']],
  ])('%s lists %j', async (question, titles) => {
    expect(titlesOf(await voted.ask(question))).toEqual(titles);
  });
});
