import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { DigestPlace } from '../button-state.ts';

/** Where a new digest comes. */

export const placeFields = { where: 'subscription_where', channel: 'subscription_channel' } as const;

const labels = {
  here: 'This channel',
  me: 'Only me, in my direct message with Paperboy',
  other: 'Another channel',
} as const;
type Where = keyof typeof labels;

/** Which of the three a place is: a channel's id is another channel. */
export function whereOf(place: DigestPlace): Where {
  return place === 'here' || place === 'me' ? place : 'other';
}

function option(where: Where): PlainTextOption {
  return { text: { type: 'plain_text', text: labels[where] }, value: where };
}

/** @param isInChannel false where the window was opened in no channel: in a direct message, or in App Home */
export function placeBlocks(place: DigestPlace, isInChannel: boolean): KnownBlock[] {
  const where = whereOf(place);
  const choices: readonly Where[] = isInChannel ? ['here', 'me', 'other'] : ['me', 'other'];
  const radio: KnownBlock = {
    type: 'input',
    block_id: placeFields.where,
    // The field for the channel comes with the choice.
    dispatch_action: true,
    label: { type: 'plain_text', text: 'Where' },
    element: {
      type: 'radio_buttons',
      action_id: placeFields.where,
      options: choices.map(option),
      initial_option: option(where),
    },
  };
  if (where !== 'other') return [radio];
  const channel: KnownBlock = {
    type: 'input',
    block_id: placeFields.channel,
    label: { type: 'plain_text', text: 'Channel' },
    hint: { type: 'plain_text', text: 'One that you are in, and Paperboy too: /invite @Paperboy brings it there.' },
    element: {
      type: 'conversations_select',
      action_id: placeFields.channel,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(place !== 'other' && { initial_conversation: place }),
    },
  };
  return [radio, channel];
}
