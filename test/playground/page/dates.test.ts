import { expect, onTestFinished, test, vi } from 'vitest';
import { createDateFormats, formatDate } from '../../../src/playground/page/dates.ts';
import { lookup } from './samples.ts';

test.each([
  ['{date_long} | {date_long_pretty}', 'Sunday, November 22, 2026 | yesterday'],
  ['{date_short} | {date_short_pretty}', 'Nov 22, 2026 | yesterday'],
  ['{time} {time_secs}', '9:05 PM 9:05:07 PM'],
  ['{ago}', '{ago}'],
])('%s', (template, text) => {
  const evening = Date.UTC(2026, 10, 22, 21, 5, 7) / 1000;

  expect(formatDate(evening, template, lookup)).toBe(text);
});

test('the day is the reader’s day, not that of UTC', () => {
  const late = Date.UTC(2026, 10, 22, 23, 30) / 1000;

  expect(formatDate(late, '{date_short_pretty}', { ...lookup, dates: createDateFormats('Asia/Tokyo') })).toBe('today');
});

test('a thousand dates need no more formatters than one', () => {
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  onTestFinished(() => made.mockRestore());
  const reader = { ...lookup, dates: createDateFormats('Asia/Kolkata') };

  for (let count = 0; count < 1_000; count += 1) formatDate(count, '{time}', reader);

  expect(made).toHaveBeenCalledTimes(1);
});
