import type { Ask } from '../search/ask.ts';
import { createFollows } from '../store/follows.ts';
import { createForget, type Forget } from '../store/forget.ts';
import type { Store } from '../store/open-store.ts';
import { createPreviewsOff } from '../store/previews-off.ts';
import { createSavedPapers } from '../store/saved-papers.ts';
import { createSharedLinks } from '../store/shared-links.ts';
import { type Browse, createBrowse } from './browse.ts';
import { createFollowList, type FollowList } from './follow-list.ts';
import { createLinkSharing, type LinkSharing } from './link-sharing.ts';
import { createReadingList, type ReadingList } from './reading-list.ts';

/** What people keep, and what they share. */
export interface ReadingService {
  readonly list: ReadingList;
  readonly follows: FollowList;
  readonly forget: Forget;
  readonly browse: Browse;
  readonly links: LinkSharing;
}

export interface ReadingServiceOptions {
  readonly paperboy: { readonly ask: Pick<Ask, 'matching' | 'paper'> };
  readonly store: Store;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function composeReading({ paperboy, store, now }: ReadingServiceOptions): ReadingService {
  const list = createReadingList({ saved: createSavedPapers(store), now });
  const links = createLinkSharing({ shared: createSharedLinks(store), off: createPreviewsOff(store), now });
  const follows = createFollowList({ follows: createFollows(store), ask: paperboy.ask, now });
  return { list, follows, browse: createBrowse({ list, ask: paperboy.ask, now }), links, forget: createForget(store) };
}
