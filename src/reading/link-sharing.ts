import type { PreviewsOff } from '../store/previews-off.ts';
import type { SharedLink, SharedLinks } from '../store/shared-links.ts';
import type { Place } from '../store/subscriptions.ts';

/** What a message that links a paper is in its conversation. */
export type Sharing =
  /** The first one: the paper is shown under it. */
  | { readonly kind: 'first' }
  /** The paper stands not far above. */
  | { readonly kind: 'just now' }
  /** It was shared here a day or more ago. */
  | { readonly kind: 'again'; readonly first: SharedLink };

/** Links of papers that people share, as far as the bot was told of them; what it posts itself does not count. */
export interface LinkSharing {
  share(link: SharedLink): Promise<Sharing>;
  /** The message that was kept as the first is gone, or shows nothing: the next one is the first. */
  forget(link: SharedLink): Promise<void>;
  /** In other conversations of the workspace, the newest first; not everybody may see all of them. */
  elsewhere(here: Place, paperId: string): Promise<readonly SharedLink[]>;
  areOff(place: Place): Promise<boolean>;
  /** False where it was so already; the same for the next. */
  switchOff(place: Place): Promise<boolean>;
  switchOn(place: Place): Promise<boolean>;
}

export interface LinkSharingDependencies {
  readonly shared: SharedLinks;
  readonly off: PreviewsOff;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** Until then people find the first message by looking up. */
const repeatedAfterMs = 86_400_000;

/** Each is asked about at Slack before anybody hears of it. */
const maxElsewhere = 10;

export function createLinkSharing({ shared, off, now }: LinkSharingDependencies): LinkSharing {
  return {
    async share(link) {
      const first = await shared.keep(link);
      // The same message may be told again: it was edited, or its delivery was repeated.
      if (first.ts === link.ts) return { kind: 'first' };
      return link.sharedAt - first.sharedAt < repeatedAfterMs ? { kind: 'just now' } : { kind: 'again', first };
    },
    forget: (link) => shared.drop(link),
    elsewhere: (here, paperId) => shared.elsewhere(here, paperId, maxElsewhere),
    areOff: (place) => off.has(place),
    switchOff: (place) => off.add(place, now()),
    switchOn: (place) => off.remove(place),
  };
}
