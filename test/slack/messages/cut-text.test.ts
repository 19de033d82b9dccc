import { expect, test } from 'vitest';
import { cutToBytes, jsonBytes } from '../../../src/slack/messages/cut-text.ts';

const family = '👩‍👩‍👧‍👦';

test('text that fits stays as it is', () => {
  expect(cutToBytes('short', 5)).toBe('short');
});

test('a cut text ends at a word if one is near, and says that it was cut', () => {
  expect(cutToBytes('massive activations in language models', 32)).toBe('massive activations in…');
});

test('no comma stands before the mark of a cut', () => {
  expect(cutToBytes('a broad range of LLMs, including both', 27)).toBe('a broad range of LLMs…');
});

test('an emoji is kept whole or left out, never torn', () => {
  expect(cutToBytes(family.repeat(3), 60)).toBe(`${family}${family}…`);
});

test.each([0, 1, 2, 3, 7, 20, 50, 200])(
  'nothing is longer than %i bytes of JSON, unless it is the mark of a cut',
  (maxBytes) => {
    for (const text of [
      'plain words here',
      '"quotes" and \\',
      '\n\n\n\n',
      family.repeat(9),
      'é'.repeat(300),
      '中文字'.repeat(90),
    ]) {
      const cut = cutToBytes(text, maxBytes);

      expect(jsonBytes(cut) - 2 <= maxBytes || cut === '…').toBe(true);
    }
  },
);
