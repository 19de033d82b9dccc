import type { LinkSharing } from '../../reading/link-sharing.ts';
import type { Place } from '../../store/subscriptions.ts';
import { previewsMessage } from '../messages/link-notices.ts';
import type { Message } from '../messages/message.ts';
import type { LinksRequest } from './request.ts';

/** Whether links to papers bring previews in a conversation, and what somebody wants of that; whoever is in it may. */
export async function answerAboutLinks(
  { want }: LinksRequest,
  links: LinkSharing,
  { team, channel, thread }: Place & { readonly thread?: string | undefined },
): Promise<Message> {
  const place = { team, channel };
  if (want === 'off') return previewsMessage('off', { thread, isChanged: await links.switchOff(place) });
  if (want === 'on') return previewsMessage('on', { thread, isChanged: await links.switchOn(place) });
  return previewsMessage((await links.areOff(place)) ? 'off' : 'on', { thread, isChanged: false });
}
