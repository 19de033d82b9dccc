import type { SourceStatus } from '../sources/status.ts';
import type { AccessLoss } from '../store/access-losses.ts';
import type { Delivery } from '../store/delivery.ts';
import type { Place, Subscription } from '../store/subscriptions.ts';
import type { ReadableFrom } from './choose-round-up.ts';
import type { Digest } from './digest.ts';

/** One message of a digest: part 0 is the post itself, part n the details of its paper n, as a reply. */
export interface DigestPart {
  readonly delivery: Delivery;
  readonly subscription: Subscription;
  readonly digest: Digest;
  /** Number of messages posted before it. */
  readonly part: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** How the sources of papers are doing; empty where none is read. */
  readonly sources: readonly SourceStatus[];
}

export interface NoAccess {
  readonly kind: 'no-access';
  readonly code: string;
  readonly sentence: string;
}

export type PostOutcome =
  | { readonly kind: 'sent'; readonly ts: string }
  /** Slack has not taken it, and wants no more for a while. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number; readonly sentence: string }
  /** Slack has surely not taken it, and will not `until`: its trouble passes, it is clear what it means, somebody changes something. */
  | {
      readonly kind: 'refused';
      readonly sentence: string;
      readonly until: 'it passes' | 'it is known' | 'somebody acts' | 'never';
    }
  /** Slack has not taken it: the whole workspace refuses the bot. `code` is Slack's. */
  | NoAccess
  /** Slack has not taken a reply, since what it replies to is gone. */
  | { readonly kind: 'no-thread'; readonly sentence: string }
  /** Nobody knows whether Slack took it. */
  | { readonly kind: 'unclear'; readonly sentence: string };

export type FindOutcome =
  | { readonly kind: 'found'; readonly ts: string }
  | { readonly kind: 'absent' }
  /** Slack does not answer now. */
  | { readonly kind: 'later'; readonly retryAfterMs: number | undefined }
  | NoAccess
  /** The bot may not read there. */
  | { readonly kind: 'unreadable'; readonly sentence: string };

/** `gone`: nobody reaches that person. `later`: Slack does not answer now. */
export type Told = 'told' | 'gone' | 'later';

export interface Access {
  /** The workspace of the bot's token; undefined while Slack never said. */
  readonly team: string | undefined;
  /** Undefined: it lets the bot in. */
  readonly refusal: NoAccess | undefined;
}

/** How digests reach a channel. None of these throws. */
export interface DigestPost {
  post(part: DigestPart): Promise<PostOutcome>;
  /** Whether this post will lead to what its thread would tell of each paper: then nothing follows it. */
  leadsOn(post: DigestPart): Promise<boolean>;
  /** Looks in Slack for a message of this delivery and part, posted at `sinceMs` or later, other than `exceptTs`. */
  find(delivery: Delivery, part: number, sinceMs: number, exceptTs?: string): Promise<FindOutcome>;
  /** Removes a message of ours that was posted twice. */
  remove(place: Place, ts: string): Promise<void>;
  /** Tells somebody that a subscription stands still, or that a digest of it is not posted. */
  tell(person: string, subscription: Subscription, sentence: string): Promise<Told>;
  /** Tells the maker of digests in this workspace that it lets the bot in again. */
  tellAccessIsBack(maker: string, loss: AccessLoss): Promise<void>;
  /** Of those who read its digests, in English, such as "German". */
  languageOf(subscription: Subscription): Promise<string>;
  /** Asks Slack which channels are as open as that. */
  readonly readableFrom: ReadableFrom;
  /**
   * Asks Slack whether it lets the bot in; those of which nobody knows are left out.
   *
   * @param lost workspaces that refused it
   */
  access(lost: readonly string[]): Promise<readonly Access[]>;
}
