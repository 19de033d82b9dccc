import { defaultWishes } from '../../digests/wishes.ts';
import { findArxivIds } from '../../papers/arxiv-id.ts';
import type { Paper } from '../../papers/paper.ts';
import { authorTarget, maxFollows } from '../../reading/follow-list.ts';
import type { Understood } from '../button-state.ts';
import type { Lookup } from '../conversation/known-lists.ts';
import { logged } from '../delivery/errors.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  followedBeforeMessage,
  followedMessage,
  followingMessage,
  followsEnough,
  howToFollow,
  unfollowedMessage,
} from '../messages/follow-messages.ts';
import type { Message } from '../messages/message.ts';
import { notHeldMessage } from '../messages/not-held-message.ts';
import type { Reply, ReplyContext } from './answer-papers.ts';
import type { Asker } from './asked.ts';
import { authorNamed, type FollowRequest, type Pointed, papersPointedAt } from './follow-words.ts';
import { heldPaper } from './held-paper.ts';
import { ownConversation, timeZoneOf } from './people.ts';

/** What the words may point at. */
export interface FollowContext {
  readonly context: ReplyContext;
  /** The list, or the paper, that was spoken of. */
  readonly find: () => Promise<Lookup>;
}

type Follower = Pick<Asker, 'client' | 'team' | 'user'>;

/** A digest of one's own, to be set up; undefined for who has one, and where Slack does not tell. */
async function missingDigest({ digests, logger }: Dependencies, follower: Follower): Promise<Understood | undefined> {
  const notOpened = logged((cause) => logger.warn(cause, 'A direct message was not opened'), undefined);
  const channel = await ownConversation(follower).catch(notOpened);
  if (channel === undefined) return undefined;
  const own = await digests.digests.in({ team: follower.team, channel });
  if (own.length > 0) return undefined;
  const timeZone = await timeZoneOf(follower.client, follower.user, logger);
  return { wishes: { ...defaultWishes, timeZone }, doubts: [], place: 'me' };
}

async function followPaper(paper: Paper, follower: Follower, dependencies: Dependencies): Promise<Message> {
  const person = { team: follower.team, person: follower.user };
  const follow = { kind: 'paper', target: paper.id, name: paper.title } as const;
  if (!(await dependencies.reading.follows.followPaper(person, paper))) return followedBeforeMessage(follow);
  return followedMessage({ follow, setUp: await missingDigest(dependencies, follower) });
}

async function followAuthor(name: string, follower: Follower, dependencies: Dependencies): Promise<Message> {
  const person = { team: follower.team, person: follower.user };
  const follow = { ...authorTarget(name), name };
  const papers = await dependencies.reading.follows.followAuthor(person, name);
  if (papers === undefined) return followedBeforeMessage(follow);
  return followedMessage({ follow, papers, setUp: await missingDigest(dependencies, follower) });
}

/** The papers that are pointed at among those above; none where one of them is not there. */
function pointedAt(pointed: Pointed, lookup: Lookup): string[] {
  if (lookup.kind !== 'found') return [];
  const { list = { ids: [], from: 0 }, paper } = lookup.known;
  const isAll = pointed === 'all' && list.ids.length > 0;
  if (isAll || (paper === undefined && list.ids.length === 1 && pointed === 'this')) return [...list.ids];
  if (typeof pointed === 'string') return paper === undefined ? [] : [paper];
  const ids = pointed.map((rank) => (rank === 'last' ? list.ids.at(-1) : list.ids[rank - 1 - list.from]));
  return ids.some((id) => id === undefined) ? [] : [...new Set(ids.filter((id) => id !== undefined))];
}

/** The ids of the papers that the words name, or point at among those above; none: they do neither. */
export async function papersMeant(words: string, find: FollowContext['find']): Promise<readonly string[]> {
  const named = findArxivIds(words);
  const pointed = named.length > 0 ? undefined : papersPointedAt(words);
  return pointed === undefined ? named : pointedAt(pointed, await find());
}

async function begin(
  words: string,
  follower: Follower,
  dependencies: Dependencies,
  { context, find }: FollowContext,
): Promise<Message> {
  const all = await dependencies.reading.follows.mine({ team: follower.team, person: follower.user });
  if (all.length >= maxFollows) return followsEnough;
  const author = authorNamed(words);
  if (author !== undefined) return followAuthor(author, follower, dependencies);
  const [id] = await papersMeant(words, find);
  if (id === undefined) return howToFollow(context.command);
  const looked = await heldPaper(id, context);
  return looked.kind === 'found' ? followPaper(looked.paper, follower, dependencies) : notHeldMessage(id, looked);
}

async function end(words: string, { team, user }: Follower, { reading, command }: Dependencies): Promise<Message> {
  const person = { team, person: user };
  const all = await reading.follows.mine(person);
  const said = (authorNamed(words) ?? words).toLowerCase();
  const [id = said] = findArxivIds(words);
  const meant = all.find(({ target, name }) => target === id || target === said || name.toLowerCase() === said);
  if (meant === undefined) return followingMessage(all, command);
  return unfollowedMessage((await reading.follows.stop(person, meant)) ?? meant);
}

/** What somebody follows is theirs alone to read. */
export async function answerAboutFollowing(
  { kind, text: words }: FollowRequest,
  follower: Follower,
  dependencies: Dependencies,
  around: FollowContext,
): Promise<Reply> {
  const { reading, command } = dependencies;
  const isPrivate = true;
  switch (kind) {
    case 'follow':
      return { message: await begin(words, follower, dependencies, around), isPrivate };
    case 'unfollow':
      return { message: await end(words, follower, dependencies), isPrivate };
    case 'following': {
      const all = await reading.follows.mine({ team: follower.team, person: follower.user });
      return { message: followingMessage(all, command), isPrivate };
    }
    default:
      return kind satisfies never;
  }
}
