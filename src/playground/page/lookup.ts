import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { type Channel, type Person, slackbotId } from '../stand-in/workspace.ts';
import { createDateFormats, type DateFormats, type Present } from './dates.ts';

/** What the ids and moments in a message mean to the reader. */
export interface Lookup extends Present {
  readonly readerId: string;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
}

const slackbot: Person = { id: slackbotId, name: 'slackbot', realName: 'Slackbot', timeZone: 'UTC', isBot: true };

/** Date formats are shared by all who live in one time zone. */
export function createLookups({ workspace }: Pick<SlackStandIn, 'workspace'>): (readerId: string) => Lookup {
  const formats = new Map<string, DateFormats>();

  return (readerId) => {
    const people = workspace.people();
    const timeZone = people.find(({ id }) => id === readerId)?.timeZone ?? 'UTC';
    const dates = formats.get(timeZone) ?? createDateFormats(timeZone);
    formats.set(timeZone, dates);
    const channels = workspace.channels().filter(({ kind }) => kind !== 'im');
    return { readerId, people: [...people, slackbot], channels, now: Date.now(), dates };
  };
}

/** The name behind a user id; the id itself when nobody has it, so that a wrong mention is visible. */
export function personName(id: string, lookup: Lookup): string {
  return lookup.people.find((person) => person.id === id)?.realName ?? id;
}

export function channelName(id: string, lookup: Lookup): string {
  return lookup.channels.find((channel) => channel.id === id)?.name ?? id;
}

/** Archived channels, and private ones without the reader, stand in no menu. */
export function isOpenTo({ kind, isArchived, members }: Channel, { readerId }: Lookup): boolean {
  return !isArchived && (kind === 'public' || members.includes(readerId));
}
