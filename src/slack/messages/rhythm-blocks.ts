import type { ViewOutput } from '@slack/bolt';
import type { InputBlock } from '@slack/types';
import { weekdayNames } from '../../digests/subscription-words.ts';
import { defaultWishes } from '../../digests/wishes.ts';
import { option } from './elements.ts';
import { input } from './windows.ts';

/** How often a digest comes: three common ways by one choice, and any days beside them. */

export const rhythmFields = {
  rhythm: 'subscription_rhythm',
  day: 'subscription_day',
  days: 'subscription_days',
} as const;

const labels = {
  daily: 'Every day',
  weekdays: 'Weekdays',
  weekly: 'Once a week, with a round-up of the week',
  other: 'On other days',
} as const;
type Rhythm = keyof typeof labels;

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const workdays = [1, 2, 3, 4, 5];

/** @param days ISO weekdays, 1 is Monday; none: somebody is about to choose them */
function rhythmOf(days: readonly number[]): Rhythm {
  if (days.length === 1) return 'weekly';
  const named = days.join('');
  return named === everyDay.join('') ? 'daily' : named === workdays.join('') ? 'weekdays' : 'other';
}

const dayOptions = weekdayNames.map((name, index) => option(String(index + 1), name));

/** @param chosen what was chosen in an open window; undefined: what the days say */
export function rhythmBlocks(days: readonly number[], chosen: Rhythm | undefined): InputBlock[] {
  const rhythm = chosen ?? rhythmOf(days);
  // Each choice changes the preview, and which fields stand below.
  const dispatches = true;
  const how = input(rhythmFields.rhythm, {
    ...{ label: 'How often', dispatches },
    element: {
      type: 'static_select',
      action_id: rhythmFields.rhythm,
      options: Object.entries(labels).map(([value, label]) => option(value, label)),
      initial_option: option(rhythm, labels[rhythm]),
    },
  });
  const initial = dayOptions.filter((_, index) => days.includes(index + 1));
  switch (rhythm) {
    case 'daily':
    case 'weekdays':
      return [how];
    case 'weekly': {
      const [first = option('1', 'Monday')] = initial;
      const element = { type: 'static_select', action_id: rhythmFields.day, options: dayOptions } as const;
      return [
        how,
        input(rhythmFields.day, { label: 'Day', dispatches, element: { ...element, initial_option: first } }),
      ];
    }
    case 'other': {
      const element = { type: 'multi_static_select', action_id: rhythmFields.days, options: dayOptions } as const;
      const chosenDays = initial.length > 0 ? { ...element, initial_options: initial } : element;
      return [how, input(rhythmFields.days, { label: 'Days', dispatches, element: chosenDays })];
    }
    default:
      return rhythm satisfies never;
  }
}

const isRhythm = (value: string | undefined): value is Rhythm => value !== undefined && Object.hasOwn(labels, value);

export interface ChosenRhythm {
  readonly days: readonly number[];
  readonly rhythm: Rhythm | undefined;
}

/** What is filled in. A choice whose field has not come yet begins with what is usual. */
export function chosenRhythm({ state: { values } }: Pick<ViewOutput, 'state'>): ChosenRhythm {
  const filledIn = (name: string) => values[name]?.[name];
  const how = filledIn(rhythmFields.rhythm)?.selected_option?.value;
  const rhythm = isRhythm(how) ? how : undefined;
  const day = Number(filledIn(rhythmFields.day)?.selected_option?.value ?? 1);
  const days = filledIn(rhythmFields.days)?.selected_options?.map(({ value }) => Number(value));
  switch (rhythm) {
    case 'daily':
      return { rhythm, days: everyDay };
    case 'weekdays':
      return { rhythm, days: workdays };
    case 'weekly':
      return { rhythm, days: [day] };
    // A window from before there was a choice has the days alone.
    case undefined:
      return { rhythm, days: (days ?? []).toSorted((a, b) => a - b) };
    case 'other':
      return { rhythm, days: (days ?? defaultWishes.days).toSorted((a, b) => a - b) };
    default:
      return rhythm satisfies never;
  }
}
