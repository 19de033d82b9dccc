import type { AppOptions } from './app-options.ts';
import type { Changes } from './changes.ts';

export interface Person {
  id: string;
  /** The handle people type after @. */
  name: string;
  realName: string;
  /** IANA name. */
  timeZone: string;
  isBot: boolean;
  /** Sees only the channels they are in. */
  isGuest?: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  isArchived: boolean;
  /** User ids; the bot's counts. */
  members: string[];
  purpose: string;
}

export const teamId = 'T00STANDIN';
export const teamName = 'Local stand-in';
export const teamDomain = 'local-stand-in';
export const appId = 'A00STANDIN';
export const botUserId = 'U00000BOT0';
export const botId = 'B00STANDIN';
/** Slack's own voice: https://docs.slack.dev/reference/methods/users.info */
export const slackbotId = 'USLACKBOT';

const ada = 'U00000ADA0';
const ben = 'U00000BEN0';

interface WorkspaceParts {
  app: AppOptions;
  changes: Changes;
  /** Public channels beside the usual ones, each with the bot in it: "C0000", "C0001" and so on. Default 0. */
  moreChannels?: number | undefined;
  /** Default "en-US". */
  locale?: string | undefined;
  /** Handles of people who are guests. Default: nobody. */
  guests?: readonly string[] | undefined;
}

export function createWorkspace(parts: WorkspaceParts) {
  const { app, changes, moreChannels = 0, locale = 'en-US', guests = [] } = parts;
  const people = startingPeople(app).map((one) => ({ ...one, isGuest: guests.includes(one.name) }));
  const channels = startingChannels(moreChannels);

  return {
    /** Of everyone and every channel: "de-DE". */
    locale,
    people: () => people,
    person: (idOrName: string) => people.find(({ id, name }) => id === idOrName || name === idOrName.replace(/^@/, '')),
    channels: () => channels,
    /** By id, by name, or by name with #. */
    channel: (idOrName: string) =>
      channels.find(({ id, name }) => id === idOrName || name === idOrName.replace(/^#/, '')),
    /** The direct message between the bot and this person. */
    directMessage: (userId: string) => channels.find(({ kind, members }) => kind === 'im' && members.includes(userId)),
    isMember: (channel: Channel, userId: string) => channel.members.includes(userId),
    join(channel: Channel, userId: string) {
      if (!channel.members.includes(userId)) channel.members.push(userId);
      changes.changed();
    },
    leave(channel: Channel, userId: string) {
      channel.members = channel.members.filter((member) => member !== userId);
      changes.changed();
    },
  };
}

/** Who and where: people, channels, and who is in which. */
export type Workspace = ReturnType<typeof createWorkspace>;

function startingPeople(app: AppOptions): Person[] {
  return [
    { id: ada, name: 'ada', realName: 'Ada Marlowe', timeZone: 'Europe/London', isBot: false },
    { id: ben, name: 'ben', realName: 'Ben Okafor', timeZone: 'America/New_York', isBot: false },
    { id: botUserId, name: app.botName, realName: app.name, timeZone: 'UTC', isBot: true },
  ];
}

function startingChannels(more: number): Channel[] {
  const everyone = [ada, ben];
  const open = { kind: 'public' as const, isArchived: false };
  const channels: Channel[] = [
    { ...open, id: 'C00GENERAL', name: 'general', members: [...everyone, botUserId], purpose: 'For everyone' },
    { ...open, id: 'C0MLPAPERS', name: 'ml-papers', members: [...everyone, botUserId], purpose: 'What we read' },
    { ...open, id: 'C000RANDOM', name: 'random', members: everyone, purpose: 'Anything else' },
    { ...open, id: 'C00SECRET0', name: 'leads', kind: 'private', members: [ada], purpose: 'Private' },
    {
      ...open,
      id: 'C000OLDOLD',
      name: 'old-project',
      isArchived: true,
      members: [ada, botUserId],
      purpose: 'Archived',
    },
    { ...open, id: 'D00000ADA0', name: 'ada', kind: 'im', members: [ada, botUserId], purpose: '' },
    { ...open, id: 'D00000BEN0', name: 'ben', kind: 'im', members: [ben, botUserId], purpose: '' },
  ];
  const others = Array.from({ length: more }, (_, index): Channel => {
    const name = `c${String(index).padStart(4, '0')}`;
    return { ...open, id: name.toUpperCase(), name, members: [...everyone, botUserId], purpose: '' };
  });
  return structuredClone([...channels, ...others]);
}
