/** Dates of filters: "YYYY", "YYYY-MM" or "YYYY-MM-DD". */

const dayMs = 86_400_000;
const unitDays: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };

/** A filter's date as "YYYY[-MM[-DD]]", or undefined when it is none. "30d" counts back from `now`. */
export function filterDate(value: string, now: number): string | undefined {
  const relative = /^(\d{1,4})([dwmy])$/i.exec(value);
  if (relative?.[1] !== undefined && relative[2] !== undefined) {
    const days = Number(relative[1]) * (unitDays[relative[2].toLowerCase()] ?? 1);
    const then = new Date(now - days * dayMs);
    return then.getUTCFullYear() >= 0 ? then.toISOString().slice(0, 10) : undefined;
  }
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value);
  if (parts === null) return undefined;
  const [, year = '', month = '01', day = '01'] = parts;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // 2024-02-30 becomes March in JavaScript, so compare what came out.
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
  return isReal ? value : undefined;
}

/** The first year, month or day after one: "2024-12" is followed by "2025-01". */
export function dateAfter(date: string): string {
  const [y = 0, m, d] = date.split('-').map(Number);
  if (m === undefined) return `${y + 1}`;
  const next = new Date(d === undefined ? Date.UTC(y, m, 1) : Date.UTC(y, m - 1, d + 1)).toISOString();
  return next.slice(0, d === undefined ? 7 : 10);
}
