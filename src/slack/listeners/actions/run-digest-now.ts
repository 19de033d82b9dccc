import { readerOf } from '../../../digests/choose.ts';
import type { Digest } from '../../../digests/digest.ts';
import { digestPaperMenu } from '../../messages/digest-paper-message.ts';
import { notice } from '../../messages/message.ts';
import { privateDigestMessage } from '../../messages/preview-message.ts';
import { runNowMessage } from '../../messages/run-now-message.ts';
import { upcomingFor } from '../../requests/previews.ts';
import { isPaused } from '../../requests/stop-digest.ts';
import { tell } from './press.ts';
import { onDigest } from './redraw.ts';

/** "Run now" asks first where it posts. */
export const runNow = onDigest(async (press, dependencies, subscription) => {
  const { channel } = press.body;
  await tell(press, dependencies, runNowMessage(subscription, channel && (channel.name ?? '')));
});

const quiet: Readonly<Record<Exclude<Digest['kind'], 'papers'>, string>> = {
  'nothing-new': 'Nothing was posted: no new paper was left to send.',
  'archive-read': 'Nothing was posted: the library has no paper on this that was not sent before.',
};

/** What comes of the answer takes the place of the question. */
const replaces = true;

/** Posts one more digest where it belongs. */
export const runHere = onDigest(
  async (press, dependencies, subscription) => {
    const { digests } = dependencies.digests;
    const say = (sentence: string): Promise<void> => tell(press, dependencies, notice(sentence), { replaces });
    if (subscription.paused !== undefined) return tell(press, dependencies, isPaused, { replaces });
    const { kind } = await digests.preview(subscription, { id: subscription.id, reader: readerOf(subscription) });
    if (kind !== 'papers') return say(quiet[kind]);
    const isNew = await digests.runNow(subscription);
    await say(isNew ? 'The digest is on its way.' : 'A digest is on its way already.');
  },
  { replaces },
);

/** The same for whoever presses: none of its papers counts as sent. */
export const runForMe = onDigest(
  async (press, dependencies, subscription) => {
    const shown = await upcomingFor(dependencies, press.client, subscription);
    const lead = 'Only you see this digest; its papers still come in the next one.';
    const message = privateDigestMessage(lead, shown, digestPaperMenu(shown.digest, subscription));
    await tell(press, dependencies, message, { replaces });
  },
  { replaces },
);
