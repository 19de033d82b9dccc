import cities from 'city-timezones';
import { Temporal } from 'temporal-polyfill';
import { timeZoneNamed } from './schedule.ts';

/** Time zones as people name them: by IANA's name, by a city, or by an abbreviation, which says too little. */

/** Cities whose clocks an abbreviation can mean, those most people mean first. Some share it, and others change it twice a year. */
const abbreviations: ReadonlyMap<string, readonly string[]> = new Map(
  [
    'EST EDT ET: New York, Toronto, Brisbane',
    'CST CDT CT: Chicago, Shanghai, Havana',
    'MST MDT MT: Denver, Phoenix',
    'PST PDT PT: Los Angeles, Vancouver, Manila',
    'AKST AKDT: Anchorage',
    'HST HDT: Honolulu',
    'AST ADT: Halifax, Riyadh',
    'NST NDT: St Johns',
    'BST: London, Dhaka',
    'IST: Kolkata, Dublin, Jerusalem',
    'GST: Dubai',
    'CET CEST MET MEST MEZ MESZ: Berlin, Paris, Madrid',
    'EET EEST: Athens, Helsinki, Cairo',
    'WET WEST: Lisbon',
    'MSK: Moscow',
    'TRT: Istanbul',
    'PKT: Karachi',
    'ICT: Bangkok, Hanoi',
    'WIB: Jakarta',
    'PHT: Manila',
    'SGT: Singapore',
    'HKT: Hong Kong',
    'JST: Tokyo',
    'KST: Seoul',
    'AWST: Perth',
    'ACST ACDT: Adelaide, Darwin',
    'AEST AEDT AET: Sydney, Brisbane',
    'NZST NZDT: Auckland',
    'BRT: Sao Paulo',
    'ART: Buenos Aires',
    'CLT: Santiago',
    'COT: Bogota',
    'PET: Lima',
    'SAST: Johannesburg',
    'EAT: Nairobi',
    'WAT: Lagos',
    'CAT: Harare',
  ].flatMap((line) => {
    const [names = '', places = ''] = line.split(': ');
    return names.split(' ').map((name) => [name, places.split(', ')] as const);
  }),
);

/** Also subjects of papers ("CT", "PET", "ART"): behind a time they are zones only where nothing follows. */
const alsoWords: ReadonlySet<string> = new Set('ET CT MT PT MET ART PET EAT CAT WEST WAT ICT COT IST'.split(' '));

/** What the list of cities lacks, and people write. */
const otherNames: Readonly<Record<string, string>> = {
  bangalore: 'Asia/Kolkata',
  bombay: 'Asia/Kolkata',
  gurgaon: 'Asia/Kolkata',
  'tel aviv': 'Asia/Jerusalem',
  nyc: 'America/New_York',
  washington: 'America/New_York',
  'washington dc': 'America/New_York',
  la: 'America/Los_Angeles',
  sf: 'America/Los_Angeles',
  'bay area': 'America/Los_Angeles',
  'palo alto': 'America/Los_Angeles',
  'mountain view': 'America/Los_Angeles',
};

/** A smaller city of the same name is another one that may be meant; a much smaller one is not. */
const muchSmaller = 1 / 5;

const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Zones by plain name of a city, that of the largest first. */
function zonesByCity(): ReadonlyMap<string, readonly string[]> {
  const largest = new Map<string, number>();
  const zones = new Map<string, Set<string>>();
  for (const { city_ascii: city, pop, timezone } of cities.cityMapping.toSorted((a, b) => b.pop - a.pop)) {
    const name = plainName(city);
    const most = largest.get(name) ?? pop;
    largest.set(name, most);
    if (pop >= most * muchSmaller) zones.set(name, (zones.get(name) ?? new Set()).add(timezone));
  }
  return new Map([...zones].map(([name, found]) => [name, [...found]]));
}

const cityZones = zonesByCity();

/** - zone: an IANA name; - unclear: several may be meant, as they can be written; - unknown: none is. */
export type ZoneMeant =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'unclear'; readonly choices: readonly string[] }
  | { readonly kind: 'unknown' };

const fromUtc = /^(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$/i;
const winterAndSummer = ['2025-01-01T12:00Z', '2025-07-01T12:00Z'].map((moment) => Temporal.Instant.from(moment));

/** Three cities that "UTC+1" may mean: a number of hours has no summer, they may. */
function citiesAt(written: string): readonly string[] {
  const [, sign, hours = '', minutes = '00'] = fromUtc.exec(written) ?? [];
  if (sign === undefined) return [];
  const offset = `${sign}${hours.padStart(2, '0')}:${minutes}`;
  const isThere = (city: string): boolean =>
    winterAndSummer.some((at) => at.toZonedDateTimeISO(timeZoneMeant(city) ?? 'UTC').offset === offset);
  return [...new Set([...abbreviations.values()].flat())].filter(isThere).slice(0, 3);
}

/** @param written with or without the "tz:" of the line */
function zoneMeant(written: string): ZoneMeant {
  const name = written.replace(/^\s*tz\s*[:=]\s*/i, '');
  const choices = abbreviations.get(name.trim().toUpperCase());
  if (choices !== undefined) return { kind: 'unclear', choices };
  const cities = citiesAt(name.trim());
  if (cities.length > 0) return { kind: 'unclear', choices: cities };
  const zone = timeZoneNamed(name) ?? otherNames[plainName(name)];
  if (zone !== undefined) return { kind: 'zone', zone };
  const [first, ...others] = cityZones.get(plainName(name)) ?? [];
  if (first === undefined) return { kind: 'unknown' };
  return others.length === 0 ? { kind: 'zone', zone: first } : { kind: 'unclear', choices: [first, ...others] };
}

/** The IANA name that is meant; undefined when none is, or more than one. */
export function timeZoneMeant(name: string): string | undefined {
  const meant = zoneMeant(name);
  return meant.kind === 'zone' ? meant.zone : undefined;
}

/** What is wrong with a time zone as somebody wrote it, as a sentence that names the cure. */
export function zoneProblem(name: string): string {
  const meant = zoneMeant(name);
  if (meant.kind !== 'unclear')
    return `“${name}” is no time zone. Write a city, as in tz:New York, or a name such as Europe/London.`;
  const ways = meant.choices.map((choice) => `tz:${choice}`);
  return `Which city’s time zone is meant by “${name}”? Write the city, such as ${ways.join(' or ')}.`;
}

const longestCityWords = 4;

/** The longest beginning of `text` that names a zone, up to a comma; undefined when none does. */
export function zoneAtStart(text: string): string | undefined {
  const words = /^[^,;()]*/.exec(text)?.[0].trimEnd().split(/\s+/) ?? [];
  for (let count = Math.min(words.length, longestCityWords); count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ');
    if (name !== '' && zoneMeant(name).kind !== 'unknown' && text.startsWith(name)) return name;
  }
  return undefined;
}

/** A zone that stands right behind a time of day, with the words round it: " EST", " in Berlin", " (New York time)". */
export function zoneBehindTime(text: string): { readonly name: string; readonly length: number } | undefined {
  const [lead = '', preposition] = /^\s*\(?\s*(in\s+)?/i.exec(text) ?? [];
  const after = text.slice(lead.length);
  const short = /^([A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z][A-Za-z_]+\/[A-Za-z_/]+)(?![\w-])\)?/.exec(after);
  const isLast =
    short !== null && /^\s*(?:$|[,;)]|time\b|(?:on|every|daily|weekdays)\b)/i.test(after.slice(short[0].length));
  const isShort = short?.[1] !== undefined && (isLast || !alsoWords.has(short[1]));
  const name = isShort ? short[1] : zoneAtStart(after);
  if (name === undefined || name === '' || zoneMeant(name).kind === 'unknown') return undefined;
  const behind = /^(\s+time\b)?\s*\)?/i.exec(after.slice(name.length));
  const ends = /^\s*(?:$|[,;)])/.test(after.slice(name.length));
  // "9:00 mobile vision" is about vision, though Mobile is a city.
  const isCity = /^\p{Lu}/u.test(name) && (preposition !== undefined || ends);
  if (!isShort && behind?.[1] === undefined && !isCity) return undefined;
  return { name, length: lead.length + name.length + (behind?.[0].length ?? 0) };
}
