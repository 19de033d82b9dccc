import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';

/** What one browser tab looks at; all of it stands in the tab's address, so that a reload shows the same. */
export interface Viewpoint {
  /** User id of the person acted as. */
  readonly actingAs: string;
  /** A channel's id, or "home" for the app's Home tab. */
  readonly place: string;
  /** The ts of the thread that is open. */
  readonly thread?: string | undefined;
}

export function addressOf({ actingAs, place, thread }: Viewpoint): string {
  const query = new URLSearchParams({ as: actingAs, ...(thread !== undefined && { thread }) });
  return `/${place === 'home' ? 'home' : `channels/${place}`}?${query}`;
}

/** A link to a message: `/archives/C…/p1700000000000100`, of a reply with `?thread_ts=…`. */
const permalink = /^\/archives\/(\w+)\/p\d+$/;

/** Reads a page's address; what it does not name is as when a newcomer arrives. Undefined when there is no such page. */
export function viewpointOf({ workspace }: Pick<SlackStandIn, 'workspace'>, url: URL): Viewpoint | undefined {
  const people = workspace.people().filter(({ isBot }) => !isBot);
  const actingAs = people.find(({ id }) => id === url.searchParams.get('as'))?.id ?? people[0]?.id ?? '';
  if (url.pathname === '/home') return { actingAs, place: 'home' };
  const linked = permalink.exec(url.pathname)?.[1];
  const [, channelId = linked] = /^\/channels\/(\w+)$/.exec(url.pathname) ?? [];
  const channel = workspace.channel(channelId ?? 'general');
  const isUnknown = url.pathname !== '/' && channelId === undefined;
  if (channel === undefined || isUnknown) return undefined;
  return {
    actingAs,
    place: channel.id,
    thread: url.searchParams.get(linked === undefined ? 'thread' : 'thread_ts') ?? undefined,
  };
}
