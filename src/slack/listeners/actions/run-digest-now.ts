import { readerOf } from '../../../digests/choose.ts';
import type { Digest } from '../../../digests/digest.ts';
import { digestPaperMenu } from '../../messages/digest-paper-message.ts';
import { notice } from '../../messages/message.ts';
import { privateDigestMessage } from '../../messages/preview-message.ts';
import { runNowMessage } from '../../messages/run-now-message.ts';
import { upcomingFor } from '../../requests/previews.ts';
import { gone, isPaused } from '../../requests/stop-digest.ts';
import { type OnPress, tell } from './press.ts';
import { pressedDigest } from './redraw.ts';

/** "Run now" asks first where it posts. */
export const runNow: OnPress = async (press, dependencies) => {
  const { channel } = press.body;
  const subscription = await pressedDigest(press, dependencies);
  const message = subscription === undefined ? gone : runNowMessage(subscription, channel && (channel.name ?? ''));
  await tell(press, dependencies, message);
};

const quiet: Readonly<Record<Exclude<Digest['kind'], 'papers'>, string>> = {
  'nothing-new': 'Nothing was posted: no new paper was left to send.',
  'archive-read': 'Nothing was posted: the library has no paper on this that was not sent before.',
};

/** Posts one more digest where it belongs, and takes the place of the question. */
export const runHere: OnPress = async (press, dependencies) => {
  const { digests } = dependencies.digests;
  const replaces = true;
  const say = (sentence: string): Promise<void> => tell(press, dependencies, notice(sentence), { replaces });
  const subscription = await pressedDigest(press, dependencies);
  if (subscription === undefined) return tell(press, dependencies, gone, { replaces });
  if (subscription.paused !== undefined) return tell(press, dependencies, isPaused, { replaces });
  const { kind } = await digests.preview(subscription, { id: subscription.id, reader: readerOf(subscription) });
  if (kind !== 'papers') return say(quiet[kind]);
  const isNew = await digests.runNow(subscription);
  await say(isNew ? 'The digest is on its way.' : 'A digest is on its way already.');
};

/** The same for whoever presses, in the place of the question: none of its papers counts as sent. */
export const runForMe: OnPress = async (press, dependencies) => {
  const replaces = true;
  const subscription = await pressedDigest(press, dependencies);
  if (subscription === undefined) return tell(press, dependencies, gone, { replaces });
  const shown = await upcomingFor(dependencies, press.client, subscription);
  const lead = 'Only you see this digest; its papers still come in the next one.';
  const message = privateDigestMessage(lead, shown, digestPaperMenu(shown.digest, subscription));
  await tell(press, dependencies, message, { replaces });
};
