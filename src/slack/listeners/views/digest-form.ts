import type { ViewOutput } from '@slack/bolt';
import { timeZoneMeant } from '../../../digests/time-zones.ts';
import { splitExclusions } from '../../../digests/topics.ts';
import { defaultWishes, readWishes } from '../../../digests/wishes.ts';
import type { WhenQuiet, Wishes } from '../../../store/subscriptions.ts';
import { papersNamed } from '../../messages/fewer-like.ts';
import { notice } from '../../messages/message.ts';
import { placeFields } from '../../messages/place-blocks.ts';
import { chosenRhythm } from '../../messages/rhythm-blocks.ts';
import { detailsOn, fields, type SubscriptionForm, savedLikeOn } from '../../messages/subscription-view.ts';
import type { WindowState } from '../../reach.ts';
import { filledIn } from './submission.ts';

/**
 * What somebody filled in so far. What is typed as topics is read as the words behind "subscribe" are: a time or "top:3" there counts
 * before the other fields. One that exists stays where it is.
 *
 * @param now milliseconds since 1970-01-01 UTC
 */
export function readForm(view: ViewOutput, { id, channel }: WindowState, now: number): SubscriptionForm {
  const filled = (name: string) => filledIn(view, name);
  const typed = (name: string): string => filled(name)?.value ?? '';
  const quiet: WhenQuiet = filled(fields.quiet)?.selected_option?.value === 'say' ? 'say' : 'archive';
  const { days, rhythm } = chosenRhythm(view);
  const chosen: Wishes = {
    time: filled(fields.time)?.selected_time ?? defaultWishes.time,
    days,
    timeZone: timeZoneMeant(typed(fields.timeZone)) ?? typed(fields.timeZone),
    topics: [],
    exclusions: splitExclusions(typed(fields.exclusions)),
    fewerLike: papersNamed(filled(fields.fewerLike)?.selected_options),
    size: Number(filled(fields.size)?.selected_option?.value ?? defaultWishes.size),
    hasDetails: filled(fields.details)?.selected_options?.some(({ value }) => value === detailsOn) === true,
    whenQuiet: quiet,
    savedLike: filled(fields.savedLike)?.selected_options?.some(({ value }) => value === savedLikeOn) === true,
  };
  const { wishes, problems } = readWishes(typed(fields.topics), chosen, now);
  const where = filled(placeFields.where)?.selected_option?.value;
  const other = filled(placeFields.channel)?.selected_conversation ?? 'other';
  return {
    ...{ id, wishes, problems, doubts: [], rhythm },
    place: where === 'other' ? other : where === 'me' ? 'me' : 'here',
    isInChannel: channel !== '' && !channel.startsWith('D'),
  };
}

/** A window whose state is not ours, or not of who submits it: after a change of the bot's token too. */
export const unknownWindow = notice('That window does not work any more. Open it again.');
