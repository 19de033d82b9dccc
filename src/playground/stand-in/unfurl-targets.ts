import type { Ids } from './ids.ts';
import { maxRememberedIds } from './limits.ts';
import type { MessageRef } from './messages.ts';
import { remember } from './remember.ts';

/** Where an app may show what is behind a link: in a message, or to somebody who is still writing one. */
export type UnfurlTarget =
  | ({ source: 'conversations_history' } & MessageRef)
  | { source: 'composer'; urls: readonly string[] };

export function createUnfurlTargets({ ids }: { ids: Ids }) {
  const issued = new Map<string, UnfurlTarget>();

  return {
    issue(target: UnfurlTarget) {
      const id = ids.secret();
      remember(issued, id, target, maxRememberedIds);
      return id;
    },
    find: (id: string) => issued.get(id),
  };
}

/** docs, unfurling links: the `unfurl_id` of an event stands for its message, or for words that nobody has sent yet. */
export type UnfurlTargets = ReturnType<typeof createUnfurlTargets>;
