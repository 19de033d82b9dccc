import type { WebClient } from '@slack/web-api';
import { tellPerson } from '../../delivery/tell-person.ts';
import type { Message } from '../../messages/message.ts';
import type { Caller, WindowState } from '../../reach.ts';
import type { DigestDependencies } from '../../requests/digest-deeds.ts';
import { sayAtHome } from '../../requests/home.ts';

/** Says what came of a window where it was opened: in App Home, or in its conversation to whoever submitted it alone. */
export function tellSubmitter(
  dependencies: DigestDependencies,
  { client, caller: { team, user } }: { readonly client: WebClient; readonly caller: Caller },
  { channel, isFromHome = false }: Pick<WindowState, 'channel' | 'isFromHome'>,
  message: Message,
): Promise<void> {
  const { sleep, logger } = dependencies;
  if (isFromHome) return sayAtHome(dependencies, { client, person: { team, person: user }, view: undefined }, message);
  return tellPerson({ client, channel: channel || undefined, user, sleep, logger }, message);
}
