import type { ViewOutput } from '@slack/bolt';
import { timeZoneMeant } from '../../../digests/time-zones.ts';
import { defaultWishes, problemsOf, splitExclusions, splitTopics } from '../../../digests/wishes.ts';
import type { WhenQuiet, Wishes } from '../../../store/subscriptions.ts';
import { papersNamed } from '../../messages/fewer-like.ts';
import { notice } from '../../messages/notice.ts';
import { detailsOn, type FormPreview, fields, type SubscriptionForm } from '../../messages/subscription-view.ts';
import type { WindowState } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';

/** What somebody filled in so far. One that exists stays where it is. */
export function readForm(view: ViewOutput, { id, channel, openedOn }: WindowState): SubscriptionForm {
  const filledIn = (name: string) => view.state.values[name]?.[name];
  const typed = (name: string): string => filledIn(name)?.value ?? '';
  const quiet: WhenQuiet = filledIn(fields.quiet)?.selected_option?.value === 'say' ? 'say' : 'archive';
  const days = filledIn(fields.days)?.selected_options?.map(({ value }) => Number(value)) ?? [];
  const wishes: Wishes = {
    time: filledIn(fields.time)?.selected_time ?? defaultWishes.time,
    days: days.toSorted((a, b) => a - b),
    timeZone: timeZoneMeant(typed(fields.timeZone)) ?? typed(fields.timeZone),
    topics: splitTopics(typed(fields.topics)),
    exclusions: splitExclusions(typed(fields.exclusions)),
    fewerLike: papersNamed(filledIn(fields.fewerLike)?.selected_options),
    size: Number(filledIn(fields.size)?.selected_option?.value ?? defaultWishes.size),
    hasDetails: filledIn(fields.details)?.selected_options?.some(({ value }) => value === detailsOn) === true,
    whenQuiet: quiet,
  };
  const chosen = id === undefined ? filledIn(fields.channel)?.selected_conversation : undefined;
  return { id, channel: chosen ?? channel, wishes, openedOn };
}

/** What the window shows of the digest that it would make. */
export async function previewOf(
  { digests, now }: DigestDependencies,
  { id, wishes }: Pick<SubscriptionForm, 'id' | 'wishes'>,
): Promise<FormPreview> {
  const problems = problemsOf(wishes, now());
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'digest', digest: await digests.digests.preview(wishes, id), now: now() };
}

/** A window whose state is not ours, or not of who submits it: after a change of the bot's token too. */
export const unknownWindow = notice('That window does not work any more. Open it again.');
