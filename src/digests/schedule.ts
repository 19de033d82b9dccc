import { Temporal } from 'temporal-polyfill';

/** When digests are due, by the clock on somebody's wall. */
export interface Schedule {
  /** Local wall clock, "HH:mm". */
  readonly time: string;
  /** ISO weekdays, 1 is Monday. */
  readonly days: readonly number[];
  /** IANA name, such as "Europe/London". */
  readonly timeZone: string;
}

/** One day of the week makes a digest weekly: then it is a round-up of its week. */
export function isWeekly({ days }: Pick<Schedule, 'days'>): boolean {
  return days.length === 1;
}

/** One date on which a schedule is due. */
export interface Occurrence {
  /** The date of the schedule's own calendar, "YYYY-MM-DD". */
  readonly date: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** A longer absence is not walked through day by day. */
const longestLookBackDays = 366;

/** A weekly schedule comes round in seven days; one more in case its day does not exist (Samoa skipped one in 2011). */
const longestLookAheadDays = 15;

/** What stands before the city in IANA's names. */
const areas = ['', ...'Europe America Asia Africa Australia Pacific Atlantic Indian Antarctica Arctic'.split(' ')];

function knownTimeZone(name: string): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/** The IANA name of what people call a time zone: "Europe/London", "london", "New York", "utc"; undefined when it is none. */
export function timeZoneNamed(name: string): string | undefined {
  // Of "São Paulo" IANA has the letters without their marks.
  const wanted = name.trim().normalize('NFD').replace(/\p{M}/gu, '').replaceAll(' ', '_');
  // Tried one by one, since the engine lists Kolkata, Kyiv and others only under their former names.
  for (const area of areas) {
    const zone = knownTimeZone(area === '' ? wanted : `${area}/${wanted}`);
    if (zone !== undefined) return zone;
  }
  return undefined;
}

/** The date that a calendar on the wall shows, "YYYY-MM-DD". */
export function localDate(nowMs: number, timeZone: string): string {
  return dateAt(nowMs, timeZone).toString();
}

/** The minute that its clock shows, "YYYY-MM-DDTHH:mm". */
export function localMinute(nowMs: number, timeZone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  return moment.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The first moment of a date on that wall. */
export function startOf(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

/** Digests come strictly after this: after `now`, and not before it wakes. */
export function awakeAfter({ snoozedUntil = 0 }: { readonly snoozedUntil?: number | undefined }, now: number): number {
  return Math.max(now, snoozedUntil - 1);
}

function dateAt(nowMs: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The moment of a date's time: the first of two that daylight saving brings, or the first valid minute after one that it skips. */
function momentOn(date: Temporal.PlainDate, { time, timeZone }: Schedule): number | undefined {
  // A zone that crosses the date line has no such date at all.
  if (!date.toZonedDateTime(timeZone).toPlainDate().equals(date)) return undefined;
  const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time));
  const moment = wanted.toZonedDateTime(timeZone);
  if (moment.toPlainDateTime().equals(wanted)) return moment.epochMilliseconds;
  // "Previous" is strictly before, and the moment may be the transition itself.
  const change = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return (change ?? moment).epochMilliseconds;
}

function occurrenceOn(date: Temporal.PlainDate, schedule: Schedule): Occurrence | undefined {
  if (!schedule.days.includes(date.dayOfWeek)) return undefined;
  const at = momentOn(date, schedule);
  return at === undefined ? undefined : { date: date.toString(), at };
}

/** The occurrences from `fromMs` to `toMs`, both included, oldest first; at most a year of them. */
export function occurrencesBetween(schedule: Schedule, fromMs: number, toMs: number): Occurrence[] {
  const last = dateAt(toMs, schedule.timeZone);
  const earliest = last.subtract({ days: longestLookBackDays });
  // A time that is skipped round midnight runs on the next date, so the date before is looked at as well.
  const asked = dateAt(fromMs, schedule.timeZone).subtract({ days: 1 });
  const found: Occurrence[] = [];
  let date = Temporal.PlainDate.compare(asked, earliest) < 0 ? earliest : asked;
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const occurrence = occurrenceOn(date, schedule);
    if (occurrence !== undefined && occurrence.at >= fromMs && occurrence.at <= toMs) found.push(occurrence);
  }
  return found;
}

/**
 * The first occurrence strictly after `afterMs`.
 *
 * @throws RangeError when the schedule has no day, or a time or zone that is none
 */
export function nextOccurrence(schedule: Schedule, afterMs: number): Occurrence {
  const first = dateAt(afterMs, schedule.timeZone).subtract({ days: 1 });
  for (let days = 0; days <= longestLookAheadDays; days += 1) {
    const occurrence = occurrenceOn(first.add({ days }), schedule);
    if (occurrence !== undefined && occurrence.at > afterMs) return occurrence;
  }
  throw new RangeError(`A schedule needs at least one weekday from 1 to 7, got [${schedule.days.join(', ')}].`);
}
