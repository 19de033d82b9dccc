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

/** More than fit at first, so that the memory has to grow. */
function manyPapers(count: number): Map<string, Float32Array> {
  const random = seeded(1);
  return new Map(Array.from({ length: count }, (_, index) => [`p${index}`, aDirection(random)]));
}

function held(papers: ReadonlyMap<string, Float32Array>) {
  const vectors = createPaperVectors(dims);
  for (const [id, vector] of papers) vectors.set(id, vector);
  return vectors;
}

test('similarities are the cosines, but for rounding to a byte a number', () => {
  const papers = manyPapers(1_000);
  const question = aDirection(seeded(2));

  const nearness = held(papers).compare(question);

  for (const [id, vector] of papers)
    expect(Math.abs(nearness.similarityTo(id) - similarity(question, vector))).toBeLessThan(0.01);
});

test('the nearest papers come nearest first', () => {
  const papers = manyPapers(1_000);
  const question = papers.get('p777') ?? new Float32Array(dims);
  const nearness = held(papers).compare(question);

  const nearest = nearness.nearest(20);

  const all = [...papers.keys()].map((id) => nearness.similarityTo(id)).sort((a, b) => b - a);
  expect(nearest[0]?.id).toBe('p777');
  expect(nearest.map((paper) => paper.similarity)).toEqual(all.slice(0, 20));
});

test('only wanted papers are among the nearest', () => {
  const nearest = held(manyPapers(300))
    .compare(aDirection(seeded(3)))
    .nearest(5, (id) => id.endsWith('7'));

  expect(nearest).toHaveLength(5);
  expect(nearest.every(({ id }) => id.endsWith('7'))).toBe(true);
});

describe('papers come and go', () => {
  test('a deleted paper is like nothing, and the others stay where they point', () => {
    const papers = manyPapers(300);
    const vectors = held(papers);
    const question = aDirection(seeded(4));
    const kept = ['p1', 'p149', 'p298'];
    const before = kept.map(vectors.compare(question).similarityTo);

    for (const id of ['p0', 'p150', 'p299', 'p150', 'never held']) vectors.delete(id);

    const after = vectors.compare(question);
    expect(vectors.size).toBe(297);
    expect(['p0', 'p150', 'p299'].map(after.similarityTo)).toEqual([0, 0, 0]);
    expect(kept.map(after.similarityTo)).toEqual(before);
  });

  test('a paper set again points where it was set last', () => {
    const vectors = held(manyPapers(10));
    const direction = aDirection(seeded(5));

    vectors.set('p3', direction);

    expect(vectors.size).toBe(10);
    expect(vectors.compare(direction).nearest(1)[0]?.id).toBe('p3');
  });

  test('what is held can be kept and taken up again', () => {
    const vectors = held(manyPapers(300));
    const question = aDirection(seeded(7));

    const again = createPaperVectors(dims, vectors.held());
    again.set('p300', question);

    const before = vectors.compare(question).nearest(10);
    expect(again.compare(question).nearest(11).slice(1)).toEqual(before);
    expect(again.compare(question).nearest(1)[0]?.id).toBe('p300');
  });

  test('without papers there is nothing near', () => {
    expect(
      createPaperVectors(dims)
        .compare(aDirection(seeded(6)))
        .nearest(3),
    ).toEqual([]);
  });
});
