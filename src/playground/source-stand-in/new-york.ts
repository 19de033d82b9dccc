const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
});

function wallClock(now: number): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = parts.format(now).split(/,?\s+/);
  return { day, time };
}

/** arXiv's day: New York's. */
export function newYorkDay(now: number): string {
  return wallClock(now).day;
}

/** The day that Daily Papers fills: New York's, and from 21:30 there the next one. */
export function dailyPapersDay(now: number): string {
  const { day, time } = wallClock(now);
  return time >= '21:30' ? new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) : day;
}

/** -1 is the weekday before: the feed of a Monday that was not built yet shows Friday's papers. */
export function weekdayBefore(day: string): string {
  let before = Date.parse(`${day}T00:00:00Z`);
  do before -= 86_400_000;
  while (isWeekend(new Date(before).toISOString().slice(0, 10)));
  return new Date(before).toISOString().slice(0, 10);
}

export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
