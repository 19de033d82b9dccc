import type { DateFormats, DateStyle } from './date-formats.ts';
import type { Lookup } from './lookup.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A Slack date template, such as "{date_short_pretty} at {time}", for a moment. Unknown tokens stay as they are.
 * Tokens: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 *
 * @param seconds since 1970-01-01 UTC, within what `Date` can hold; see `isMoment`
 */
export function formatDate(seconds: number, template: string, { now, dates }: Lookup): string {
  const moment = seconds * 1000;
  const show = (style: DateStyle) => dates.show(style, moment);
  const near = () => nearDay(moment, now, dates);
  const tokens: Readonly<Record<string, () => string>> = {
    date_num: () => show('iso'),
    date_slash: () => show('iso').split('-').reverse().join('/'),
    date_long: () => `${show('weekday')}, ${show('full')}`,
    date_long_full: () => show('full'),
    date_long_pretty: () => near() ?? `${show('weekday')}, ${show('full')}`,
    date: () => show('plain'),
    date_pretty: () => near() ?? show('plain'),
    date_short: () => show('short'),
    date_short_pretty: () => near() ?? show('short'),
    day_divider_pretty: () => near() ?? `${show('weekday')}, ${show('plain')}`,
    time: () => show('time'),
    time_secs: () => show('timeWithSeconds'),
    ago: () => ago(moment, now),
  };
  return template.replace(/\{(\w+)\}/g, (token, name: string) =>
    Object.hasOwn(tokens, name) ? (tokens[name]?.() ?? token) : token,
  );
}

/** True when `Date` can hold the moment: its range is 8.64e15 ms each way, https://tc39.es/ecma262/#sec-time-values. */
export function isMoment(seconds: number | undefined): seconds is number {
  return seconds !== undefined && Math.abs(seconds * 1000) <= 8.64e15;
}

function nearDay(moment: number, now: number, dates: DateFormats): string | undefined {
  const days = (Date.parse(dates.show('iso', moment)) - Date.parse(dates.show('iso', now))) / dayMs;
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

const relativeTime = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

function ago(moment: number, now: number): string {
  const steps = [
    ['year', 365 * dayMs],
    ['month', 30 * dayMs],
    ['day', dayMs],
    ['hour', 60 * 60 * 1000],
    ['minute', 60 * 1000],
  ] as const;
  const [unit, size] = steps.find(([, ms]) => Math.abs(now - moment) >= ms) ?? ['minute', 60 * 1000];
  return relativeTime.format(Math.round((moment - now) / size), unit);
}
