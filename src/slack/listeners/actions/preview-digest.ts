import { previewMessage } from '../../messages/preview-message.ts';
import { timeZoneOf } from '../../requests/people.ts';
import { upcomingFor } from '../../requests/previews.ts';
import { tell } from './press.ts';
import { onDigest } from './redraw.ts';

export const previewDigest = onDigest(async (press, dependencies, subscription) => {
  const shown = await upcomingFor(dependencies, press.client, subscription);
  const reader = await timeZoneOf(press.client, press.body.user.id, dependencies.logger);
  await tell(press, dependencies, previewMessage(shown, subscription, reader));
});
