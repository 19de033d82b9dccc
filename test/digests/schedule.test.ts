import { describe, expect, test } from 'vitest';
import { nextOccurrence, occurrencesBetween, type Schedule, timeZoneNamed } from '../../src/digests/schedule.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const at = (iso: string): number => Date.parse(iso);
const utc = (ms: number | undefined): string => new Date(ms ?? Number.NaN).toISOString().slice(0, 16);

function daily(time: string, timeZone: string): Schedule {
  return { time, days: everyDay, timeZone };
}

describe('a year of one time a day', () => {
  test.each([
    ['09:00', 'Europe/London'],
    ['02:30', 'Europe/Berlin'], // skipped in March, twice in October
    ['23:30', 'America/Nuuk'], // skipped across midnight
    ['23:30', 'America/Santiago'],
    ['00:00', 'America/Santiago'], // midnight itself is skipped
    ['00:30', 'Africa/Cairo'],
    ['00:30', 'Asia/Beirut'],
    ['02:15', 'Australia/Lord_Howe'], // clocks move by half an hour
    ['01:30', 'Africa/Casablanca'], // summer time is interrupted for Ramadan
  ])('%s in %s comes on each of its 365 dates, once', (time, timeZone) => {
    const occurrences = occurrencesBetween(daily(time, timeZone), at('2025-01-01T12:00Z'), at('2026-01-01T12:00Z') - 1);

    expect(new Set(occurrences.map(({ date }) => date)).size).toBe(365);
    expect(occurrences).toHaveLength(365);
  });

  test('in every zone of the machine it comes every day, never twice and never out of order', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const odd = zones.filter((timeZone) => {
      const found = occurrencesBetween(daily('02:30', timeZone), at('2025-02-15T00:00Z'), at('2025-12-01T00:00Z') - 1);
      const isOrdered = found.every(({ at: moment }, index) => index === 0 || moment > (found[index - 1]?.at ?? 0));
      return !isOrdered || found.length !== 289;
    });

    expect(odd).toEqual([]);
  });
});

test('a time that the clocks skip comes at the first valid minute', () => {
  const [occurrence] = occurrencesBetween(
    daily('02:30', 'Europe/Berlin'),
    at('2025-03-30T00:00Z'),
    at('2025-03-30T12:00Z'),
  );

  expect(occurrence).toEqual({ date: '2025-03-30', at: at('2025-03-30T01:00Z') }); // 03:00 in Berlin
});

test('a time that comes twice is taken the first time', () => {
  const found = occurrencesBetween(daily('02:30', 'Europe/Berlin'), at('2025-10-25T22:00Z'), at('2025-10-26T12:00Z'));

  expect(found).toEqual([{ date: '2025-10-26', at: at('2025-10-26T00:30Z') }]);
});

test('a date that a country leaves out, as Samoa did, has no digest', () => {
  const found = occurrencesBetween(daily('09:00', 'Pacific/Apia'), at('2011-12-28T00:00Z'), at('2012-01-01T00:00Z'));

  expect(found.map(({ date }) => date)).toEqual(['2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
});

test('the next date is strictly later, and on one of the chosen days', () => {
  const schedule: Schedule = { time: '09:00', days: [1, 3], timeZone: 'Europe/London' };

  const monday = nextOccurrence(schedule, at('2025-06-14T00:00Z'));
  const wednesday = nextOccurrence(schedule, monday.at);

  expect([monday.date, utc(monday.at)]).toEqual(['2025-06-16', '2025-06-16T08:00']);
  expect([wednesday.date, utc(wednesday.at)]).toEqual(['2025-06-18', '2025-06-18T08:00']);
});

test('a schedule without a day is refused with what it needs', () => {
  expect(() => nextOccurrence({ time: '09:00', days: [], timeZone: 'UTC' }, 0)).toThrow(/at least one weekday/);
});

test('an absence of years is looked back on for one year', () => {
  expect(occurrencesBetween(daily('09:00', 'UTC'), 0, at('2025-06-14T12:00Z'))).toHaveLength(367);
});

test.each([
  ['Europe/London', 'Europe/London'],
  ['europe/london', 'Europe/London'],
  ['London', 'Europe/London'],
  ['new york', 'America/New_York'],
  ['utc', 'UTC'],
  ['Kolkata', 'Asia/Kolkata'],
  ['Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['Buenos Aires', 'America/Buenos_Aires'],
  ['+02:00', '+02:00'],
  ['Middle-earth', undefined],
  ['', undefined],
])('people may write the time zone %j', (written, zone) => {
  expect(timeZoneNamed(written)).toBe(zone);
});
