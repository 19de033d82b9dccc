import { type Item, partOfDayBehind, wordEnd } from './schedule-item.ts';
import { zoneBehindTime } from './time-zones.ts';

/** Times of day as people write them: "9:00", "at 9", "5.30 p.m.", "17h", "noon", "9 in the evening". */

/** What "at 4" can count beside hours. */
const units = String.raw`(?!\s*-?\s*(?:bits?|bytes?|shots?|billion|million|thousand|layers?|gpus?|tokens?|steps?|epochs?|times|percent|papers?)\b|\s*%)`;
const half = String.raw`(?:\s*([ap])\.?\s?m\b\.?)`;
const before = '(?:(?:at|@|by|around|about|from)\\s*)';
const clocks: readonly RegExp[] = [
  // 9:00, 9.30 pm, 17h30
  new RegExp(
    String.raw`^${before}?(?:12 (?=noon|midnight))?(\d{1,2})[:.h](\d{2})${half}?(?:\s*(?:sharp|hrs?|hours|h|o'?clock|uhr))?${wordEnd}`,
    'i',
  ),
  // 9am, 9 p.m.
  new RegExp(String.raw`^${before}?(\d{1,2})()${half}(?:\s*sharp)?${wordEnd}`, 'i'),
  // 9 o'clock, 17h
  new RegExp(String.raw`^${before}?(\d{1,2})()()\s*(?:o'?clock|h|uhr)(?:\s*sharp)?${wordEnd}`, 'i'),
  // at 0930
  new RegExp(String.raw`^(?:at|@)\s*(\d{2})(\d{2})()(?:\s*(?:hrs?|hours|h))?${wordEnd}`, 'i'),
  // at 9
  new RegExp(String.raw`^(?:at|@)\s*(\d{1,2})()()${units}${wordEnd}`, 'i'),
];
const named = new RegExp(`^${before}?(?:12 )?(noon|midday|lunchtime|midnight)${wordEnd}`, 'i');

/** When a part of the day is named without an hour. */
const hourOfPart: Readonly<Record<string, number>> = {
  morning: 9,
  lunchtime: 12,
  afternoon: 14,
  evening: 18,
  night: 21,
};

function clockTime(hour: number, minute: number, ofDay: string | undefined): string | undefined {
  const isTwelveHour = ofDay !== undefined;
  if (minute > 59 || hour > 23 || (isTwelveHour && (hour < 1 || hour > 12))) return undefined;
  const shown = isTwelveHour ? (hour % 12) + (ofDay.toLowerCase() === 'p' ? 12 : 0) : hour;
  return `${String(shown).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const afternoonPart = /^(?:afternoon|evening|night)/i;

/**
 * A time, moved by the part of the day that is named with it: "every evening at 7" is 19:00. Without a time that of the part.
 *
 * @param part as partOfDayBehind gives it
 */
export function timeInPart(time: string | undefined, part: string): string {
  if (time === undefined) return clockTime(hourOfPart[part] ?? 9, 0, undefined) ?? '09:00';
  const hour = Number(time.slice(0, 2));
  return afternoonPart.test(part) && hour > 0 && hour < 12 ? `${String(hour + 12)}${time.slice(2)}` : time;
}

/** A time of day at the beginning of `text`, with the part of the day and the zone behind it. */
export function timeItem(text: string): Item | undefined {
  const noon = named.exec(text);
  const clock = noon === null ? clocks.map((pattern) => pattern.exec(text)).find((match) => match !== null) : undefined;
  const match = noon ?? clock;
  if (match === null || match === undefined) return undefined;
  const [whole, hour = '', minute = ''] = match;
  const ofDay = match[3] || undefined;
  const after = text.slice(whole.length);
  const behind = ofDay === undefined && noon === null ? partOfDayBehind(after) : undefined;
  const time =
    noon === null
      ? clockTime(Number(hour), Number(minute || 0), ofDay)
      : hour.toLowerCase() === 'midnight'
        ? '00:00'
        : '12:00';
  const behindPart = whole.length + (behind?.length ?? 0);
  const zone = zoneBehindTime(text.slice(behindPart));
  const isTwelveHour = noon !== null || ofDay !== undefined || behind !== undefined;
  return {
    length: behindPart + (zone?.length ?? 0),
    // A ratio or a version in the midst of words looks like a clock: "1:16 sparsity".
    isSure:
      new RegExp(`^${before}`, 'i').test(whole) || ofDay !== undefined || zone !== undefined || behind !== undefined,
    ...(time !== undefined && { time }),
    ...(zone !== undefined && { zone: zone.name }),
    ...(behind !== undefined && { part: behind.part }),
    ...(time === undefined && { problem: `“${whole.trim()}” is no time of day. Write it as 9:00 or 5:30pm.` }),
    // Hardly anybody wants a digest at 4 in the night; who does writes 04:00.
    ...(!isTwelveHour && /^[1-6]$/.test(hour) && { guess: whole.trim() }),
  };
}
