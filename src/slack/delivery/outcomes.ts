import type { FindOutcome, NoAccess, PostOutcome } from '../../digests/digest-post.ts';
import { TooMuchHistoryError } from '../conversation/messages-since.ts';
import { type Trouble, troubleOf } from './errors.ts';
import { meaningOf } from './slack-codes.ts';

/** What Slack's errors mean for a message that must stand once. */

/** Slack says how long to wait in every 429; this stands in for one that a proxy swallowed. */
const defaultRetryMs = 30_000;

/** An error that is not Slack's leaves the same doubt as an answer that was lost. */
const lost: Trouble = { ...meaningOf('unconfirmed'), code: 'unconfirmed', retryAfterMs: undefined, needed: undefined };

/** What became of a message whose post ended in this error. */
export function postOutcomeOf(error: unknown): PostOutcome {
  const { means, code, person: sentence, retryAfterMs = defaultRetryMs } = troubleOf(error) ?? lost;
  switch (means) {
    case 'busy':
      return { kind: 'rate-limited', retryAfterMs, sentence: waitingFor(code) };
    case 'unreached':
      return { kind: 'refused', until: 'it passes', sentence: waitingFor(code) };
    case 'unknown':
      return { kind: 'refused', until: 'it is known', sentence };
    case 'unclear':
      return { kind: 'unclear', sentence: waitingFor(code) };
    case 'workspace':
    // Of all scopes only that to post is asked for by every message.
    case 'permission':
      return { kind: 'no-access', code, sentence };
    case 'thread':
      return { kind: 'no-thread', sentence };
    case 'message':
    case 'call':
    case 'window':
    case 'settled':
      return { kind: 'refused', until: 'never', sentence };
    case 'outside':
    case 'channel':
    case 'person':
    case 'outsider':
      return { kind: 'refused', until: 'somebody acts', sentence };
    default:
      return means satisfies never;
  }
}

/** Why something waits, behind "waits for Slack until 10:40". */
function waitingFor(code: string): string {
  switch (meaningOf(code).means) {
    case 'busy':
      return 'rate limit';
    case 'unreached':
      return 'it cannot be reached';
    default:
      return 'it did not confirm the message';
  }
}

/** What a search for a message that ended in this error leaves to do. */
export function findOutcomeOf(error: unknown): FindOutcome {
  if (error instanceof TooMuchHistoryError) return { kind: 'unreadable', sentence: error.message };
  const { means, again, code, person, retryAfterMs } = troubleOf(error) ?? lost;
  if (means === 'workspace') return { kind: 'no-access', code, sentence: person };
  if (again === 'later') return { kind: 'later', retryAfterMs };
  return {
    kind: 'unreadable',
    sentence: `Slack did not confirm that it took the message, and Paperboy may not look (${code}), so it does not post it again.`,
  };
}

/** That the workspace refuses the bot, where asking so ended in this error; undefined: nobody knows. */
export function accessAfter(error: unknown): NoAccess | undefined {
  const { means, code, person } = troubleOf(error) ?? lost;
  return means === 'workspace' ? { kind: 'no-access', code, sentence: person } : undefined;
}
