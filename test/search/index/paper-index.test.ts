import { createHash } from 'node:crypto';
import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { bm25 } from '../../../src/search/index/bm25.ts';
import { indexVersion } from '../../../src/search/index/indexed-text.ts';
import { PaperIndex } from '../../../src/search/index/paper-index.ts';
import { closestTerm } from '../../../src/search/index/spelled-terms.ts';
import { aPaper, shippedPaperboy } from '../../support/builders.ts';

const word = fc.constantFrom('prune', 'head', 'layer', 'token', 'graph', 'model');
const abstracts = fc.array(
  fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
  { minLength: 1, maxLength: 12 },
);
const question = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });

function indexOf(texts: readonly string[]): PaperIndex {
  const index = new PaperIndex();
  index.addAll(texts.map((abstract, id) => aPaper({ id: String(id), title: '', abstract })));
  return index;
}

/** Scores by paper, in the order in which the papers were made. */
function scoresOf(index: PaperIndex, terms: readonly string[], papers: number): number[] {
  const scores = new Float32Array(index.end);
  index.addScores(
    terms.map((term) => ({ term, weight: 1 })),
    scores,
  );
  return Array.from({ length: papers }, (_, id) => scores[index.slotOf(String(id)) ?? -1] ?? 0);
}

describe('the protected fields of MiniSearch that are read here', () => {
  test('give the scores of its public search(), on any texts', () => {
    fc.assert(
      fc.property(abstracts, question, (texts, terms) => {
        const index = indexOf(texts);
        const expected = new Array(texts.length).fill(0);
        // search() multiplies the sum by the number of words found.
        for (const { id, score, queryTerms } of index.search(terms.join(' '), { fields: ['text'], bm25 }))
          expected[Number(id)] = score / queryTerms.length;

        for (const [id, score] of scoresOf(index, terms, texts.length).entries())
          expect(score).toBeCloseTo(expected[id], 4);
      }),
    );
  });

  test('are the ones that this version has; with another one, look at PaperIndex before anything else', () => {
    const fields = Object.keys(indexOf(['prune']));

    expect(MiniSearch.getDefault('tokenize')).toBeTypeOf('function');
    for (const field of ['_index', '_fieldIds', '_fieldLength', '_avgFieldLength', '_documentIds', '_idToShortId'])
      expect(fields).toContain(field);
  });
});

test('an index scores as a new one, whatever was replaced, and kept as JSON in between', async () => {
  const change = fc.record({ id: fc.nat(7), abstract: fc.array(word, { minLength: 1, maxLength: 8 }) });
  await fc.assert(
    fc.asyncProperty(abstracts, fc.array(change, { maxLength: 12 }), question, async (texts, changes, terms) => {
      let index = indexOf(texts);
      const held = new Map(texts.map((abstract, id) => [id, abstract]));
      for (const [round, { id, abstract }] of changes.entries()) {
        const former = held.get(id);
        if (former !== undefined) index.remove(aPaper({ id: String(id), title: '', abstract: former }));
        held.set(id, abstract.join(' '));
        index.add(aPaper({ id: String(id), title: '', abstract: abstract.join(' ') }));
        if (round === 3) index = await PaperIndex.from(JSON.parse(JSON.stringify(index)));
      }
      const fresh = new PaperIndex();
      for (const [id, abstract] of held) fresh.add(aPaper({ id: String(id), title: '', abstract }));

      const scores = scoresOf(index, terms, 8);

      for (const [id, score] of scoresOf(fresh, terms, 8).entries()) expect(scores[id]).toBeCloseTo(score, 4);
    }),
    { numRuns: 50 },
  );
});

test('names of authors are found by their own terms, and make no text longer', () => {
  const index = indexOf([]);
  index.add(aPaper({ id: 'a', title: 'Heads', abstract: '', authors: ['Ann Bee', 'Ann Dee'] }));

  expect(index.papersWith('@ann')).toBe(1);
  expect(index.papersWith('ann')).toBe(0);
  expect(index.meanLength).toBe(1);
});

describe('spelling', () => {
  const index = indexOf(['diffusion', 'infusion', 'transformers', 'quantization', 'variance', 'bread']);

  test.each([
    ['difusion', 'diffusion', 1], // one letter too few
    ['quantiztaion', 'quantization', 1], // two neighbours swapped
    ['transfromers', 'transformers', 1],
    ['qunatiztaion', 'quantization', 2], // swapped twice
    ['varience', 'variance', 1],
  ])('%s is %s but for %i', (typed, meant, edits) => {
    expect(index.spelledLike(typed, 2).get(meant)).toBe(edits);
    expect(closestTerm(index, typed)).toBe(meant);
  });

  test('what papers elsewhere name in their titles is another word', () => {
    expect(closestTerm(indexOf(['connects']), 'convnets')).toBeUndefined();
    expect(closestTerm(indexOf(['connects']), 'connnects')).toBe('connects');
  });

  test('what is further away is another word', () => {
    expect(closestTerm(index, 'board')).toBeUndefined();
    expect(index.spelledLike('infusion', 1).has('diffusion')).toBe(false);
  });

  test.each<[word: string, papers: number, timesMore: number, meant: string | undefined]>([
    ['langauge', 1, 101, 'language'],
    ['langauge', 2, 101, 'language'],
    ['langauge', 2, 99, undefined], // Not much rarer: the other may be another word.
    ['langauge', 11, 101, undefined], // So many do not mistype it.
    ['lagnuaeg', 1, 101, undefined], // Two edits away: a word of its own, as somebody uses it.
    ['crease', 1, 101, undefined], // Nearly "create", and short.
  ])('%s, in %i papers of %i times as many', (word, papers, timesMore, meant) => {
    const titles = [...Array(papers).fill(word), ...Array(papers * timesMore).fill('language created create')];
    expect(closestTerm(indexOf(titles), word)).toBe(meant);
  });

  test('no name of an author is a spelling of a word', () => {
    const named = indexOf([]);
    named.add(aPaper({ id: 'a', title: 'Heads', abstract: '', authors: ['Pruning'] }));

    expect(closestTerm(named, 'pruning')).toBeUndefined();
  });
});

test('another index comes with another version', async () => {
  const index = new PaperIndex();
  for (const paper of (await shippedPaperboy()).library.papers()) index.add({ ...paper, authors: ['Zoë Ünal'] });
  const hash = createHash('sha256').update(JSON.stringify(index)).digest('hex').slice(0, 12);

  // When this fails, change indexVersion in src/search/index/indexed-text.ts as well.
  expect(`${indexVersion}: ${hash}`).toBe('words 1: cd090eabd71e');
});
