import type { Lookup } from './lookup.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A Slack date template, such as "{date_short_pretty} at {time}", for a moment. Unknown tokens stay as they are.
 * Tokens: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 *
 * @param seconds since 1970-01-01 UTC, within what `Date` can hold; see `isMoment`
 */
export function formatDate(seconds: number, template: string, { now, timeZone }: Lookup): string {
  const date = new Date(seconds * 1000);
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(date);
  const full = show({ month: 'long', day: 'numeric', year: 'numeric' });
  const long = `${show({ weekday: 'long' })}, ${full}`;
  const short = show({ month: 'short', day: 'numeric', year: 'numeric' });
  const plain = show({ month: 'long', day: 'numeric' });
  const near = nearDay(date.getTime(), now, timeZone);
  const tokens: Readonly<Record<string, string>> = {
    date_num: calendarDay(date.getTime(), timeZone),
    date_slash: calendarDay(date.getTime(), timeZone).split('-').reverse().join('/'),
    date_long: long,
    date_long_full: full,
    date_long_pretty: near ?? long,
    date: plain,
    date_pretty: near ?? plain,
    date_short: short,
    date_short_pretty: near ?? short,
    day_divider_pretty: near ?? `${show({ weekday: 'long' })}, ${plain}`,
    time: show({ hour: 'numeric', minute: '2-digit' }),
    time_secs: show({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: ago(date.getTime(), now),
  };
  return template.replace(/\{(\w+)\}/g, (token, name: string) =>
    Object.hasOwn(tokens, name) ? (tokens[name] ?? token) : token,
  );
}

/** True when `Date` can hold the moment: its range is 8.64e15 ms each way, https://tc39.es/ecma262/#sec-time-values. */
export function isMoment(seconds: number | undefined): seconds is number {
  return seconds !== undefined && Math.abs(seconds * 1000) <= 8.64e15;
}

/** The value of an `<input type="datetime-local">` for a moment: "2026-11-23T09:00". */
export function localDateTime(seconds: number, timeZone: string): string {
  return new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone }).slice(0, 16).replace(' ', 'T');
}

/**
 * The moment that such an input means: the inverse of `localDateTime`. A time skipped by daylight saving moves on.
 *
 * @returns seconds since 1970-01-01 UTC, or `undefined` when `local` is no date and time
 */
export function secondsAt(local: string, timeZone: string): number | undefined {
  const asUtcMs = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtcMs)) return undefined;
  // The zone's offset at the guess; a second round settles the hours around a daylight saving change.
  const first = asUtcMs - offsetMs(asUtcMs, timeZone);
  return (asUtcMs - offsetMs(first, timeZone)) / 1000;
}

function offsetMs(moment: number, timeZone: string): number {
  return Date.parse(`${localDateTime(moment / 1000, timeZone)}Z`) - Math.floor(moment / 60_000) * 60_000;
}

function calendarDay(moment: number, timeZone: string): string {
  return new Date(moment).toLocaleDateString('sv-SE', { timeZone });
}

function nearDay(moment: number, now: number, timeZone: string): string | undefined {
  const days = (Date.parse(calendarDay(moment, timeZone)) - Date.parse(calendarDay(now, timeZone))) / dayMs;
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
}

function ago(moment: number, now: number): string {
  const steps = [
    ['year', 365 * dayMs],
    ['month', 30 * dayMs],
    ['day', dayMs],
    ['hour', 60 * 60 * 1000],
    ['minute', 60 * 1000],
  ] as const;
  const [unit, size] = steps.find(([, ms]) => Math.abs(now - moment) >= ms) ?? ['minute', 60 * 1000];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round((moment - now) / size), unit);
}
