import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { createAsk } from '../../src/search/ask.ts';
import { noConditions } from '../../src/search/filters.ts';
import { decodeSnapshot, encodeSnapshot } from '../../src/search/index/snapshot.ts';
import { createLibrary, type Estimation, type Library } from '../../src/search/library.ts';
import { aPaper, askAmong, libraryOf, shippedPaperboy, testNow, titlesOf } from '../support/builders.ts';
import { oneOf, seeded } from '../support/seeded.ts';

const shipped = [...shippedPaperboy().library.papers()];
const questions = ['massive activations', 'PTQ', 'variance reduction', 'weight initialisation', '"neural network"'];

/** Ids and rounded scores of all that a library answers: two libraries with the same rankings give the same text. */
async function rankingsOf(library: Library): Promise<string[]> {
  const { ask } = createAsk({ library, now: () => testNow });
  const rankings = questions.map(async (question) => {
    const answer = await ask(question, { limit: 20 });
    const rows = answer.kind === 'matches' ? answer.matches : [];
    // Equal scores may come in any order.
    return rows
      .map(({ paper, score }) => `${score.toFixed(6)} ${paper.id}`)
      .toSorted()
      .join('\n');
  });
  return Promise.all(rankings);
}

describe('a library changes in place', () => {
  test('what is added, updated and removed again leaves every ranking as if it had never been there', async () => {
    const random = seeded(4);
    const pick = () => oneOf(random, [shipped[0] ?? aPaper(), ...shipped]);
    const library = libraryOf(shipped);
    const expected = await rankingsOf(library);

    for (let round = 0; round < 150; round += 1) {
      const paper = pick();
      const other = pick();
      const change = random();
      if (change < 0.3) {
        library.remove(paper.id);
        library.add([paper]);
      } else if (change < 0.6) {
        library.add([{ ...paper, title: other.title, abstract: `${other.abstract} Group relative policy (GRP).` }]);
        library.add([paper]);
      } else {
        library.add([{ ...other, id: 'new' }]);
        library.remove('new');
      }
    }

    expect(library.size).toBe(shipped.length);
    expect(await rankingsOf(library)).toEqual(expected);
  });

  test('papers in any order rank the same', async () => {
    expect(await rankingsOf(libraryOf(shipped.toReversed()))).toEqual(await rankingsOf(libraryOf(shipped)));
  });

  test('a new paper is found at once, a removed one no more', async () => {
    const library = libraryOf([aPaper({ title: 'Pruning' })]);
    const { ask } = createAsk({ library, now: () => testNow });

    library.add([aPaper({ id: 'heads', title: 'Pruning Heads' })]);
    expect(titlesOf(await ask('heads'))).toEqual(['Pruning Heads']);

    library.remove('heads');
    expect(titlesOf(await ask('heads'))).toEqual(['none']);
    expect(library.get('heads')).toBeUndefined();
  });

  test('a newer version replaces the former', () => {
    const library = libraryOf([aPaper({ id: 'a', title: 'Pruning' })]);

    library.add([aPaper({ id: 'a', title: 'Quantizing' })]);

    expect([...library.papers()].map(({ title }) => title)).toEqual(['Quantizing']);
    expect(library.papersWith('pruning')).toBe(0);
  });

  test('an acronym that only a removed paper defined is forgotten', async () => {
    const library = libraryOf([
      aPaper({ id: 'a', abstract: 'We use group relative pruning (GRP).' }),
      aPaper({ title: 'Group Relative Pruning' }),
    ]);

    library.remove('a');

    expect(titlesOf(await createAsk({ library, now: () => testNow }).ask('GRP'))).toEqual(['none']);
  });

  test('removing what is not there changes nothing', () => {
    const library = libraryOf([aPaper({ id: 'a' })]);

    library.remove('b');

    expect(library.size).toBe(1);
  });
});

describe('a library that is kept and loaded again between changes', () => {
  const word = fc.constantFrom('pruning', 'heads', 'layers', 'state', 'space', 'noise', '\uD83D', '\u0000', 'é\n');
  const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
  const paper = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'é/ü', '𝒳'),
    title: text,
    abstract: text,
    authors: fc.subarray(['Ann Bee', 'Cee Dee', 'Ann Dee']),
    published: fc.constantFrom('2023', '2024-06', '2025-01-31', undefined),
    upvotes: fc.constantFrom(0, 5, undefined),
  });
  const step = fc.oneof(
    { weight: 5, arbitrary: paper.map((added) => ({ kind: 'add' as const, paper: added })) },
    { weight: 2, arbitrary: paper.map((removed) => ({ kind: 'remove' as const, paper: removed })) },
    { weight: 1, arbitrary: fc.constant({ kind: 'reload' as const }) },
  );
  const asked = [
    'pruning heads',
    'noize layers',
    '"state space" -noise',
    'space -"pruning heads"',
    'author:"ann dee" sort:upvotes',
    'since:2024 before:2025 sort:new',
  ];

  async function answers(library: Library): Promise<string[]> {
    const { ask, newest } = createAsk({ library, now: () => testNow });
    const given = [...(await Promise.all(asked.map((question) => ask(question)))), await newest()];
    return given.map((answer) =>
      answer.kind === 'matches'
        ? answer.matches
            .map(({ paper: { id, upvotes = 0 }, score }) => `${score.toFixed(4)} ${id} ${upvotes}`)
            .toSorted()
            .join('\n')
        : answer.kind,
    );
  }

  test('answers as one that was given the same papers at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const held = new Map<string, Paper>();
        let library = createLibrary();
        for (const change of steps) {
          if (change.kind === 'add') {
            held.set(change.paper.id, change.paper);
            library.add([change.paper]);
          } else if (change.kind === 'remove') {
            held.delete(change.paper.id);
            library.remove(change.paper.id);
          } else {
            const bytes = Buffer.concat(encodeSnapshot(library.kept(), { madeFrom: '', change: 0, problems: [] }));
            library = createLibrary({ before: decodeSnapshot(bytes, '').kept });
          }
        }

        expect(await answers(library)).toEqual(await answers(libraryOf(held.values())));
        expect([...library.papers()].map(({ id }) => id).toSorted()).toEqual([...held.keys()].toSorted());
      }),
      { numRuns: 200 },
    );
  });
});

describe('a large library ranks only the papers that are likeliest', () => {
  const { meaning } = shippedPaperboy().library;
  const fillers = Array.from({ length: 400 }, (_, place) => {
    const random = seeded(place);
    const words = Array.from({ length: 12 }, () =>
      oneOf(random, ['network', 'graph', 'image', 'noise', 'token', 'data']),
    );
    return aPaper({ id: `filler-${place}`, title: words.join(' '), abstract: `${place}` });
  });
  const some = { leastPapers: 10, mostWanted: 100, likeliest: 160 };
  const all = { ...some, leastPapers: 10_000 };

  function libraryWith(estimation: Estimation, papers: readonly Paper[]) {
    const library = createLibrary({ meaning, estimation });
    library.add(papers);
    return library;
  }

  const firstOf = async (library: Library, question: string) => {
    const answer = await createAsk({ library, now: () => testNow }).ask(question, { limit: 10 });
    return answer.kind === 'matches' ? answer.matches.map(({ paper, score }) => ({ id: paper.id, score })) : [];
  };

  test.each([
    'massive activations',
    'how do I start the weights of a very deep network?',
    'quantization since:2024',
    'zzyzx', // No word has a direction.
    'variance reduction -gradient',
  ])('%s: the first ten are those of a search through all, with the same scores', async (question) => {
    const papers = [...shipped, ...fillers];

    expect(await firstOf(libraryWith(some, papers), question)).toEqual(
      await firstOf(libraryWith(all, papers), question),
    );
  });

  const like = (text: string, limit: number) => ({
    ...{ terms: [], lexicalWeight: 1, direction: meaning?.vectorOf(text), meaningWeight: 10, limit },
    conditions: noConditions,
  });

  test('the others are not in its lists', () => {
    const papers = [...shipped, ...fillers];
    const few = { ...some, likeliest: 20 };
    const idsOf = (library: Library) => library.search(like('massive activations', 20)).hits.map(({ id }) => id);

    expect(idsOf(libraryWith(few, papers))).not.toEqual(idsOf(libraryWith(all, papers)));
  });

  test('papers that were removed take nobody’s place', () => {
    const removed = Array.from({ length: 40 }, (_, place) =>
      aPaper({ id: `gone-${place}`, title: 'Massive activations', abstract: `Number ${place}.` }),
    );
    const idsOf = (estimation: Estimation) => {
      const library = libraryWith(estimation, [...removed, ...shipped, ...fillers]);
      for (const { id } of removed) library.remove(id);
      return library.search(like('massive activations', 20)).hits.map(({ id }) => id);
    };

    expect(idsOf({ ...some, likeliest: 62 })).toEqual(idsOf(all));
  });

  test.each([
    'attention pruning "heads pruning"', // Held only by one that is unlikely.
    'stable training of large models since:2025',
  ])('%s: all of them are searched where few meet the conditions', async (question) => {
    const apart = Array.from({ length: 160 }, (_, place) =>
      aPaper({ id: `apart-${place}`, title: 'Attention to pruning attention heads' }),
    );
    const together = aPaper({ id: 'together', title: 'On the weather', abstract: 'Heads pruning, attention.' });
    const papers = [...shipped, ...apart, together];

    const found = await firstOf(libraryWith(some, papers), question);

    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(await firstOf(libraryWith(all, papers), question));
  });
});

test('a paper of empty, hostile or enormous text can be held and asked about', async () => {
  const { ask } = askAmong([
    aPaper({ id: 'empty', title: '', abstract: '' }),
    aPaper({ id: 'constructor', title: '__proto__ constructor', abstract: 'toString \uD83D \u0000' }),
    aPaper({ id: 'huge', title: 'x '.repeat(20_000), abstract: 'Pruning. '.repeat(10_000) }),
    aPaper({ id: 'plain', title: 'Pruning', abstract: 'We prune.' }),
  ]);

  expect(titlesOf(await ask('constructor'))).toEqual(['__proto__ constructor']);
  expect(titlesOf(await ask('pruning'))).toContain('Pruning');
});
