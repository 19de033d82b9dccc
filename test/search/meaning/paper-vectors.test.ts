import { describe, expect, test } from 'vitest';
import { similarity } from '../../../src/search/meaning/meaning.ts';
import { createPaperVectors } from '../../../src/search/meaning/paper-vectors.ts';
import { seeded } from '../../support/seeded.ts';

const dims = 16;

function aDirection(random: () => number, length = dims): Float32Array {
  const vector = Float32Array.from({ length }, () => random() - 0.5);
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

function directions(count: number, length = dims): Float32Array[] {
  const random = seeded(1);
  return Array.from({ length: count }, () => aDirection(random, length));
}

function held(all: readonly Float32Array[]) {
  const vectors = createPaperVectors(all[0]?.length ?? dims);
  for (const [slot, vector] of all.entries()) vectors.set(slot, vector);
  return vectors;
}

test('similarities are the cosines, but for rounding to a byte a number', () => {
  const all = directions(1_000); // more than fit at first, so that the memory has to grow
  const question = aDirection(seeded(2));

  const similarities = held(all).compare(question);

  const errors = all.map((vector, slot) => Math.abs((similarities[slot] ?? 0) - similarity(question, vector)));
  expect(Math.max(...errors)).toBeLessThan(0.01);
});

describe('papers come and go', () => {
  test('a cleared slot is like nothing, and the others stay where they point', () => {
    const all = directions(300);
    const vectors = held(all);
    const question = aDirection(seeded(4));
    const before = Array.from(vectors.compare(question));

    vectors.clear(7);

    // Adding 0 makes one zero of both.
    expect(Array.from(vectors.compare(question), (value) => value + 0)).toEqual(before.with(7, 0));
  });

  test('a slot that is set again points where it points now', () => {
    const vectors = held(directions(3));
    const other = aDirection(seeded(5));

    vectors.set(1, other);

    expect(vectors.compare(other)[1]).toBeCloseTo(1, 2);
  });
});

test('kept vectors compare as before, without the slots that were left out', () => {
  const vectors = held(directions(300));
  const question = aDirection(seeded(6));
  const before = Array.from(vectors.compare(question));

  const again = createPaperVectors(dims, vectors.kept([0, 2, 299]));

  expect(Array.from(again.compare(question))).toEqual([before[0], before[2], before[299]]);
});

test('an empty collection compares to nothing', () => {
  expect(createPaperVectors(dims).compare(aDirection(seeded(7)))).toHaveLength(0);
});

test('cosines of some slots are those that a comparison with all gives them', () => {
  const vectors = held(directions(300));
  const question = aDirection(seeded(8));
  const all = vectors.compare(question).slice();

  const some = vectors.compare(question, Uint32Array.of(7, 200, 299));

  expect([some[7], some[200], some[299]]).toEqual([all[7], all[200], all[299]]);
});

describe('an estimate from signs', () => {
  const long = 256;
  const lexical = new Float32Array(700);

  test('tells for every slot the cosine of the angle that the signs stand for, as much as it weighs, beside the words', () => {
    const all = directions(700, long); // more than fit at first, so that signs have to move
    const vectors = held(all);
    const question = aDirection(seeded(9), long);
    const words = lexical.map((_, slot) => slot % 3);

    const estimates = vectors.estimate(question, 10, words, 2);

    const isNegative = (vector: Float32Array) => Array.from(vector, (value) => value < 0);
    const asked = isNegative(question);
    const expected = all.map((vector, slot) => {
      const different = isNegative(vector).filter((sign, dim) => sign !== asked[dim]).length;
      return 2 * (slot % 3) + Math.max(10 * Math.cos((Math.PI * different) / long), 0);
    });
    for (const [slot, estimate] of estimates.entries()) expect(estimate).toBeCloseTo(expected[slot] ?? 0, 0);
    expect(estimates).toHaveLength(700);
  });

  test('is near the cosine', () => {
    const all = directions(700, long);
    const vectors = held(all);
    const question = aDirection(seeded(10), long);

    const estimates = vectors.estimate(question, 1, lexical, 1);

    const errors = all.map((vector, slot) => (estimates[slot] ?? 0) - Math.max(similarity(question, vector), 0));
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.35);
    expect(Math.hypot(...errors) / Math.sqrt(errors.length)).toBeLessThan(0.1);
  });

  test('of vectors that were kept, set again or moved is the same', () => {
    const vectors = held(directions(300, long));
    const other = aDirection(seeded(11), long);
    vectors.set(1, other);
    const again = createPaperVectors(long, vectors.kept([0, 1, 2]));

    const before = vectors.estimate(other, 1, lexical, 1).slice(0, 3);

    expect(before[1]).toBeGreaterThan(0.9);
    expect(again.estimate(other, 1, lexical, 1)).toEqual(before);
  });

  test('of nothing that means anything is what the words bring', () => {
    const vectors = held(directions(3, long));

    expect([...vectors.estimate(new Float32Array(long), 10, Float32Array.of(1, 0, 2), 1)]).toEqual([1, 0, 2]);
  });

  test('of slots that are left out may be set to 0: the others with a large one are given in order', () => {
    const vectors = held(directions(700, long));
    const estimates = vectors.estimate(aDirection(seeded(12), long), 1, lexical, 1);
    const least = [...estimates].sort((a, b) => b - a)[200] ?? 0;
    const wanted = [...estimates.keys()].filter((slot) => (estimates[slot] ?? 0) >= least);
    estimates[wanted[3] ?? 0] = 0;

    expect([...vectors.slotsEstimated(least)]).toEqual(wanted.toSpliced(3, 1));
    expect(vectors.slotsEstimated(0)).toHaveLength(700);
  });

  test('is only made of as many numbers as a machine word has', () => {
    expect([createPaperVectors(16).canEstimate, createPaperVectors(64).canEstimate]).toEqual([false, true]);
  });
});
