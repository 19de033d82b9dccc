import type { InputBlock } from '@slack/types';
import type { DigestPlace } from '../button-state.ts';
import { option } from './elements.ts';
import { input } from './windows.ts';

/** Where a new digest comes. */

export const placeFields = { where: 'subscription_where', channel: 'subscription_channel' } as const;

const labels = {
  here: 'This channel',
  me: 'Only me, in my direct message with Paperboy',
  other: 'Another channel',
} as const;
type Where = keyof typeof labels;

/** Which of the three a place is: a channel's id is another channel. */
function whereOf(place: DigestPlace): Where {
  return place === 'here' || place === 'me' ? place : 'other';
}

/** @param isInChannel false where the window was opened in no channel: in a direct message, or in App Home */
export function placeBlocks(place: DigestPlace, isInChannel: boolean): InputBlock[] {
  const where = whereOf(place);
  const choices: readonly Where[] = isInChannel ? ['here', 'me', 'other'] : ['me', 'other'];
  const optionOf = (one: Where) => option(one, labels[one]);
  const radio = input(placeFields.where, {
    label: 'Where',
    // The field for the channel comes with the choice.
    dispatches: true,
    element: {
      type: 'radio_buttons',
      action_id: placeFields.where,
      options: choices.map(optionOf),
      initial_option: optionOf(where),
    },
  });
  if (where !== 'other') return [radio];
  const channel = input(placeFields.channel, {
    label: 'Channel',
    hint: 'One that you are in, and Paperboy too: /invite @Paperboy brings it there.',
    element: {
      type: 'conversations_select',
      action_id: placeFields.channel,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(place !== 'other' && { initial_conversation: place }),
    },
  });
  return [radio, channel];
}
