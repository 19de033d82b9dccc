import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packWords, unpackWords } from '../../src/store/packed-words.ts';

const held = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 0, max: 300 })), {
  selector: ([number]) => number,
});

test('of the terms asked for, each that a paper holds is told with its count, and no other', () => {
  fc.assert(
    fc.property(held, fc.uniqueArray(fc.integer({ min: 1, max: 50_000_000 })), (words, others) => {
      const asked = Int32Array.from([
        ...new Set([...words.filter((_, at) => at % 2 === 0).map(([number]) => number), ...others]),
      ]);
      asked.sort();
      const told: [number, number][] = [];

      unpackWords(packWords(words), asked, (place, count) => told.push([asked[place] ?? 0, count]));

      const wanted = words
        .filter(([number]) => asked.includes(number))
        .map(([number, count]) => [number, Math.min(count, 255)]);
      expect(told).toEqual(wanted.sort(([a = 0], [b = 0]) => a - b));
    }),
  );
});
