import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds } from '../button-state.ts';
import { button, quotingButton, withButtons } from './elements.ts';
import { type Message, notice } from './message.ts';

/** What Slack calls conversations that have no name for people. */
const nameless = new Set(['directmessage', 'privategroup', '']);

/** @param channelName as Slack gives it with the press; undefined in App Home and in windows, which are in none */
function placeWords(channel: string, channelName: string | undefined): string {
  const isDirect = channel.startsWith('D');
  if (channelName === undefined) return isDirect ? 'in your direct message' : 'in its channel';
  if (isDirect) return 'here';
  return nameless.has(channelName) ? 'in this channel' : `in #${channelName}`;
}

/** Asks where a digest is to be posted that somebody wants now. */
export function runNowMessage({ id, channel, paused }: Subscription, channelName: string | undefined): Message {
  const place = placeWords(channel, channelName);
  const asked =
    paused === undefined
      ? notice(`Post a digest ${place} now? The next one still comes at its time, with papers that were not sent.`)
      : notice('It is paused, so nothing is posted. Resume it to post; you can see it for yourself.');
  const elements = [
    ...(paused === undefined ? [quotingButton(actionIds.runHere, `Post ${place}`, id)] : []),
    button(actionIds.runForMe, 'Only for me', id),
    button(actionIds.dismiss, 'Cancel', id),
  ];
  return withButtons(asked, elements);
}
