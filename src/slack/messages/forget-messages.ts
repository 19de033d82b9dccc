import { joined } from '../../digests/subscription-words.ts';
import { type KeptOfPerson, somebodyWhoLeft } from '../../store/forget.ts';
import { actionIds } from '../button-state.ts';
import { button, withButtons } from './elements.ts';
import { type Message, notice } from './message.ts';

/** A person wants to be forgotten: asked once, in plain words. */

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : `${count} ${many}`];

export function askForgetMessage({ saved, follows, ownDigests, channelDigests }: KeptOfPerson): Message {
  const kept = [
    ...counted(saved, 'one saved paper', 'saved papers'),
    ...counted(follows, 'one author or paper that you follow', 'authors and papers that you follow'),
    ...counted(ownDigests, 'a digest of your own with its history', 'digests of your own with their history'),
    ...counted(channelDigests, 'your name beside one digest of a channel', 'digests of channels that name you'),
  ];
  const listed = kept.length === 0 ? 'no saved paper, no digest and nothing that you follow' : joined(kept);
  const lead = `I keep of you in this workspace: ${listed}. Besides, I may know links to papers that you were the first to share, and lists that you saw today.`;
  const asked = notice(
    `${lead} Shall I forget all of it? Nobody can bring it back. Digests of channels go on without your name; messages that I posted stay until somebody deletes them.`,
  );
  return withButtons(asked, [
    { ...button(actionIds.forgetMe, 'Forget me'), style: 'danger' },
    button(actionIds.dismiss, 'Keep it'),
  ]);
}

export const forgottenMessage = notice(
  `Done. I keep nothing of you in this workspace any more. Where your name stood I say “${somebodyWhoLeft}”.`,
);
