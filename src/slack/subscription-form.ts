import type { ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import { timeZoneMeant } from '../digests/time-zones.ts';
import { defaultWishes, splitExclusions, splitTopics } from '../digests/wishes.ts';
import type { WhenQuiet, Wishes } from '../store/subscriptions.ts';
import { detailsOn, fields, type SubscriptionForm } from './messages/subscription-view.ts';

const metadata = z.object({ id: z.string().optional(), channel: z.string(), openedOn: z.string().optional() });

/** What somebody filled in so far. */
export function readForm(view: ViewOutput): SubscriptionForm {
  const { id, channel, openedOn } = metadata.parse(JSON.parse(view.private_metadata));
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
    size: Number(filledIn(fields.size)?.selected_option?.value ?? defaultWishes.size),
    hasDetails: filledIn(fields.details)?.selected_options?.some(({ value }) => value === detailsOn) === true,
    whenQuiet: quiet,
  };
  return { id, channel: filledIn(fields.channel)?.selected_conversation ?? channel, wishes, openedOn };
}
