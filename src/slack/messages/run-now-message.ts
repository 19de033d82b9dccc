import type { Button } from '@slack/types';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import type { Message } from './message.ts';
import { notice } from './notice.ts';

/** Slack's limit is 75 characters: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const labelBytes = 70;

/** What Slack calls conversations that have no name for people. */
const nameless = new Set(['directmessage', 'privategroup', '']);

/** Asks where a digest is to be posted that somebody wants now. @param channelName as Slack gives it with the press */
export function runNowMessage({ id, channel, paused }: Subscription, channelName = ''): Message {
  const button = (actionId: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: cutToBytes(label, labelBytes), emoji: false },
    value: id,
  });
  const isDirect = channel.startsWith('D');
  const place = isDirect ? 'here' : nameless.has(channelName) ? 'in this channel' : `in #${channelName}`;
  const asked =
    paused === undefined
      ? notice(`Post a digest ${place} now? The next one still comes at its time, with papers that were not sent.`)
      : notice('It is paused, so nothing is posted. Resume it to post; you can see it for yourself.');
  const elements = [
    ...(paused === undefined ? [button(actionIds.runHere, `Post ${place}`)] : []),
    button(actionIds.runForMe, 'Only for me'),
    button(actionIds.dismiss, 'Cancel'),
  ];
  return { ...asked, blocks: [...asked.blocks, { type: 'actions', elements }] };
}
