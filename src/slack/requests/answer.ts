import type { WebClient } from '@slack/web-api';
import type { Paperboy } from '../../library/open-paperboy.ts';
import type { LookUp } from '../../sources/look-up.ts';
import { areFirstWords } from '../conversation/first-words.ts';
import type { KnownLists } from '../conversation/known-lists.ts';
import { reactToThanks } from '../delivery/react.ts';
import type { ReaderSummaries } from '../delivery/reader-summaries.ts';
import type { WindowTrigger } from '../delivery/windows.ts';
import type { Audience } from '../messages/answer-message.ts';
import { withFollowing } from '../messages/follow-messages.ts';
import { askForgetMessage } from '../messages/forget-messages.ts';
import { notice } from '../messages/notice.ts';
import { directWelcomeMessage } from '../messages/welcome-message.ts';
import { answerAboutDigests } from './answer-digests.ts';
import { answerFollowUp } from './answer-follow-up.ts';
import { answerAboutFollowing } from './answer-following.ts';
import { answerAboutLinks } from './answer-links.ts';
import { answerNamedDigest } from './answer-named-digest.ts';
import { answerAboutPapers, type Reply, type ReplyContext } from './answer-papers.ts';
import { answerSave } from './answer-save.ts';
import { answerAboutSaved, type SavedDependencies } from './answer-saved.ts';
import { answerThread } from './answer-talk.ts';
import { type DigestDependencies, ownConversation } from './digest-deeds.ts';
import { nameOf } from './people.ts';
import type { Request } from './request.ts';

/** Who asks, where, and who reads the answer. */
export interface Asked {
  readonly client: WebClient;
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  /** Undefined where Slack did not send it along. */
  readonly userName?: string | undefined;
  /** Undefined at the top of a conversation. */
  readonly thread?: string | undefined;
  /** Of the message that asks; a command has none. */
  readonly ts?: string | undefined;
  /** A follow-up is about a list posted before this `ts`; by default before the message. */
  readonly before?: string | undefined;
  readonly botUserId?: string | undefined;
  /** With it a window can be opened. */
  readonly trigger?: WindowTrigger | undefined;
  readonly audience: Audience;
}

/** Who asks for one paper waits so long for what a model writes of it; later it is there for the next one. */
const summaryPatienceMs = 2_000;

export interface AnswerDependencies extends DigestDependencies, SavedDependencies {
  readonly paperboy: Paperboy;
  readonly lookUp: LookUp;
  readonly knownLists: KnownLists;
  readonly summaryFor?: ReaderSummaries | undefined;
}

/** Slack's `ts` has ten digits before the point. */
const endOfTime = '9999999999.000000';

/** The last moment before Slack's `ts`, which counts microseconds. */
const justBefore = (ts: string): string => (Number(ts) - 0.000_001).toFixed(6);

/** The answer to whatever somebody asks; undefined when a reaction or a window has given it. */
export async function answerRequest(
  request: Request,
  asked: Asked,
  dependencies: AnswerDependencies,
): Promise<Reply | undefined> {
  const { client, channel, thread, ts = '', before = ts, user, audience, botUserId } = asked;
  const { paperboy, lookUp, command, knownLists, logger, sleep, summaryFor } = dependencies;
  const isForAll = audience.kind !== 'one-person' && !channel.startsWith('D');
  const context: ReplyContext = {
    ...{ paperboy, lookUp, command, audience, now: dependencies.now() },
    withSummary:
      summaryFor &&
      ((paper) => summaryFor(paper, { client, ...(isForAll ? { channel } : { user }) }, summaryPatienceMs)),
  };
  switch (request.kind) {
    case 'courtesy': {
      if (request.courtesy === 'thanks' && (await reactToThanks(client, { channel, ts }, { sleep, logger })))
        return undefined;
      const isGreetedDirectly = request.courtesy === 'greeting' && audience.kind === 'thread' && audience.isDirect;
      if (isGreetedDirectly && (await areFirstWords(client, { channel, ts }, logger)))
        return { message: directWelcomeMessage() };
      return {
        message: notice(
          `${request.courtesy === 'greeting' ? 'Hello!' : 'Happy to help.'} Ask me about any method, model or problem.`,
        ),
      };
    }
    case 'follow-up': {
      const { goingOn, text, otherwise } = request;
      const spot = { client, team: asked.team, channel, user, thread, before };
      const lookup = await knownLists.find(spot);
      const findBefore = (at: string) => knownLists.find({ ...spot, before: justBefore(at) });
      const reply = await answerFollowUp({ goingOn, text, thread, lookup, findBefore }, context);
      return reply ?? answerRequest(otherwise, asked, dependencies);
    }
    case 'thread':
      return answerThread({ client, channel, thread: thread ?? ts, ts, botUserId, logger }, context);
    case 'saved':
      return answerAboutSaved(request, { ...asked, thread: audience.thread }, dependencies);
    case 'save':
    case 'follow':
    case 'unfollow':
    case 'following': {
      // A command has no time of its own; nothing that was posted is later.
      const latest = before === '' ? endOfTime : before;
      const find = () => knownLists.find({ client, team: asked.team, channel, user, thread, before: latest });
      if (request.kind !== 'save') return answerAboutFollowing(request, asked, dependencies, { context, find });
      const isSaidToAll = audience.kind === 'thread';
      return answerSave(request, { ...asked, thread: audience.thread, isSaidToAll }, dependencies, { context, find });
    }
    case 'forget-me': {
      const kept = await dependencies.reading.forget.countOf({ team: asked.team, person: user });
      return { message: askForgetMessage(kept), isPrivate: true };
    }
    case 'subscribe':
    case 'subscriptions':
    case 'status': {
      const userName = asked.userName ?? (await nameOf(client, user, logger));
      const reply = await answerAboutDigests(request, dependencies, { ...asked, userName }, asked.trigger);
      // What somebody follows is told in their own digest, so it is listed with it.
      const isOwn = request.kind === 'subscriptions' && (channel === '' || channel.startsWith('D'));
      if (!isOwn || reply === undefined) return reply;
      const follows = await dependencies.reading.follows.mine({ team: asked.team, person: user });
      return { ...reply, message: withFollowing(reply.message, follows) };
    }
    case 'unsubscribe':
    case 'snooze':
    case 'preview':
    case 'pause':
    case 'resume':
    case 'manage': {
      const userName = asked.userName ?? (await nameOf(client, user, logger));
      const message = await answerNamedDigest(request, dependencies, { ...asked, userName });
      // What somebody does with a digest is their own matter; the channel hears of its end.
      if (message !== undefined) return { message, isPrivate: true };
      return request.otherwise && answerRequest(request.otherwise, asked, dependencies);
    }
    case 'links': {
      // In App Home a person's own conversation is meant.
      const place = channel === '' ? await ownConversation(asked) : channel;
      return { message: await answerAboutLinks(request, dependencies.reading.links, { ...asked, channel: place }) };
    }
    default:
      return answerAboutPapers(request, context);
  }
}
