import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { findArxivIds } from '../../../papers/arxiv-id.ts';
import type { Person } from '../../../store/saved-papers.ts';
import { postedOf } from '../../conversation/posted-metadata.ts';
import { type ReadMessage, readMessage } from '../../conversation/read-message.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Message } from '../../messages/message.ts';
import { cannotReadMessage, severalPapersMessage } from '../../messages/saved-notices.ts';
import { savePapers, unsavePapers } from '../../requests/answer-saved.ts';
import { heldPapers } from '../../requests/held-paper.ts';
import { messageWords } from '../../requests/message-words.ts';

/** The reaction that saves what a message is about. */
const savingReaction = 'bookmark';
/** Papers of one message of a person; looking each up may take seconds. */
const maxLinked = 5;

type ReactionArgs = SlackEventMiddlewareArgs<'reaction_added' | 'reaction_removed'> & AllMiddlewareArgs;

type Read = Extract<ReadMessage, { kind: 'read' }>['message'];

/** Ids of the papers that a message names: what the bot says that it posted, else its links. */
function papersIn(message: Read, botUserId: string | undefined): readonly string[] {
  const posted = postedOf(message);
  if (posted === undefined) return findArxivIds(messageWords(message, botUserId));
  return 'paper' in posted ? [posted.paper] : posted.ids;
}

/** A :bookmark: under a message saves the paper that it is about, for whoever put it there; taken away, it takes the paper off. */
export function createFollowBookmark(dependencies: Dependencies) {
  const { logger, sleep } = dependencies;

  /** What the person is told; undefined: nothing. */
  async function save(person: Person, ids: readonly string[], channel: string | undefined) {
    const { papers } = await heldPapers(ids, dependencies);
    return papers.length === 0 ? undefined : savePapers(papers, person, { channel }, dependencies);
  }

  async function follow({ event, body, client, context }: ReactionArgs): Promise<void> {
    const { channel, ts } = event.item;
    const { user, item_user: author } = event;
    const { botUserId } = context;
    const isOurs = author !== undefined && author === botUserId;
    const read = await readMessage(client, { channel, ts }, { logger, sleep });
    const thread = read.kind === 'read' && read.message.thread_ts !== ts ? read.message.thread_ts : undefined;
    const tell = async (message: Message | undefined): Promise<void> => {
      if (message !== undefined) await tellPerson({ client, channel, user, thread, sleep, logger }, message);
    };
    if (read.kind !== 'read') {
      // People put the same sign under what has nothing to do with papers.
      const isTold = isOurs && read.kind !== 'none' && event.type === 'reaction_added';
      return tell(isTold ? cannotReadMessage : undefined);
    }
    const ids = papersIn(read.message, botUserId);
    const isList = isOurs && ids.length > 1;
    if (isList) return tell(event.type === 'reaction_added' ? severalPapersMessage : undefined);
    const person = { team: body.team_id, person: user };
    const wanted = ids.slice(0, maxLinked);
    if (event.type === 'reaction_removed') return tell(await unsavePapers(wanted, person, {}, dependencies));
    return tell(await save(person, wanted, channel.startsWith('D') ? undefined : channel));
  }

  /** Who changes their mind quickly has what they did last. */
  const underWay = new Map<string, Promise<void>>();

  return async (args: ReactionArgs): Promise<void> => {
    const { event, context } = args;
    const { item, user } = event;
    if (event.reaction !== savingReaction || item.type !== 'message' || user === context.botUserId) return;
    const key = `${user} ${item.channel} ${item.ts}`;
    const before = underWay.get(key)?.catch(() => undefined);
    const following = Promise.resolve(before).then(() => follow(args));
    underWay.set(key, following);
    try {
      await following;
    } finally {
      if (underWay.get(key) === following) underWay.delete(key);
    }
  };
}
