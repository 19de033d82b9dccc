import { describe, expect, test } from 'vitest';
import { openDotProducts } from '../../../src/search/meaning/dot-products.ts';
import { createPaperVectors } from '../../../src/search/meaning/paper-vectors.ts';

const dims = 384;
const vectorOf = (seed: number): Float32Array =>
  Float32Array.from({ length: dims }, (_, dim) => Math.sin(seed * 7 + dim) / 16);
const withoutRuntime = () => Promise.reject(new Error('not installed'));

describe.each([
  ['by the runtime', undefined],
  ['where there is no runtime', withoutRuntime],
])('%s', (_, load) => {
  test('the products of a direction with many vectors are those that are added up one by one', async () => {
    const vectors = [1, 2, 3].map(vectorOf);
    const rows = Float32Array.from(vectors.flatMap((vector) => [...vector]));
    const direction = vectorOf(4);
    const multiply = await openDotProducts(load);

    const products = await multiply(rows, direction);

    expect(products).toHaveLength(3);
    for (const [row, vector] of vectors.entries())
      expect(products[row]).toBeCloseTo(
        vector.reduce((sum, value, dim) => sum + value * (direction[dim] ?? 0), 0),
        5,
      );
  });

  test('a vector that is not there has no product, and leaves the others theirs', async () => {
    const rows = new Float32Array(2 * dims).fill(Number.NaN);
    rows.set(vectorOf(1), dims);

    const products = await (await openDotProducts(load))(rows, vectorOf(1));

    expect(products[0]).toBeNaN();
    expect(products[1]).toBeGreaterThan(0);
  });
});

test('papers have a cosine while they have a vector, however many came since', async () => {
  const vectors = createPaperVectors();
  expect(await vectors.cosines(vectorOf(1), 10)).toHaveLength(0);

  vectors.set(0, vectorOf(1));
  vectors.set(1, vectorOf(2));
  vectors.clear(0);
  vectors.set(1_000, vectorOf(3));
  const cosines = await vectors.cosines(vectorOf(3), 1_001);

  expect([0, 1, 2, 1_000].map(vectors.has)).toEqual([false, true, false, true]);
  expect(cosines[0]).toBeNaN();
  expect(cosines[1]).toBeCloseTo(vectors.cosineAt(1, vectorOf(3)) ?? 0, 5);
  expect(cosines[1_000]).toBeCloseTo(vectors.cosineAt(1_000, vectorOf(3)) ?? 0, 5);
});
