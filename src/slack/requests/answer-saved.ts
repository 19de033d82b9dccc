import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Shelf } from '../../reading/browse.ts';
import type { ReadingService } from '../../reading/reading-service.ts';
import type { ShelfState } from '../button-state.ts';
import type { Sleep } from '../delivery/rate-limit.ts';
import { papersPerPage } from '../limits.ts';
import type { Message } from '../messages/message.ts';
import { notice, typed } from '../messages/notice.ts';
import { savedListMessage } from '../messages/saved-list-message.ts';
import type { Reply } from './answer-papers.ts';
import { membershipOf } from './members.ts';
import { namesOf } from './people.ts';
import type { SavedRequest } from './request.ts';

export interface SavedDependencies {
  readonly reading: ReadingService;
  readonly command: string;
  readonly logger: Logger;
  readonly sleep: Sleep;
}

/** Who looks at saved papers, and where. */
export interface Looker {
  readonly client: WebClient;
  readonly team: string;
  readonly user: string;
  /** Undefined or '' where they look in no channel. */
  readonly channel: string | undefined;
  readonly thread?: string | undefined;
}

/** Of a list that people go on with in a conversation; each id takes some 13 bytes of metadata. */
const maxPostedIds = 40;

/** Why somebody does not see a channel's list; undefined: they are in it. */
export async function refusalOf(
  channel: string,
  looker: Looker,
  { command, ...rest }: SavedDependencies,
): Promise<Message | undefined> {
  if (channel === looker.channel) return undefined;
  switch (await membershipOf({ ...looker, ...rest, channel })) {
    case 'member':
      return undefined;
    case 'outsider':
      return notice('Only people in a channel see what was saved there, and I do not see you in that one.');
    case 'untold':
      return notice('I cannot see who is in that channel. Ask there: ', typed(`${command} saved here`), '.');
  }
}

/** A page of a person's own papers, or of a channel's: only people in the channel see that. */
export async function savedReply(
  shelf: ShelfState,
  looker: Looker,
  dependencies: SavedDependencies,
  lead?: Message,
): Promise<Reply> {
  const { reading, command, logger } = dependencies;
  const { channel, about = '', from: offset } = shelf;
  const { team, user: person, client, thread } = looker;
  const refusal = channel === undefined ? undefined : await refusalOf(channel, looker, dependencies);
  if (refusal !== undefined) return { message: refusal, isPrivate: true };
  const isOpen = channel !== undefined && channel === looker.channel;
  const wanted: Shelf =
    channel === undefined ? { kind: 'own', person: { team, person } } : { kind: 'channel', place: { team, channel } };
  const page = await reading.browse(wanted, { about, offset, limit: papersPerPage });
  const savers = channel === undefined ? [] : page.papers.flatMap(({ savers }) => savers);
  const names = await namesOf(client, savers, logger);
  const { message, shown } = savedListMessage(page, { shelf, thread, names, command, lead });
  const all = page.ids.slice(0, maxPostedIds);
  return {
    message,
    ...(shown > 0 && {
      posted: {
        list: { kind: 'among', ids: all, filters: '' },
        from: offset,
        ids: page.ids.slice(offset, offset + shown),
      },
    }),
    ...(!isOpen && { isPrivate: true }),
  };
}

const whichChannel = notice('Which channel? Choose it from the names that Slack offers behind #.');

export function answerAboutSaved(
  { about, place }: SavedRequest,
  looker: Looker,
  dependencies: SavedDependencies,
): Promise<Reply> {
  if (place === 'other' || /^#\S+$/.test(about)) return Promise.resolve({ message: whichChannel, isPrivate: true });
  const here = looker.channel === undefined || /^(?:D|$)/.test(looker.channel) ? undefined : looker.channel;
  const channel = place === 'here' ? here : place === 'me' ? undefined : place;
  const shelf = { ...(channel !== undefined && { channel }), ...(about !== '' && { about }), from: 0 };
  return savedReply(shelf, looker, dependencies);
}
