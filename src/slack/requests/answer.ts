import type { Dependencies } from '../dependencies.ts';
import { withFollowing } from '../messages/follow-messages.ts';
import { askForgetMessage } from '../messages/forget-messages.ts';
import { previewsMessage } from '../messages/link-notices.ts';
import { answerCourtesy } from './answer-courtesy.ts';
import { answerAboutDigests } from './answer-digests.ts';
import { answerFollowUp } from './answer-follow-up.ts';
import { answerAboutFollowing } from './answer-following.ts';
import { answerNamedDigest } from './answer-named-digest.ts';
import { answerAboutPapers, type Reply, type ReplyContext } from './answer-papers.ts';
import { answerAboutSaved, answerSave } from './answer-saved.ts';
import { answerThread } from './answer-talk.ts';
import type { Asked } from './asked.ts';
import { nameOf, namesOf, ownConversation } from './people.ts';
import type { Request } from './request.ts';

/** Who asks for one paper waits so long for what a model writes of it; later it is there for the next one. */
const summaryPatienceMs = 2_000;

/** Slack's `ts` has ten digits before the point. */
const endOfTime = '9999999999.000000';

/** The last moment before Slack's `ts`, which counts microseconds. */
const justBefore = (ts: string): string => (Number(ts) - 0.000_001).toFixed(6);

/** The answer to whatever somebody asks; undefined when a reaction or a window has given it. */
export async function answerRequest(
  request: Request,
  asked: Asked,
  dependencies: Dependencies,
): Promise<Reply | undefined> {
  const { client, channel, thread, ts = '', before = ts, user, audience, botUserId } = asked;
  const { paperboy, lookUp, command, knownLists, logger, summaryFor } = dependencies;
  const isForAll = audience.kind !== 'one-person' && !channel.startsWith('D');
  const context: ReplyContext = {
    ...{ paperboy, lookUp, command, audience, now: dependencies.now() },
    withSummary:
      summaryFor &&
      ((paper) => summaryFor(paper, { client, ...(isForAll ? { channel } : { user }) }, summaryPatienceMs)),
  };
  // A command has no time of its own; nothing that was posted is later.
  const latest = before === '' ? endOfTime : before;
  const spot = { client, team: asked.team, channel, user, thread, before: latest, botUserId };
  const find = () => knownLists.find(spot);
  switch (request.kind) {
    case 'courtesy':
      return answerCourtesy(request, asked, dependencies);
    case 'follow-up': {
      const { goingOn, text, otherwise } = request;
      const lookup = await find();
      const isPrivate = audience.kind === 'one-person';
      const findBefore = (at: string) => knownLists.find({ ...spot, before: justBefore(at) });
      const reply = await answerFollowUp({ goingOn, text, thread, lookup, isPrivate, findBefore }, context);
      return reply ?? answerRequest(otherwise, asked, dependencies);
    }
    case 'thread':
      return answerThread({ client, channel, thread: thread ?? ts, ts, botUserId, logger }, context);
    case 'saved':
      return answerAboutSaved(request, { ...asked, thread: audience.thread }, dependencies);
    case 'save':
    case 'unsave':
    case 'follow':
    case 'unfollow':
    case 'following': {
      if (request.kind !== 'save' && request.kind !== 'unsave')
        return answerAboutFollowing(request, asked, dependencies, { context, find });
      const isSaidToAll = audience.kind === 'thread';
      return answerSave(request, { ...asked, thread: audience.thread, isSaidToAll }, dependencies, { context, find });
    }
    case 'forget-me': {
      const known = await namesOf(client, [user], logger);
      const names = [asked.userName, known.get(user)].filter((name) => name !== undefined);
      const kept = await dependencies.reading.forget.countOf({ team: asked.team, person: user, names });
      return { message: askForgetMessage(kept), isPrivate: true };
    }
    case 'subscribe':
    case 'subscriptions':
    case 'status': {
      const userName = asked.userName ?? (await nameOf(client, user, logger));
      const reply = await answerAboutDigests(
        request,
        dependencies,
        { ...asked, userName },
        { find, trigger: asked.trigger },
      );
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
      const { links } = dependencies.reading;
      const { want } = request;
      // In App Home a person's own conversation is meant.
      const place = { team: asked.team, channel: channel === '' ? await ownConversation(asked) : channel };
      const isChanged = want !== 'state' && (await (want === 'on' ? links.switchOn(place) : links.switchOff(place)));
      return { message: previewsMessage((await links.areOff(place)) ? 'off' : 'on', { thread, isChanged }) };
    }
    default:
      return answerAboutPapers(request, context);
  }
}
