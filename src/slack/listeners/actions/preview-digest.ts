import { previewMessage } from '../../messages/preview-message.ts';
import { timeZoneOf } from '../../requests/people.ts';
import { upcomingFor } from '../../requests/previews.ts';
import { gone } from '../../requests/stop-digest.ts';
import { type OnPress, tell } from './press.ts';
import { pressedDigest } from './redraw.ts';

export const previewDigest: OnPress = async (press, dependencies) => {
  const subscription = await pressedDigest(press, dependencies);
  if (subscription === undefined) return tell(press, dependencies, gone);
  const shown = await upcomingFor(dependencies, press.client, subscription);
  const reader = await timeZoneOf(press.client, press.body.user.id, dependencies.logger);
  await tell(press, dependencies, previewMessage(shown, subscription, reader));
};
