import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { createAsk } from '../../src/search/ask.ts';
import { noConditions } from '../../src/search/filters.ts';
import { PaperIndex } from '../../src/search/index/paper-index.ts';
import { createLibrary, type Library } from '../../src/search/library.ts';
import { dims } from '../../src/search/meaning/encoder.ts';
import { directionOf } from '../../src/search/meaning/packed-vectors.ts';
import { aPaper, askAmong, libraryOf, shippedPaperboy, testNow, titlesOf } from '../support/builders.ts';
import { oneOf, seeded } from '../support/seeded.ts';

const shipped = [...(await shippedPaperboy()).library.papers()];
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
        let kept = new PaperIndex();
        let library = createLibrary({ index: kept });
        for (const change of steps) {
          if (change.kind === 'add') {
            held.set(change.paper.id, change.paper);
            library.add([change.paper]);
          } else if (change.kind === 'remove') {
            held.delete(change.paper.id);
            library.remove(change.paper.id);
          } else {
            const index = await PaperIndex.from(JSON.parse(JSON.stringify(kept)));
            library = createLibrary({ index });
            library.add(held.values());
            kept = index;
          }
        }

        expect(await answers(library)).toEqual(await answers(libraryOf(held.values())));
        expect([...library.papers()].map(({ id }) => id).toSorted()).toEqual([...held.keys()].toSorted());
      }),
      { numRuns: 200 },
    );
  });
});

describe('papers without a vector yet', () => {
  const like = (direction: Float32Array) => ({
    ...{ terms: [{ term: 'prune', weight: 1, isMisspelt: false }], lexicalWeight: 1, direction, meaningWeight: 10 },
    ...{ conditions: noConditions, limit: 20 },
  });
  const [same, other] = [new Int8Array(dims).fill(1), new Int8Array(dims).map((_, dim) => (dim % 2 === 0 ? 1 : -1))];

  test('are found too when they come while it is worked out what was asked', async () => {
    const library = libraryOf([aPaper({ id: 'a', title: 'Prune', abstract: '' })]);
    const { promise: direction, resolve } = Promise.withResolvers<Float32Array>();
    const searching = library.search({ ...like(directionOf(same)), direction });

    library.add([aPaper({ id: 'b', title: 'Prune more', abstract: '' })]);
    resolve(directionOf(same));

    expect((await searching).hits.map(({ paper }) => paper.id).toSorted()).toEqual(['a', 'b']);
  });

  test('count as near as the others that hold a word of the question, not as something else', async () => {
    const library = libraryOf(['a', 'b', 'c'].map((id) => aPaper({ id, title: 'Prune', abstract: '' })));
    library.setVector('a', 'key of a', same);
    library.setVector('b', 'key of b', other);

    const { hits } = await library.search(like(directionOf(same)));

    expect(hits.map(({ paper, similarity }) => [paper.id, Number(similarity.toFixed(2))])).toEqual([
      ['a', 1],
      ['c', 0.5], // the mean of both
      ['b', 0],
    ]);
    expect([...library.withoutVector()].map(({ id }) => id)).toEqual(['c']);
  });

  test('are those again whose text has changed', () => {
    const library = libraryOf([aPaper({ id: 'a', title: 'Prune' })]);
    library.setVector('a', 'key', same);

    library.add([aPaper({ id: 'a', title: 'Prune', upvotes: 3 })]);
    expect(library.vectorKeyOf('a')).toBe('key');

    library.add([aPaper({ id: 'a', title: 'Prune more' })]);
    expect(library.vectorKeyOf('a')).toBeUndefined();
    expect([...library.withoutVector()].map(({ id }) => id)).toEqual(['a']);
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
