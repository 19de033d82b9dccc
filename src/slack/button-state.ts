import { z } from 'zod';
import { type FollowTarget, followKinds } from '../store/follows.ts';
import type { Wishes } from '../store/subscriptions.ts';
import { UnknownValueError } from './delivery/errors.ts';
import { paperListSchema } from './requests/paper-list.ts';

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

const offset = z.number().int().nonnegative();

/** A page of a list of saved papers. */
const shelfState = z.object({
  /** Whose list it is: the channel's; undefined: one's own. */
  channel: z.string().optional(),
  /** What was looked for in it. */
  about: z.string().optional(),
  from: offset,
});
export type ShelfState = z.infer<typeof shelfState>;

/** A button under such a list. */
const shelfButtonState = z.object({ shelf: shelfState, thread: z.string().optional() });

/** A button of one paper. */
const paperState = z.object({
  id: z.string(),
  /** The thread that its answer stands in. */
  thread: z.string().optional(),
  /** Id of the subscription whose digest it stands in. */
  subscription: z.string().optional(),
  /** What an option of its menu does. */
  do: z.string().optional(),
  /** Id of who shared it. */
  by: z.string().optional(),
  /** The list of saved papers that it stands in. */
  shelf: shelfState.optional(),
});
export type PaperState = z.infer<typeof paperState>;

/** A button that shows another page of a list. */
const pageState = z.object({
  list: paperListSchema,
  offset,
  /** Offsets of the pages before it, the nearest last. */
  before: z.array(offset).readonly(),
  thread: z.string().optional(),
  /** Ids shown before, where the next page may be ranked in another way: then they count, not the offset. */
  shown: z.array(z.string()).readonly().optional(),
});
export type PageState = z.infer<typeof pageState>;

/** A button that says something to the bot for whoever presses it. */
const sayState = z.object({
  /** As somebody would write it; '' in a thread: papers on the thread. */
  say: z.string(),
  thread: z.string().optional(),
  /** Lists are looked for before this `ts` only. */
  before: z.string().optional(),
});
export type SayState = z.infer<typeof sayState>;

const followTarget = z.object({ kind: z.enum(followKinds), target: z.string() });

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

/** @throws UnknownValueError when the value is not one of ours */
function decoded<State>(schema: z.ZodType<State>, value: string | undefined): State {
  try {
    if (value !== undefined && value.length > maxValueChars) throw new RangeError('Slack takes no value so long.');
    return schema.parse(JSON.parse(value ?? ''));
  } catch (cause) {
    throw new UnknownValueError('The value of a button is none of ours', { cause });
  }
}

export function decodeUnderstood(value: string | undefined): Understood | undefined {
  return value === undefined || value === '' ? undefined : decoded(understoodState, value);
}

/** What a button holds, or the chosen option of a menu. */
export function stateOf(
  action: { readonly value?: string } | { readonly selected_option: { readonly value?: string } },
): string | undefined {
  return 'selected_option' in action ? action.selected_option.value : action.value;
}

export function encodeState(
  state: PaperState | PageState | SayState | z.infer<typeof shelfButtonState> | FollowTarget,
): string {
  return JSON.stringify(state);
}

export const decodePaperState = (value: string | undefined) => decoded(paperState, value);
export const decodePageState = (value: string | undefined) => decoded(pageState, value);
export const decodeSayState = (value: string | undefined) => decoded(sayState, value);
export const decodeShelfState = (value: string | undefined) => decoded(shelfButtonState, value);
export const decodeFollowTarget = (value: string | undefined) => decoded(followTarget, value);
