import type { DateFormats } from './date-formats.ts';

/** Someone who can be mentioned, written to or chosen: a person or the app itself. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly isApp?: boolean;
}

export interface Channel {
  readonly id: string;
  /** Without "#". */
  readonly name: string;
  readonly isPrivate?: boolean;
  /** Archived, or private and without the reader: no menu offers it. */
  readonly isClosed?: boolean;
}

/** What the ids and moments in a message mean to the reader. */
export interface Lookup {
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  /** The reader's present, in milliseconds since 1970-01-01 UTC: dates say "today" relative to it. */
  readonly now: number;
  /** In the reader's own time zone. */
  readonly dates: DateFormats;
}

/** The name behind a user id; the id itself when nobody has it, so that a wrong mention is visible. */
export function personName(id: string, lookup: Lookup): string {
  return lookup.people.find((person) => person.id === id)?.name ?? id;
}

export function channelName(id: string, lookup: Lookup): string {
  return lookup.channels.find((channel) => channel.id === id)?.name ?? id;
}
