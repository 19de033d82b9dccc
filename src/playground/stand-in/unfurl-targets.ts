import type { Ids } from './ids.ts';
import { maxRememberedIds } from './limits.ts';
import type { MessageRef } from './messages.ts';
import { remember } from './remember.ts';

/** Where an app may show what is behind a link: in a message, or to somebody who is still writing one. */
export type UnfurlTarget =
  | ({ source: 'conversations_history' } & MessageRef)
  | { source: 'composer'; urls: readonly string[] };

/** docs, unfurling links: the `unfurl_id` of an event stands for its message, or for words that nobody has sent yet. */
export interface UnfurlTargets {
  issue(target: UnfurlTarget): string;
  find(unfurlId: string): UnfurlTarget | undefined;
}

export function createUnfurlTargets({ ids }: { ids: Ids }): UnfurlTargets {
  const issued = new Map<string, UnfurlTarget>();

  return {
    issue(target) {
      const id = ids.secret();
      remember(issued, id, target, maxRememberedIds);
      return id;
    },
    find: (id) => issued.get(id),
  };
}
