import { z } from 'zod';
import { type FollowTarget, followKinds } from '../store/follows.ts';
import type { Wishes } from '../store/subscriptions.ts';
import { UnknownValueError } from './delivery/errors.ts';
import { type PaperList, paperListSchema } from './requests/paper-list.ts';

/** Everything a button needs is in its value, so that old messages go on working after a restart. */

export const actionIds = {
  details: 'paper_details',
  similar: 'paper_similar',
  share: 'paper_share',
  // Its value is that of a paper's button: encodeState({ id, thread? }).
  bibtex: 'paper_bibtex',
  save: 'paper_save',
  unsave: 'paper_unsave',
  restoreSaved: 'paper_restore_saved',
  // With a number behind it, since several stand in one block.
  shelf: 'saved_page',
  exportSaved: 'saved_export',
  unfollow: 'follow_stop',
  forgetMe: 'forget_me',
  more: 'list_more',
  previous: 'list_previous',
  // With a number behind it, since several stand in one block.
  list: 'list_other',
  // In App Home; the field's name is in search-view.ts.
  homeSearch: 'home_search_button',
  // With a number behind it, since several stand in one block.
  homePage: 'home_page',
  paperMenu: 'paper_menu',
  notRelevant: 'digest_not_relevant',
  // Menus of a digest; their options hold what the buttons of one paper hold.
  digestPaper: 'digest_paper',
  // Those of posts from before there was one for all.
  digestDetails: 'digest_details',
  digestSimilar: 'digest_similar',
  digestNotRelevant: 'digest_pick_not_relevant',
  // With a number behind it, since several stand in one block.
  say: 'say',
  run: 'run',
  subscribeForm: 'subscribe_form',
  subscribeAnyway: 'subscribe_anyway',
  pause: 'subscription_pause',
  resume: 'subscription_resume',
  edit: 'subscription_edit',
  runNow: 'subscription_run_now',
  runHere: 'subscription_run_here',
  runForMe: 'subscription_run_for_me',
  dismiss: 'dismiss',
  preview: 'subscription_preview',
  manage: 'digest_manage',
  remove: 'subscription_remove',
  restore: 'subscription_restore',
  snooze: 'snooze_digest',
  sharedElsewhere: 'link_shared_elsewhere',
  linkMenu: 'link_menu',
} as const;

/** A button of one paper. `thread` is the thread that its answer stands in. */
export interface PaperState {
  readonly id: string;
  readonly thread?: string | undefined;
  /** Id of the subscription whose digest it stands in. */
  readonly subscription?: string | undefined;
  /** What an option of its menu does. */
  readonly do?: string | undefined;
  /** Id of who shared it. */
  readonly by?: string | undefined;
  /** The list of saved papers that it stands in. */
  readonly shelf?: ShelfState | undefined;
}

/** A page of a list of saved papers. */
export interface ShelfState {
  /** Whose list it is: the channel's; undefined: one's own. */
  readonly channel?: string | undefined;
  /** What was looked for in it. */
  readonly about?: string | undefined;
  readonly from: number;
}

/** A button under such a list. */
export interface ShelfButtonState {
  readonly shelf: ShelfState;
  readonly thread?: string | undefined;
}

/** A button that shows another page of a list. */
export interface PageState {
  readonly list: PaperList;
  readonly offset: number;
  /** Offsets of the pages before it, the nearest last. */
  readonly before: readonly number[];
  readonly thread?: string | undefined;
  /** Ids shown before, where the next page may be ranked in another way: then they count, not the offset. */
  readonly shown?: readonly string[] | undefined;
}

/** A button that says something to the bot for whoever presses it. */
export interface SayState {
  /** As somebody would write it; '' in a thread: papers on the thread. */
  readonly say: string;
  readonly thread?: string | undefined;
  /** Lists are looked for before this `ts` only. */
  readonly before?: string | undefined;
}

const sayState = z.object({ say: z.string(), thread: z.string().optional(), before: z.string().optional() });
const offset = z.number().int().nonnegative();
const shelfState = z.object({ channel: z.string().optional(), about: z.string().optional(), from: offset });
const followTarget = z.object({ kind: z.enum(followKinds), target: z.string() });
const shelfButtonState = z.object({ shelf: shelfState, thread: z.string().optional() });
const paperState = z.object({
  id: z.string(),
  thread: z.string().optional(),
  subscription: z.string().optional(),
  do: z.string().optional(),
  by: z.string().optional(),
  shelf: shelfState.optional(),
});
const pageState = z.object({
  list: paperListSchema,
  offset,
  before: z.array(offset),
  thread: z.string().optional(),
  shown: z.array(z.string()).optional(),
});

const understoodState = z.object({
  wishes: z.object({
    time: z.string(),
    days: z.array(z.number().int().min(1).max(7)),
    timeZone: z.string(),
    topics: z.array(z.string()),
    exclusions: z.array(z.string()),
    fewerLike: z.array(z.object({ id: z.string(), title: z.string() })).default([]),
    size: z.number(),
    hasDetails: z.boolean(),
    whenQuiet: z.enum(['say', 'archive']),
    savedLike: z.boolean().default(false),
  }),
  doubts: z.array(z.string()),
  problems: z.array(z.string()).optional(),
  place: z.string().default('here'),
});

/** What was understood of a person's words about a digest, and which of them may be meant otherwise. */
export interface Understood {
  readonly wishes: Wishes;
  readonly doubts: readonly string[];
  /** What is wrong with the words, each a sentence; what is valid of them is in the wishes. */
  readonly problems?: readonly string[] | undefined;
  readonly place: DigestPlace;
}

/** Where a digest is to come: "here", "me" (one's direct message with the bot), "other" (a channel that is still to be chosen), or a channel's id. */
export type DigestPlace = string;

/** Slack's limit: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const maxValueChars = 2_000;

/** Undefined when it is too long for a button: then its window begins empty. */
export function encodeUnderstood(understood: Understood): string | undefined {
  const value = JSON.stringify(understood);
  return value.length <= maxValueChars ? value : undefined;
}

function decoded<State>(schema: z.ZodType<State>, value: string | undefined): State {
  try {
    if (value !== undefined && value.length > maxValueChars) throw new RangeError('Slack takes no value so long.');
    return schema.parse(JSON.parse(value ?? ''));
  } catch (cause) {
    throw new UnknownValueError('The value of a button is none of ours', { cause });
  }
}

/** @throws UnknownValueError when the value is not one of ours */
export function decodeUnderstood(value: string | undefined): Understood | undefined {
  return value === undefined || value === '' ? undefined : decoded(understoodState, value);
}

/** What a button holds, or the chosen option of a menu. */
export function stateOf(
  action: { readonly value?: string } | { readonly selected_option: { readonly value?: string } },
): string | undefined {
  return 'selected_option' in action ? action.selected_option.value : action.value;
}

export function encodeState(state: PaperState | PageState | SayState | ShelfButtonState | FollowTarget): string {
  return JSON.stringify(state);
}

/** @throws UnknownValueError when the value is not one of ours */
export function decodePaperState(value: string | undefined): PaperState {
  return decoded(paperState, value);
}

/** @throws UnknownValueError when the value is not one of ours */
export function decodePageState(value: string | undefined): PageState {
  return decoded(pageState, value);
}

/** @throws UnknownValueError when the value is not one of ours */
export function decodeSayState(value: string | undefined): SayState {
  return decoded(sayState, value);
}

/** @throws UnknownValueError when the value is not one of ours */
export function decodeShelfState(value: string | undefined): ShelfButtonState {
  return decoded(shelfButtonState, value);
}

/** @throws UnknownValueError when the value is not one of ours */
export function decodeFollowTarget(value: string | undefined): FollowTarget {
  return decoded(followTarget, value);
}
