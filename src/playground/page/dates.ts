/** Shows moments, in milliseconds since 1970-01-01 UTC, on a reader's calendar and clock. */
export type DateFormats = (style: DateStyle, moment: number) => string;

/** A reader's moment. */
export interface Present {
  /** In milliseconds since 1970-01-01 UTC: dates say "today" relative to it. */
  readonly now: number;
  /** In the reader's own time zone. */
  readonly dates: DateFormats;
}

type DateStyle = keyof typeof styles;

const styles = {
  /** "2026-11-23": Sweden writes dates as ISO 8601 does. */
  iso: ['sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit' }],
  long: ['en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }],
  short: ['en-US', { month: 'short', day: 'numeric', year: 'numeric' }],
  time: ['en-US', { hour: 'numeric', minute: '2-digit' }],
  timeWithSeconds: ['en-US', { hour: 'numeric', minute: '2-digit', second: '2-digit' }],
} as const satisfies Record<string, readonly [locale: string, options: Intl.DateTimeFormatOptions]>;

/**
 * Makes each formatter once: to make one costs a thousand times more than to use it, and most of its memory stays.
 *
 * @param timeZone IANA name
 */
export function createDateFormats(timeZone: string): DateFormats {
  const made = new Map<DateStyle, Intl.DateTimeFormat>();

  return (style, moment) => {
    const [locale, options] = styles[style];
    const format = made.get(style) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
    made.set(style, format);
    return format.format(moment);
  };
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A Slack date template, such as "{date_short_pretty} at {time}", for a moment, with the tokens that the bot and the page
 * write; others stay as they are. All: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 *
 * @param seconds since 1970-01-01 UTC, within what `Date` can hold; see `isMoment`
 */
export function formatDate(seconds: number, template: string, { now, dates }: Present): string {
  const moment = seconds * 1000;
  const near = (): string | undefined => {
    const days = (Date.parse(dates('iso', moment)) - Date.parse(dates('iso', now))) / dayMs;
    return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days];
  };
  const tokens = new Map<string, () => string>([
    ['{date_long}', () => dates('long', moment)],
    ['{date_long_pretty}', () => near() ?? dates('long', moment)],
    ['{date_short}', () => dates('short', moment)],
    ['{date_short_pretty}', () => near() ?? dates('short', moment)],
    ['{time}', () => dates('time', moment)],
    ['{time_secs}', () => dates('timeWithSeconds', moment)],
  ]);
  return template.replace(/\{\w+\}/g, (token) => tokens.get(token)?.() ?? token);
}

/** True when `Date` can hold the moment: its range is 8.64e15 ms each way, https://tc39.es/ecma262/#sec-time-values. */
export function isMoment(seconds: number): boolean {
  return Math.abs(seconds * 1000) <= 8.64e15;
}
