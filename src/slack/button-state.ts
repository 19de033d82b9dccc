import { z } from 'zod';
import { type PaperList, paperListSchema } from './paper-list.ts';

/** Everything a button needs is in its value, so that old messages go on working after a restart. */

export const actionIds = {
  details: 'paper_details',
  similar: 'paper_similar',
  share: 'paper_share',
  more: 'list_more',
  previous: 'list_previous',
  notRelevant: 'digest_not_relevant',
  // Menus of a digest; their options hold what the buttons of one paper hold.
  digestDetails: 'digest_details',
  digestSimilar: 'digest_similar',
  digestNotRelevant: 'digest_pick_not_relevant',
  subscribeForm: 'subscribe_form',
  pause: 'subscription_pause',
  resume: 'subscription_resume',
  edit: 'subscription_edit',
  runNow: 'subscription_run_now',
  preview: 'subscription_preview',
  remove: 'subscription_remove',
} as const;

/** A button of one paper. `thread` is the thread that its answer stands in. */
export interface PaperState {
  readonly id: string;
  readonly thread?: string | undefined;
  /** Id of the subscription whose digest it stands in. */
  readonly subscription?: string | undefined;
}

/** A button that shows another page of a list. */
export interface PageState {
  readonly list: PaperList;
  readonly offset: number;
  /** Offsets of the pages before it, the nearest last. */
  readonly before: readonly number[];
  readonly thread?: string | undefined;
}

const paperState = z.object({
  id: z.string(),
  thread: z.string().optional(),
  subscription: z.string().optional(),
});
const offset = z.number().int().nonnegative();
const pageState = z.object({ list: paperListSchema, offset, before: z.array(offset), thread: z.string().optional() });

/** What a button holds, or the chosen option of a menu. */
export function stateOf(
  action: { readonly value?: string } | { readonly selected_option: { readonly value?: string } },
): string | undefined {
  return 'selected_option' in action ? action.selected_option.value : action.value;
}

export function encodeState(state: PaperState | PageState): string {
  return JSON.stringify(state);
}

/** @throws ZodError or SyntaxError when the value is not one of ours */
export function decodePaperState(value: string | undefined): PaperState {
  return paperState.parse(JSON.parse(value ?? ''));
}

/** @throws ZodError or SyntaxError when the value is not one of ours */
export function decodePageState(value: string | undefined): PageState {
  return pageState.parse(JSON.parse(value ?? ''));
}
