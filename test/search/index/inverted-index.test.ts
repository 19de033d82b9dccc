import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { createInvertedIndex, type InvertedIndex, maxSlots } from '../../../src/search/index/inverted-index.ts';

/** A text is a list of words; what the index is given of it. */
function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function add(index: InvertedIndex, slot: number, words: readonly string[]): void {
  index.add(slot, countsOf(words), new Set(words).size);
}

function scoresOf(index: InvertedIndex, terms: readonly string[], slots: number): number[] {
  const scores = new Float32Array(slots);
  const ids = terms.flatMap((term) => index.vocabulary.idOf(term) ?? []);
  index.score(
    ids.map((id) => ({ id, weight: 1 })),
    scores,
  );
  return Array.from(scores);
}

const word = fc.constantFrom('pruning', 'heads', 'layers', 'tokens', 'noise', 'graphs');
const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 12 });
const question = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });

test('scores are those of MiniSearch with the same parameters, on any texts', () => {
  fc.assert(
    fc.property(texts, question, (all, terms) => {
      const index = createInvertedIndex();
      for (const [slot, words] of all.entries()) add(index, slot, words);
      const reference = new MiniSearch({
        fields: ['text'],
        tokenize: (text) => text.split(' '),
        searchOptions: { bm25: { k: 1.5, b: 0.9, d: 0.5 } },
      });
      reference.addAll(all.map((words, id) => ({ id, text: words.join(' ') })));

      const expected = new Array(all.length).fill(0);
      // MiniSearch multiplies the sum by the number of words found.
      for (const { id, score, queryTerms } of reference.search(terms.join(' ')))
        expected[id] = score / queryTerms.length;

      for (const [slot, score] of scoresOf(index, terms, all.length).entries())
        expect(score).toBeCloseTo(expected[slot], 4);
    }),
  );
});

describe('an index that was kept', () => {
  test('scores as before, whatever was added, removed and added again in between', () => {
    const change = fc.record({ slot: fc.nat(7), words: fc.array(word, { minLength: 1, maxLength: 8 }) });
    fc.assert(
      fc.property(texts, fc.array(change, { maxLength: 20 }), question, fc.nat(20), (all, changes, terms, keptAt) => {
        const held = new Map(all.map((words, slot) => [slot, words]));
        let index = createInvertedIndex();
        for (const [slot, words] of held) add(index, slot, words);
        for (const [round, { slot, words }] of changes.entries()) {
          const former = held.get(slot);
          if (former !== undefined) index.remove(slot, countsOf(former).keys());
          add(index, slot, words);
          held.set(slot, words);
          const slots = [...held.keys()].sort((a, b) => a - b);
          const isWithoutGaps = slots.length === (slots.at(-1) ?? 0) + 1;
          if (round === keptAt && isWithoutGaps)
            index = createInvertedIndex(index.kept(new Map(slots.map((s) => [s, s]))));
        }
        const fresh = createInvertedIndex();
        for (const [slot, words] of held) add(fresh, slot, words);

        const slots = Math.max(...held.keys()) + 1;
        const scores = scoresOf(index, terms, slots);

        for (const [slot, score] of scoresOf(fresh, terms, slots).entries()) expect(scores[slot]).toBeCloseTo(score, 4);
      }),
    );
  });

  test('closes the gaps that removed papers left', () => {
    const index = createInvertedIndex();
    add(index, 0, ['pruning']);
    add(index, 1, ['heads']);
    add(index, 2, ['pruning', 'heads']);
    index.remove(1, ['heads']);

    const again = createInvertedIndex(
      index.kept(
        new Map([
          [0, 0],
          [2, 1],
        ]),
      ),
    );

    const heads = again.vocabulary.idOf('heads') ?? -1;
    expect([again.holds(heads, 0), again.holds(heads, 1)]).toEqual([false, true]);
    expect(again.vocabulary.papersWith(heads)).toBe(1);
  });
});

test('taking away a word that a paper does not hold takes it from no other', () => {
  const index = createInvertedIndex();
  add(index, 0, ['heads']);
  add(index, 1, ['pruning']);
  const again = createInvertedIndex(
    index.kept(
      new Map([
        [0, 0],
        [1, 1],
      ]),
    ),
  );

  again.remove(1, ['pruning', 'heads', 'unheard']);

  const heads = again.vocabulary.idOf('heads') ?? -1;
  expect([again.holds(heads, 0), again.vocabulary.papersWith(heads)]).toEqual([true, 1]);
});

test('a word said 300 times counts as one said 255 times, and no slot runs into another', () => {
  const index = createInvertedIndex();
  index.add(0, new Map([['pruning', 300]]), 1);
  index.add(1, new Map([['pruning', 255]]), 1);

  const [first, second] = scoresOf(index, ['pruning'], 2);

  expect(first).toBe(second);
});

test('as many papers fit as have room beside the count', () => {
  const index = createInvertedIndex();
  index.add(maxSlots - 1, new Map([['pruning', 3]]), 1);

  expect(index.holds(index.vocabulary.idOf('pruning') ?? -1, maxSlots - 1)).toBe(true);
});
