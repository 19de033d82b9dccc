import { expect, test } from 'vitest';
import { createCandidates } from '../../src/library/candidates.ts';
import { addScores } from '../../src/search/index/bm25.ts';
import { packWords } from '../../src/store/packed-words.ts';

const numbers = new Map(['sparse', 'attention', 'kernel'].map((term, index) => [term, 10 * (index + 1)]));
const held = { first: { sparse: 2, attention: 1 }, second: { kernel: 3 }, third: { sparse: 1, kernel: 1 } };
const lengths = { first: 90, second: 60, third: 120 };
type Id = keyof typeof held;

const paper = (id: Id) => ({
  id,
  length: lengths[id],
  words: packWords(Object.entries(held[id]).map(([term, count]) => [numbers.get(term) ?? 0, count])),
});
const papersWith = (term: string): number => Object.values(held).filter((words) => term in words).length;
const statistics = { size: 100, meanLength: 90, papersWith };

test('papers that come in two goes are weighed as the index weighs them, one that comes twice once', () => {
  // Two misspelt words may stand for one term.
  const looked = [
    { term: 'kernel', weight: 1 },
    { term: 'sparse', weight: 0.5 },
    { term: 'kernel', weight: 0.7 },
  ];
  const candidates = createCandidates(looked, (term) => numbers.get(term), statistics);

  expect(candidates.add([paper('first'), paper('second')])).toEqual([0, 1]);
  expect(candidates.add([paper('second'), paper('first')])).toEqual([1, 0]);
  expect(candidates.add([paper('third')])).toEqual([2]);

  const postings = (term: string) =>
    new Map(
      Object.values(held).flatMap((words, slot) => (term in words ? [[slot, words[term as never]] as const] : [])),
    );
  const scores = new Float32Array(3);
  addScores(looked, postings, Float32Array.from(Object.values(lengths)), statistics, scores);
  expect([...candidates.lexical()]).toEqual([...scores].map((score) => expect.closeTo(score, 5)));
  expect([0, 1, 2].map(candidates.holders('kernel').has)).toEqual([false, true, true]);
});

test('a paper means nothing before it is known what, and another direction has another cosine', () => {
  const candidates = createCandidates([], () => undefined, statistics);
  candidates.add([paper('first'), paper('second')]);
  const slots = candidates.add([
    { ...paper('second'), key: 'key', whole: new Uint8Array(Int8Array.of(127, 0).buffer) },
  ]);

  expect(slots.map(candidates.idAt)).toEqual(['second']);
  expect(candidates.keyAt(0)).toBeUndefined();
  expect(candidates.cosineAt(0, Float32Array.of(1, 0))).toBeUndefined();
  expect(candidates.keyAt(1)).toBe('key');
  expect(candidates.cosineAt(1, Float32Array.of(1, 0))).toBeCloseTo(1);
  expect(candidates.cosineAt(1, Float32Array.of(0, 1))).toBeCloseTo(0);
});
