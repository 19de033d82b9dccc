import type { Ids } from './ids.ts';
import { maxRememberedIds } from './limits.ts';
import { remember } from './remember.ts';

export function createComposerLinks({ ids }: { ids: Ids }) {
  const issued = new Map<string, readonly string[]>();

  return {
    issue(urls: readonly string[]): string {
      const id = ids.secret();
      remember(issued, id, urls, maxRememberedIds);
      return id;
    },
    find: (unfurlId: string) => issued.get(unfurlId),
  };
}

/** docs, unfurling links: the `unfurl_id` of an event stands for links in words that nobody has sent yet. */
export type ComposerLinks = ReturnType<typeof createComposerLinks>;
