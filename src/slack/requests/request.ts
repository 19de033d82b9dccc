import type { DigestPlace } from '../button-state.ts';
import type { Courtesy } from './courtesy.ts';
import type { FollowRequest, SaveRequest } from './follow-words.ts';
import type { GoingOn } from './refinement.ts';

/** What somebody asks about papers. Whatever is no subcommand is a question. */
export type PapersRequest =
  | { readonly kind: 'help'; readonly topic?: HelpTopic }
  | { readonly kind: 'newest' }
  | { readonly kind: 'show' | 'similar' | 'bibtex'; readonly id: string }
  /** BibTeX of several papers. */
  | { readonly kind: 'bibliography'; readonly ids: readonly string[] }
  /** Two papers or more side by side. */
  | { readonly kind: 'compare'; readonly ids: readonly string[] }
  /** A subcommand without an id, or with one that is none. */
  | { readonly kind: 'no-id'; readonly word: string; readonly given: string }
  /** A word that is nearly a subcommand. */
  | { readonly kind: 'did-you-mean'; readonly meant: string; readonly text: string }
  | { readonly kind: 'question'; readonly text: string };

/** The parts of the help beside its first page. */
export const helpTopics = ['filters', 'digests'] as const;
export type HelpTopic = (typeof helpTopics)[number];

/** What somebody asks about digests and the bot's state. */
export type DigestRequest =
  | {
      readonly kind: 'subscribe';
      readonly text: string;
      readonly place?: DigestPlace;
      /** Said in a sentence, without the word for it: what was understood is shown first. */
      readonly isSaid?: true;
    }
  | { readonly kind: 'subscriptions' }
  | { readonly kind: 'status' }
  | NamedDigestRequest;

/** What is to be done with one of the digests of a place. */
export interface NamedDigestRequest {
  readonly kind: (typeof namedDigestDeeds)[number];
  /** Which one, as the person wrote it; of "snooze" also until when. */
  readonly text: string;
  /** What the words ask where no digest is meant by them: "pause tokens" may be papers. */
  readonly otherwise?: PapersRequest | TalkRequest;
}

export const namedDigestDeeds = ['unsubscribe', 'snooze', 'preview', 'pause', 'resume', 'manage'] as const;

/** What somebody asks about papers that they, or people in a channel, saved. */
export interface SavedRequest {
  readonly kind: 'saved';
  /** What they are about; '': all of them. */
  readonly about: string;
  /** "here", or a channel's id; "other" where Slack did not say which; "me" or undefined: one's own. */
  readonly place?: DigestPlace;
}

/** What somebody asks about previews of papers under links. */
export interface LinksRequest {
  readonly kind: 'links';
  readonly want: 'on' | 'off' | 'state';
}

/** Somebody wants to be forgotten. */
export interface ForgetRequest {
  readonly kind: 'forget-me';
}

/** What only makes sense in a conversation. */
export type TalkRequest =
  | { readonly kind: 'courtesy'; readonly courtesy: Courtesy }
  /** Papers on what the thread is about. */
  | { readonly kind: 'thread' }
  /** About a list that the bot posted; where there is none and the words make sense without one, `otherwise`. */
  | {
      readonly kind: 'follow-up';
      readonly goingOn: GoingOn;
      /** As the person wrote it. */
      readonly text: string;
      readonly otherwise: PapersRequest | { readonly kind: 'thread' };
    };

/** What is a request by its words alone, wherever it stands. */
export type SpelledRequest =
  | PapersRequest
  | DigestRequest
  | SavedRequest
  | FollowRequest
  | SaveRequest
  | ForgetRequest
  | LinksRequest;

export type Request = SpelledRequest | TalkRequest;
