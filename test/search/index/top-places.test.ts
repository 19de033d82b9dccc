import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesNearTop, topPlaces } from '../../../src/search/index/top-places.ts';
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

test('of thousands of numbers about the wanted many are near the top, all of the largest among them', () => {
  const random = seeded(3);
  const values = Float32Array.from({ length: 50_000 }, () => 40 * random() ** 3 - 1);

  const near = placesNearTop(values, 1_000);

  expect(near.length).toBeGreaterThan(800);
  expect(near.length).toBeLessThan(1_400);
  const held = new Set(near);
  expect(topPlaces(values, 500).every((place) => held.has(place))).toBe(true);
  expect([...near]).toEqual([...near].sort((a, b) => a - b));
});

test('fewer numbers above 0 than are wanted are all near the top', () => {
  const values = new Float32Array(10_000);
  values[77] = 3;
  values[9_000] = 1;

  expect([...placesNearTop(values, 1)]).toContain(77);
  expect([...placesNearTop(values, 5_000)]).toEqual([77, 9_000]);
});
