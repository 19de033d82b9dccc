import { expect, test } from 'vitest';
import { waitSecondsOf } from '../../../src/slack/connection/timed-fetch.ts';

const now = Date.UTC(2026, 10, 29, 12);

test.each([
  ['30', 30],
  ['0', 1],
  ['-5', 1],
  ['0.2', 1],
  ['172800', 3_600],
  ['Sun, 29 Nov 2026 12:00:40 GMT', 40],
  ['Sun, 29 Nov 2026 11:00:00 GMT', 1],
  ['Tue, 01 Dec 2026 12:00:00 GMT', 3_600],
  ['soon', 5],
  ['', 5],
  [null, 5],
])('a 429 with Retry-After %j is waited for %d seconds', (retryAfter, seconds) => {
  expect(waitSecondsOf(retryAfter, now)).toBe(seconds);
});
