import { expect, test } from 'vitest';
import { readPause, readSnooze, snoozeDay, snoozeProblem } from '../../src/digests/snooze-words.ts';

/** A Monday. */
const today = '2026-11-30';

test.each([
  ['', '2026-12-07'],
  ['a week', '2026-12-07'],
  ['for a week', '2026-12-07'],
  ['for one day', '2026-12-01'],
  ['3 days', '2026-12-03'],
  ['the digest for two weeks', '2026-12-14'],
  ['a month', '2026-12-30'],
  ['until tomorrow', '2026-12-01'],
  ['till Monday', '2026-12-07'],
  ['until Sunday', '2026-12-06'],
  ['next fri', '2026-12-04'],
  ['until next week', '2026-12-07'],
  ['until next month', '2026-12-01'],
  ['until 2026-12-24', '2026-12-24'],
  ['until 7 Dec', '2026-12-07'],
  ['until Mon 7 Dec.', '2026-12-07'],
  ['until the 7th of December', '2026-12-07'],
  ['until December 24th', '2026-12-24'],
  ['until 4 January', '2027-01-04'],
  ['until Jan 4, 2027', '2027-01-04'],
  ['it', '2026-12-07'],
])('“snooze %s” means %s', (words, day) => {
  expect(snoozeDay(words, today)).toBe(day);
});

test.each(['until the cows come home', 'a while', '31 Feb', 'until 2026-02-31', 'until 12', 'quantization'])(
  '“%s” is no day',
  (words) => {
    expect(snoozeDay(words, today)).toBeUndefined();
  },
);

test.each([
  ['2026-11-30', false],
  ['2026-11-29', false],
  ['2026-12-01', true],
  ['2027-11-30', true],
  ['2028-01-01', false],
])('to sleep until %s on that day: %s', (day, isFine) => {
  expect(snoozeProblem(day, today) === undefined).toBe(isFine);
});

test.each([
  ['', '', ''],
  ['pruning', 'pruning', ''],
  ['pruning until Friday', 'pruning', 'until Friday'],
  ['the quantization digest for two weeks', 'the quantization', 'digest for two weeks'],
  ['pruning 2 weeks', 'pruning', '2 weeks'],
  ['until 7 Dec for KV cache', 'for KV cache', 'until 7 Dec'],
  ['two weeks of pruning', 'of pruning', 'two weeks'],
  ['until Friday', '', 'until Friday'],
  ['pruning until the cows come home', 'pruning', undefined],
])('“snooze %s” means “%s”, until: %s', (words, what, until) => {
  expect(readSnooze(words, today)).toEqual({ what, until });
});

test.each([
  ['pruning until Friday', 'pruning', 'until Friday'],
  ['the digest for a week', '', 'the digest for a week'],
  ['pruning 2 weeks', 'pruning', '2 weeks'],
  ['pruning until the cows come home', 'pruning', undefined],
  // A name, not an end.
  ['the Monday digest', 'the Monday digest', ''],
  ['pruning next week', 'pruning next week', ''],
  ['pruning', 'pruning', ''],
])('“pause %s” means “%s”, until: %s', (words, what, until) => {
  expect(readPause(words, today)).toEqual({ what, until });
});
