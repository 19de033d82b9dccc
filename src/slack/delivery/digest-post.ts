import { z } from 'zod';
import type { Access, DigestPart, DigestPost, FindOutcome, Told } from '../../digests/digest-post.ts';
import type { Delivery } from '../../store/delivery.ts';
import { messagesSince } from '../conversation/messages-since.ts';
import { digestEvent, digestList, payloadOf } from '../conversation/posted-metadata.ts';
import type { Workspaces } from '../installations/workspaces.ts';
import { digestMessage } from '../messages/digest-message.ts';
import { type Message, noUnfurl } from '../messages/message.ts';
import { accessIsBackMessage, notPostedMessage, pausedMessage } from '../messages/subscription-notices.ts';
import type { Cards } from './cards.ts';
import { causeOf, troubleOf } from './errors.ts';
import { accessAfter, findOutcomeOf, postOutcomeOf } from './outcomes.ts';
import { inBestForm, orPlain } from './plain-form.ts';
import { type Calling, waitingForRateLimit } from './rate-limit.ts';
import { createReadableFrom } from './readable-from.ts';
import type { ReaderLanguage } from './reader-language.ts';
import { takeBack } from './take-back.ts';

/** By this the bot knows its own digests again in a channel's history. */
const ours = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(digestEvent),
    event_payload: z.object({ delivery: z.string(), part: z.number() }),
  }),
});

function metadataOf({ delivery, subscription, digest, part }: DigestPart) {
  const isList = part === 0 && digest.kind === 'papers';
  const ids = isList ? digest.papers.map(({ paper }) => paper.id) : [];
  const list = isList ? payloadOf(digestList(ids, subscription.topics)) : {};
  return { event_type: digestEvent, event_payload: { delivery: delivery.id, part, ...list } };
}

export interface DigestPostDependencies extends Calling {
  readonly workspaces: Pick<Workspaces, 'clientOf' | 'toAsk'>;
  /** The slash command, with its slash. */
  readonly command: string;
  readonly languageOf: ReaderLanguage;
  readonly cards: Cards;
}

/** Posts digests with a client that neither retries nor waits: the delivery protocol does both. */
export function createDigestPost(dependencies: DigestPostDependencies): DigestPost {
  const { workspaces, command, logger, sleep, languageOf, cards } = dependencies;
  const { clientOf } = workspaces;

  async function search(
    { id, team, channel, posted }: Delivery,
    part: number,
    sinceMs: number,
    exceptTs: string | undefined,
  ): Promise<FindOutcome> {
    for await (const message of messagesSince(await clientOf(team), { channel, thread: posted[0] }, sinceMs)) {
      const known = ours.safeParse(message);
      if (!known.success) continue;
      const { event_payload: payload } = known.data.metadata;
      const isIt = payload.delivery === id && payload.part === part && known.data.ts !== exceptTs;
      if (isIt) return { kind: 'found', ts: known.data.ts };
    }
    return { kind: 'absent' };
  }

  async function tellPerson(team: string, channel: string, message: Message): Promise<Told> {
    try {
      const client = await clientOf(team);
      await orPlain(message, logger, (content) =>
        waitingForRateLimit(() => client.chat.postMessage({ channel, ...content, ...noUnfurl }), sleep),
      );
      return 'told';
    } catch (error) {
      logger.warn({ err: error, ...causeOf(error), person: channel }, 'Could not tell the maker of a digest');
      const { means } = troubleOf(error) ?? {};
      return means === 'person' || means === 'outside' || means === 'channel' ? 'gone' : 'later';
    }
  }

  let ownTeam: string | undefined;

  /** @param team undefined: that of the one token */
  async function accessTo(team: string | undefined): Promise<Access | undefined> {
    try {
      const { team_id: told } = await (await clientOf(team ?? '')).auth.test();
      if (team === undefined) ownTeam = told ?? ownTeam;
      return { team: team ?? ownTeam, refusal: undefined };
    } catch (error) {
      const refusal = accessAfter(error);
      logger.debug({ ...causeOf(error), team }, 'Access not confirmed');
      return refusal && { team: team ?? ownTeam, refusal };
    }
  }

  return {
    async post(part: DigestPart) {
      const { delivery } = part;
      const [thread] = delivery.posted;
      try {
        const client = await clientOf(delivery.team);
        const place = { channel: delivery.channel, ...(thread !== undefined && { thread_ts: thread }) };
        const form = { cards: cards(delivery.team), logger, sleep };
        const { ts } = await inBestForm(digestMessage(part), form, (content) =>
          client.chat.postMessage({ ...place, ...content, ...noUnfurl, metadata: metadataOf(part) }),
        );
        if (ts !== undefined) return { kind: 'sent', ts };
        return { kind: 'unclear', sentence: 'Slack took the message without saying where it stands.' };
      } catch (error) {
        const outcome = postOutcomeOf(error);
        const about = { delivery: delivery.id, part: part.part, outcome: outcome.kind };
        logger.warn({ err: error, ...causeOf(error), ...about }, 'Digest not posted');
        return outcome;
      }
    },
    // Cards have buttons for that.
    leadsOn: async (planned) =>
      digestMessage(planned).cards !== undefined && (await cards(planned.delivery.team).areTaken()),
    async find(delivery, part, sinceMs, exceptTs) {
      try {
        return await search(delivery, part, sinceMs, exceptTs);
      } catch (error) {
        logger.warn({ err: error, ...causeOf(error), delivery: delivery.id, part }, 'History not read');
        return findOutcomeOf(error);
      }
    },
    remove: ({ team, channel }, ts) => takeBack(clientOf, { team, channel, ts }, { logger, sleep }),
    tell: (person, { team, channel, paused }, sentence) =>
      tellPerson(
        team,
        person,
        paused === undefined ? notPostedMessage({ channel }, sentence) : pausedMessage({ channel }, sentence, command),
      ),
    async tellAccessIsBack(maker, loss) {
      await tellPerson(loss.team, maker, accessIsBackMessage(loss, command));
    },
    // A direct message has no language of its own.
    languageOf: ({ team, channel, createdBy }) =>
      languageOf(() => clientOf(team), channel.startsWith('D') ? { user: createdBy } : { channel }),
    readableFrom: createReadableFrom({ clientOf, logger }),
    async access(lost) {
      const known = await Promise.all(workspaces.toAsk(lost).map(accessTo));
      return known.filter((access) => access !== undefined);
    },
  };
}
