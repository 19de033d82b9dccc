import type { ServerResponse } from 'node:http';
import { markupOf } from './html.ts';
import { listNames, type PageParts, partsOf } from './page-parts.ts';
import type { PageSources } from './page-sources.ts';
import type { Part } from './part.ts';
import type { Viewpoint } from './viewpoint.ts';

/** What changed since the tab was told last; what did not change is left out. The client puts it in place. */
export type PageUpdate = { -readonly [List in keyof PageParts]?: DrawnPart[] } & {
  /** How much traffic is kept, and the id of the newest entry. A tab with the panel open asks for the lines. */
  traffic?: { count: number; newest: number };
};

/** Comes without markup when the tab has it already. */
export interface DrawnPart {
  id: string;
  markup?: string;
}

/** An answer of the app is a dozen changes in a few milliseconds, and is drawn once; no reader notices this pause. */
const drawPauseMs = 50;

/** Gives what a tab needs to follow a list: all ids, with the markup of what it does not have. Undefined: nothing. */
function createListTeller(): (parts: readonly Part[]) => DrawnPart[] | undefined {
  let told = new Map<string, string>();
  return (parts) => {
    const news = parts.map(({ id, version, draw }) =>
      told.get(id) === version ? { id } : { id, markup: markupOf(draw()) },
    );
    const isNew = parts.length !== told.size || news.some(({ markup }) => markup !== undefined);
    told = new Map(parts.map(({ id, version }) => [id, version]));
    return isNew ? news : undefined;
  };
}

/** Gives what is new since it was asked last. */
function createTeller(sources: PageSources, view: Viewpoint): () => PageUpdate {
  const tellers = listNames.map((name) => ({ name, tell: createListTeller() }));
  let newestTold: number | undefined;

  return () => {
    const parts = partsOf(sources, view);
    const update: PageUpdate = {};
    for (const { name, tell } of tellers) {
      const news = tell(parts[name]);
      if (news !== undefined) update[name] = news;
    }
    const entries = sources.slack.traffic.entries();
    const newest = entries.at(-1)?.id ?? 0;
    if (newest !== newestTold) update.traffic = { count: entries.length, newest };
    newestTold = newest;
    return update;
  };
}

/** Keeps one tab up to date over server-sent events until it closes. */
export function streamUpdates(response: ServerResponse, sources: PageSources, view: Viewpoint): void {
  const news = createTeller(sources, view);
  let next: NodeJS.Timeout | undefined;

  function tell(): void {
    next = undefined;
    if (response.writableNeedDrain) {
      response.once('drain', tellSoon); // The tab is behind: it gets the state of then, not every state until then.
      return;
    }
    const update = news();
    if (Object.keys(update).length > 0) response.write(`data: ${JSON.stringify(update)}\n\n`);
  }

  function tellSoon(): void {
    // At once, so that no other tab of this person counts as unread what this one shows.
    if (view.place !== 'home') sources.unread.look(view.actingAs, view.place);
    next ??= setTimeout(tell, drawPauseMs);
  }

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  tell();
  const unsubscribes = [sources.slack.onChange(tellSoon), sources.jobs.onChange(tellSoon)];
  response.on('close', () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
    clearTimeout(next);
  });
}
