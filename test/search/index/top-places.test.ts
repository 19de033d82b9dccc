import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topPlaces } from '../../../src/search/index/top-places.ts';

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
