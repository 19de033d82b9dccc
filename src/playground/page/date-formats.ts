/** A reader's calendar and clock. */
export interface DateFormats {
  /** IANA name. */
  readonly timeZone: string;
  /** @param moment milliseconds since 1970-01-01 UTC */
  readonly show: (style: DateStyle, moment: number) => string;
}

export type DateStyle = keyof typeof styles;

const styles = {
  /** "2026-11-23": Sweden writes dates as ISO 8601 does. */
  iso: ['sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit' }],
  full: ['en-US', { month: 'long', day: 'numeric', year: 'numeric' }],
  weekday: ['en-US', { weekday: 'long' }],
  short: ['en-US', { month: 'short', day: 'numeric', year: 'numeric' }],
  plain: ['en-US', { month: 'long', day: 'numeric' }],
  time: ['en-US', { hour: 'numeric', minute: '2-digit' }],
  timeWithSeconds: ['en-US', { hour: 'numeric', minute: '2-digit', second: '2-digit' }],
} as const satisfies Record<string, readonly [locale: string, options: Intl.DateTimeFormatOptions]>;

/** Makes each formatter once: to make one costs a thousand times more than to use it, and most of its memory stays. */
export function createDateFormats(timeZone: string): DateFormats {
  const made = new Map<DateStyle, Intl.DateTimeFormat>();

  return {
    timeZone,
    show(style, moment) {
      const [locale, options] = styles[style];
      const format = made.get(style) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
      made.set(style, format);
      return format.format(moment);
    },
  };
}
