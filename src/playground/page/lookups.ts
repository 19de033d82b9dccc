import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { slackbotId } from '../stand-in/workspace.ts';
import { createDateFormats, type DateFormats } from './date-formats.ts';
import type { Lookup } from './lookup.ts';

/** Gives what ids and moments mean to a person now. Date formats are shared by all who live in one time zone. */
export function createLookups({ workspace }: Pick<SlackStandIn, 'workspace'>): (userId: string) => Lookup {
  const formats = new Map<string, DateFormats>();

  function formatsOf(timeZone: string): DateFormats {
    const made = formats.get(timeZone) ?? createDateFormats(timeZone);
    formats.set(timeZone, made);
    return made;
  }

  return (userId) => {
    const people = workspace.people();
    const channels = workspace.channels().filter(({ kind }) => kind !== 'im');
    return {
      people: [
        ...people.map(({ id, realName, isBot }) => ({ id, name: realName, isApp: isBot })),
        { id: slackbotId, name: 'Slackbot', isApp: true },
      ],
      channels: channels.map(({ id, name, kind, isArchived, members }) => {
        const isPrivate = kind === 'private';
        return { id, name, isPrivate, isClosed: isArchived || (isPrivate && !members.includes(userId)) };
      }),
      now: Date.now(),
      dates: formatsOf(people.find(({ id }) => id === userId)?.timeZone ?? 'UTC'),
    };
  };
}
