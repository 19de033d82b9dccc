import { Temporal } from 'temporal-polyfill';

/** The date and time that a clock on a wall in `timeZone` shows. */
export function clockIn(now: number, timeZone: string): { readonly day: string; readonly minutes: number } {
  const moment = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return { day: moment.toPlainDate().toString(), minutes: moment.hour * 60 + moment.minute };
}

/** `day` moved by so many days. */
export function dayPlus(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The first of these days. */
export function earliestOf(day: string, ...others: readonly string[]): string {
  return [day, ...others].sort()[0] ?? day;
}

/** The last of these days. */
export function latestOf(day: string, ...others: readonly string[]): string {
  return [day, ...others].sort().at(-1) ?? day;
}

/** Days from `first` to `last`, both included, newest first. */
export function daysDownTo(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = last; day >= first; day = dayPlus(day, -1)) days.push(day);
  return days;
}

export function isWeekend(day: string): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek >= 6;
}

/** The moment at which a clock in `timeZone` shows `minutes` after midnight on `day`. */
export function momentOf(day: string, minutes: number, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 }),
  }).epochMilliseconds;
}

/** True for "2026-02-28", false for "2026-02-30". */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The day at the start of a timestamp as a source writes it, "2026-02-26T17:08:18.000Z"; undefined when there is none. */
export function dayOfTimestamp(timestamp: string | undefined): string | undefined {
  const day = timestamp?.slice(0, 10);
  return day !== undefined && isDay(day) ? day : undefined;
}
