import { describe, expect, test } from 'vitest';
import { createAsk } from '../../src/search/ask.ts';
import type { Library } from '../../src/search/library.ts';
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
