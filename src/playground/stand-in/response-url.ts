import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import { maxRememberedIds, responseUrlLifeMs, responseUrlUses } from './limits.ts';
import type { MessageContents } from './message-content.ts';
import type { MessageRef, Messages } from './messages.ts';
import type { Posting } from './posting.ts';
import { remember } from './remember.ts';
import type { TrafficLog } from './traffic.ts';
import { Refusal } from './web-api/refusal.ts';

interface ResponseUrlAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** Where an answer to a command or an interaction may go. */
export interface ResponseTarget {
  channel: string;
  userId: string;
  /** The message that was acted on; a command has none. */
  original?: MessageRef;
}

interface ResponseUrlParts {
  url: () => string;
  clock: Clock;
  ids: Ids;
  messages: Messages;
  posting: Posting;
  contents: MessageContents;
  traffic: TrafficLog;
}

const flag = z.union([z.boolean(), z.stringbool()]).optional();
const responseShape = z.looseObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  thread_ts: z.string().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: flag,
  delete_original: flag,
});

export function createResponseUrls(parts: ResponseUrlParts) {
  const { url, clock, ids, messages, posting, contents, traffic } = parts;
  const issued = new Map<string, { target: ResponseTarget; issuedAt: number; uses: number }>();

  function respond(target: ResponseTarget, body: unknown): void {
    const response = responseShape.safeParse(body);
    if (!response.success) throw new Refusal('invalid_payload');
    const { response_type: type, replace_original: replaces, delete_original: deletes, ...given } = response.data;
    const { channel, userId } = target;
    const original = target.original && messages.find(target.original);
    if ((replaces || deletes) && !original) throw new Refusal('message_not_found');
    if (original && deletes) {
      posting.remove(original);
      return;
    }
    const content = contents.checked(given);
    if (original && replaces) {
      posting.replace(original, content);
      return;
    }
    const visibility = type === 'ephemeral' ? { ephemeralFor: userId } : {};
    posting.post({ ...content, ...visibility, channel, threadTs: given.thread_ts });
  }

  /** @throws Refusal `used_url` or `expired_url` */
  function useUp(id: string, body: unknown): void {
    const entry = issued.get(id);
    if (!entry || clock.now() - entry.issuedAt > responseUrlLifeMs) throw new Refusal('expired_url');
    if (entry.uses >= responseUrlUses) throw new Refusal('used_url');
    respond(entry.target, body);
    entry.uses += 1;
  }

  function answerTo(id: string, body: unknown): ResponseUrlAnswer {
    try {
      useUp(id, body);
      return { status: 200, body: { ok: true } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const isGone = ['expired_url', 'used_url'].includes(error.message);
      return { status: isGone ? 404 : 400, body: { ok: false, error: error.message, ...error.details } };
    }
  }

  return {
    /** An answer in the acknowledgement itself follows the same rules. @throws Refusal */
    respond,
    issue(target: ResponseTarget) {
      const id = ids.secret();
      remember(issued, id, { target, issuedAt: clock.now(), uses: 0 }, maxRememberedIds);
      return `${url()}/response/${id}`;
    },
    use(id: string, body: unknown) {
      const answer = answerTo(id, body);
      traffic.add({ kind: 'response_url', body, status: answer.status, response: answer.body });
      return answer;
    },
  };
}

/** The addresses that let an app answer without being in the channel. */
export type ResponseUrls = ReturnType<typeof createResponseUrls>;
