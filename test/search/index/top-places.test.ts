import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastNearTop, topPlaces } from '../../../src/search/index/top-places.ts';
import { seeded } from '../../support/seeded.ts';

test('gives the places of the largest numbers, of equals the first, and never one that is not above 0', () => {
  const values = fc.array(fc.constantFrom(-1, 0, 0.5, 1, 2, 3), { maxLength: 60 });
  fc.assert(
    fc.property(values, fc.nat(70), (list, count) => {
      const expected = list
        .map((value, place) => ({ value, place }))
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value || a.place - b.place)
        .slice(0, count)
        .map(({ place }) => place);

      expect([...topPlaces(Float32Array.from(list), count)]).toEqual(expected);
    }),
  );
});

test('about the wanted many of thousands of numbers are near the top', () => {
  const random = seeded(3);
  const values = Float32Array.from({ length: 50_000 }, () => 40 * random() ** 3 - 1);

  const least = leastNearTop(values, 1_000);

  const near = values.filter((value) => value >= least).length;
  expect(near).toBeGreaterThan(800);
  expect(near).toBeLessThan(1_400);
});

test('numbers above 0 that are fewer than wanted are all near the top, and no other', () => {
  const values = new Float32Array(10_000);
  values[70] = 3;
  values[9_000] = 0.001;

  expect(leastNearTop(values, 5_000)).toBeGreaterThan(0);
  expect(leastNearTop(values, 5_000)).toBeLessThan(0.001);
});

test('large numbers at every tenth place, as of sources that take turns, are not taken for more', () => {
  const random = seeded(4);
  const values = Float32Array.from({ length: 50_000 }, (_, place) => random() + (place % 10 === 0 ? 1 : 0));

  const least = leastNearTop(values, 1_000);

  expect(values.filter((value) => value >= least).length).toBeGreaterThan(800);
});
