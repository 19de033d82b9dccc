import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { messageView, messageViewId } from '../messages/message-view.ts';
import { searchField, searchView, searchViewId } from '../messages/search-view.ts';
import { logged } from './errors.ts';
import type { Content } from './plain-form.ts';

/** What somebody did that may open a window: a command, or a press somewhere. */
export interface WindowTrigger {
  readonly trigger_id: string;
  /** App Home or the window that they pressed in; undefined: a message. */
  readonly view?: PressedView | undefined;
}

export interface PressedView {
  readonly id: string;
  readonly type: string;
  readonly callback_id?: string | undefined;
  readonly private_metadata?: string | undefined;
  readonly root_view_id?: string | null | undefined;
  /** Of the window below. */
  readonly previous_view_id?: string | null | undefined;
  readonly state?: {
    readonly values: Readonly<Record<string, Readonly<Record<string, { readonly value?: string | null }>>>>;
  };
}

/** Slack takes three on top of each other: below the third are its first and one more. */
function isThird({ root_view_id: first, previous_view_id: below }: PressedView): boolean {
  return typeof below === 'string' && below !== first;
}

/** Opens a window; over the one that they pressed in, so that they come back to it, or in its place where Slack takes no more. */
export function openWindow(client: WebClient, { trigger_id, view: pressed }: WindowTrigger, view: ModalView) {
  if (pressed?.type !== 'modal') return client.views.open({ trigger_id, view });
  return isThird(pressed)
    ? client.views.update({ view_id: pressed.id, view })
    : client.views.push({ trigger_id, view });
}

/** Puts what came later into a window, which may be closed by now. @param id as Slack gave it when it opened */
export async function updateIfOpen(
  client: WebClient,
  id: string | undefined,
  view: ModalView,
  { logger }: { readonly logger: Logger },
): Promise<void> {
  if (id === undefined) return;
  await client.views
    .update({ view_id: id, view })
    .catch(logged((cause) => logger.info(cause, 'A window was not brought up to date'), undefined));
}

/** What stands in the search field of the view. */
export function searchedIn(view: PressedView | undefined): string {
  return view?.state?.values[searchField]?.[searchField]?.value ?? '';
}

/**
 * Says something to whoever pressed in App Home or in a window: nothing else is before their eyes. A window that only said something says
 * this instead, and what follows up on a search takes its place.
 */
export function sayInWindow(
  client: WebClient,
  trigger: WindowTrigger & { readonly view: PressedView },
  content: Content,
  { replaces }: { readonly replaces: boolean },
): Promise<unknown> {
  const { id, callback_id: kind } = trigger.view;
  // What goes into a window has no cards: of a carousel Slack knows in messages alone.
  const said = messageView(content);
  if (kind === messageViewId) return client.views.update({ view_id: id, view: said });
  if (kind === searchViewId && replaces)
    return client.views.update({ view_id: id, view: searchView(searchedIn(trigger.view), said) });
  return openWindow(client, trigger, said);
}
