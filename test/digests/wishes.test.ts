import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wishesAsText } from '../../src/digests/subscription-words.ts';
import { defaultWishes, exclusionsAsList, problemsOf, readWishes, splitExclusions } from '../../src/digests/wishes.ts';
import type { Wishes } from '../../src/store/subscriptions.ts';
import { testNow } from '../support/builders.ts';

const defaults: Wishes = { ...defaultWishes, timeZone: 'Europe/London' };
const read = (text: string) => readWishes(text, defaults, testNow);
const weekdays = [1, 2, 3, 4, 5];
const everyDay = [1, 2, 3, 4, 5, 6, 7];

test('the example of the help means what it says', () => {
  expect(read('9:00 weekdays quantization, "state space" -survey top:5')).toEqual({
    wishes: {
      time: '09:00',
      days: weekdays,
      timeZone: 'Europe/London',
      topics: ['quantization', '"state space"'],
      exclusions: ['survey'],
      size: 5,
      hasDetails: true,
      whenQuiet: 'archive',
    },
    problems: [],
  });
});

describe('times and days, in any order before the topics', () => {
  test.each([
    ['9:00 daily x', '09:00', everyDay],
    ['daily 17:30 x', '17:30', everyDay],
    ['at 9 every day x', '09:00', everyDay],
    ['9am x', '09:00', weekdays],
    ['12am x', '00:00', weekdays],
    ['12:15 pm on weekdays x', '12:15', weekdays],
    ['8.30 weekends x', '08:30', [6, 7]],
    ['mon x', '09:00', [1]],
    ['mondays 10:00 x', '10:00', [1]],
    ['mon, wed and fri 10:00 x', '10:00', [1, 3, 5]],
    ['tuesday-thursday x', '09:00', [2, 3, 4]],
    ['fri-mon 7pm x', '19:00', [1, 5, 6, 7]],
  ])('%s', (text, time, days) => {
    const { wishes, problems } = read(text);

    expect([wishes.time, wishes.days, wishes.topics, problems]).toEqual([time, days, ['x'], []]);
  });

  test.each([
    ['3 bit quantization', ['3 bit quantization']],
    ['monocular depth', ['monocular depth']],
    ['friendly AI, Monte Carlo', ['friendly AI', 'Monte Carlo']],
    ['"mon ami", attention', ['"mon ami"', 'attention']],
    ['kv cache, 9:00 sharp', ['kv cache', '9:00 sharp']],
  ])('%s begins with a topic, not with a time', (text, topics) => {
    expect(read(text).wishes.topics).toEqual(topics);
  });
});

test.each([
  ['x tz:new_york', { timeZone: 'America/New_York' }],
  ['x tz:UTC', { timeZone: 'UTC' }],
  ['x details:off', { hasDetails: false }],
  ['x quiet:say', { whenQuiet: 'say' }],
  ['x top:1', { size: 1 }],
  ['x -"large language model" -toy', { exclusions: ['large language model', 'toy'] }],
  ['-survey', { exclusions: ['survey'], topics: [] }],
  ['text-to-image -3d', { topics: ['text-to-image'], exclusions: ['3d'] }],
  ['pruning has:code since:30d', { topics: ['pruning has:code since:30d'] }],
])('%s', (text, expected) => {
  const { wishes, problems } = read(text);

  expect(problems).toEqual([]);
  expect(wishes).toMatchObject(expected);
});

test.each([
  ['25:00 x', '“25:00” is no time of day. Write it as 9:00 or 5:30pm.'],
  ['13pm x', '“13pm” is no time of day. Write it as 9:00 or 5:30pm.'],
  ['x tz:Mordor', '“Mordor” is no time zone. Write one such as Europe/London, or a city.'],
  ['x top:0', 'A digest has 1 to 10 papers. Write top:5, for example.'],
  ['x top:many', 'A digest has 1 to 10 papers. Write top:5, for example.'],
  ['x since:yesterday', 'since:yesterday is not a date.'],
  ['x quiet:maybe', 'quiet: is “archive”'],
  ['x details:maybe', 'details: is “on”'],
  ['a,b,c,d,e,f,g,h,i,j,k', 'At most 10 topics fit'],
  [`${'long '.repeat(40)}`, 'is too long. A topic is a few words.'],
])('%s is refused with the cure', (text, problem) => {
  expect(read(text).problems.join(' ')).toContain(problem);
});

test('a window may have no day chosen: that is said, not stored', () => {
  expect(problemsOf({ ...defaults, days: [] }, testNow)).toEqual(['Choose at least one day of the week.']);
});

test('what is told of a subscription can be sent again and gives the same', () => {
  const word = fc
    .stringMatching(/^[a-z]{4,9}$/)
    .filter((text) => !/^(?:mon|tue|wed|thu|fri|sat|sun|dai|eve|eac|wee|wor)/.test(text));
  const wishes = fc.record({
    time: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
    days: fc.subarray(everyDay, { minLength: 1 }),
    timeZone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
    topics: fc.uniqueArray(word, { maxLength: 5 }),
    exclusions: fc.uniqueArray(word, { maxLength: 5 }),
    size: fc.integer({ min: 1, max: 10 }),
    hasDetails: fc.boolean(),
    whenQuiet: fc.constantFrom('archive' as const, 'say' as const),
  });

  fc.assert(
    fc.property(wishes, (wanted) => {
      const { wishes: got, problems } = readWishes(wishesAsText(wanted), defaults, testNow);
      expect(problems).toEqual([]);
      expect({ ...got, timeZone: '' }).toEqual({ ...wanted, timeZone: '' });
    }),
    { numRuns: 200, seed: 7 },
  );
});

test('exclusions with commas survive the line and the window', () => {
  const exclusions = ['mixture, of experts', 'survey', 'state space; linear'];
  const wanted = { ...defaults, exclusions };

  expect(readWishes(wishesAsText(wanted), defaults, testNow).wishes.exclusions).toEqual(exclusions);
  expect(splitExclusions(exclusionsAsList(exclusions))).toEqual(exclusions);
});

test('any text at all is read or refused, never an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      read(text);
    }),
    { numRuns: 500, seed: 7 },
  );
});
