import { expect, onTestFinished, test, vi } from 'vitest';
import { createDateFormats } from '../../../src/playground/page/date-formats.ts';
import { formatDate } from '../../../src/playground/page/dates.ts';
import { lookup } from './samples.ts';

test.each([
  ['{date_num} {date_slash}', '2026-11-22 22/11/2026'],
  ['{date} | {date_pretty}', 'November 22 | yesterday'],
  ['{date_long} | {date_long_full}', 'Sunday, November 22, 2026 | November 22, 2026'],
  ['{date_short} {time} {time_secs}', 'Nov 22, 2026 9:05 PM 9:05:07 PM'],
  ['{ago}', '13 hours ago'],
])('%s', (template, text) => {
  const evening = Date.UTC(2026, 10, 22, 21, 5, 7) / 1000;

  expect(formatDate(evening, template, lookup)).toBe(text);
});

test('the day is the reader’s day, not that of UTC', () => {
  const late = Date.UTC(2026, 10, 22, 23, 30) / 1000;

  expect(formatDate(late, '{date_pretty}', { ...lookup, dates: createDateFormats('Asia/Tokyo') })).toBe('today');
});

test('a thousand dates need no more formatters than one', () => {
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  onTestFinished(() => made.mockRestore());
  const reader = { ...lookup, dates: createDateFormats('Asia/Kolkata') };

  for (let count = 0; count < 1_000; count += 1) formatDate(count, '{time}', reader);

  expect(made).toHaveBeenCalledTimes(1);
});
