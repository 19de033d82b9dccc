import { describe, expect, test } from 'vitest';
import { similarity } from '../../../src/search/meaning/meaning.ts';
import { createPaperVectors } from '../../../src/search/meaning/paper-vectors.ts';
import { seeded } from '../../support/seeded.ts';

const dims = 16;

function aDirection(random: () => number): Float32Array {
  const vector = Float32Array.from({ length: dims }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function directions(count: number): Float32Array[] {
  const random = seeded(1);
  return Array.from({ length: count }, () => aDirection(random));
}

function held(all: readonly Float32Array[]) {
  const vectors = createPaperVectors(dims);
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
