import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { DigestPart, DigestPost, FindOutcome } from '../../digests/digest-post.ts';
import type { Delivery } from '../../store/delivery.ts';
import { messagesSince } from '../conversation/messages-since.ts';
import { digestEvent, digestList, payloadOf } from '../conversation/posted-metadata.ts';
import { digestMessage } from '../messages/digest-message.ts';
import { type Message, noUnfurl } from '../messages/message.ts';
import { accessIsBackMessage, pausedMessage } from '../messages/subscription-notices.ts';
import { findOutcomeOf, hasAccessAfter, postOutcomeOf } from './outcomes.ts';
import { type Sleep, waitingForRateLimit } from './rate-limit.ts';

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

export interface DigestPostDependencies {
  readonly client: WebClient;
  /** The slash command, with its slash. */
  readonly command: string;
  readonly logger: Logger;
  readonly sleep: Sleep;
}

/** Posts digests with a client that neither retries nor waits: the delivery protocol does both. */
export function createDigestPost({ client, command, logger, sleep }: DigestPostDependencies): DigestPost {
  async function search(
    { id, channel, posted }: Delivery,
    part: number,
    sinceMs: number,
    exceptTs: string | undefined,
  ): Promise<FindOutcome> {
    for await (const message of messagesSince(client, { channel, thread: posted[0] }, sinceMs)) {
      const known = ours.safeParse(message);
      if (!known.success) continue;
      const { event_payload: payload } = known.data.metadata;
      const isIt = payload.delivery === id && payload.part === part && known.data.ts !== exceptTs;
      if (isIt) return { kind: 'found', ts: known.data.ts };
    }
    return { kind: 'absent' };
  }

  async function tellMaker(maker: string, message: Message, about: object): Promise<void> {
    try {
      const tell = () => client.chat.postMessage({ channel: maker, ...message, ...noUnfurl });
      await waitingForRateLimit(tell, sleep);
    } catch (error) {
      logger.error({ err: error, ...about }, 'Could not tell the maker of a digest');
    }
  }

  return {
    async post(part: DigestPart) {
      const { delivery } = part;
      const [thread] = delivery.posted;
      try {
        const { ts } = await client.chat.postMessage({
          channel: delivery.channel,
          ...digestMessage(part),
          ...noUnfurl,
          ...(thread !== undefined && { thread_ts: thread }),
          metadata: metadataOf(part),
        });
        if (ts !== undefined) return { kind: 'sent', ts };
        return { kind: 'unclear', sentence: 'Slack took the message without saying where it stands.' };
      } catch (error) {
        const outcome = postOutcomeOf(error);
        logger.warn({ err: error, delivery: delivery.id, part: part.part, outcome: outcome.kind }, 'Digest not posted');
        return outcome;
      }
    },
    async find(delivery, part, sinceMs, exceptTs) {
      try {
        return await search(delivery, part, sinceMs, exceptTs);
      } catch (error) {
        logger.warn({ err: error, delivery: delivery.id, part }, 'History not read');
        return findOutcomeOf(error);
      }
    },
    async remove(channel, ts) {
      try {
        await client.chat.delete({ channel, ts });
      } catch (error) {
        logger.error({ err: error, channel, ts }, 'A message that was posted twice could not be removed');
      }
    },
    tell: ({ id, channel, createdBy }, sentence) =>
      tellMaker(createdBy, pausedMessage({ channel }, sentence, command), { subscription: id }),
    tellAccessIsBack: (maker, loss) => tellMaker(maker, accessIsBackMessage(loss, command), { team: loss.team }),
    async hasAccess(team) {
      try {
        await client.auth.test();
        return true;
      } catch (error) {
        logger.debug({ err: error, team }, 'Access not confirmed');
        return hasAccessAfter(error);
      }
    },
  };
}
