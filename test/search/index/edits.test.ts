import { expect, test } from 'vitest';
import { editsBetween } from '../../../src/search/index/edits.ts';

test.each([
  ['diffusion', 'diffusion', 0],
  ['difusion', 'diffusion', 1], // one letter too few
  ['quantiztaion', 'quantization', 1], // two neighbours swapped
  ['infusion', 'diffusion', 2],
  ['bread', 'pruning', 3], // further away than asked for is just that
])('%s is %s but for %i', (typed, meant, edits) => {
  expect(editsBetween(typed, meant, 2)).toBe(edits);
});
