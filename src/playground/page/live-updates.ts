import type { ServerResponse } from 'node:http';
import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import { markupOf } from './html.ts';
import { renderTrafficLine } from './page-traffic.ts';
import { type PageOffer, pageFrom, type Viewpoint } from './page-view.ts';
import { trafficLine } from './traffic-line.ts';

/** What changed since the tab was told last; parts that did not change are left out. The client puts them in place. */
export interface PageUpdate {
  connection?: string;
  messages?: string;
  /** "" when there is no thread any more. */
  thread?: string;
  /** "" when no modal is open. */
  modal?: string;
  /** New lines, to be added. */
  traffic?: string[];
}

function partsOf(slack: SlackStandIn, view: Viewpoint, offer: PageOffer): Required<Omit<PageUpdate, 'traffic'>> {
  const { connection, conversation, thread, modal } = pageFrom(slack, view, offer);
  return {
    connection,
    messages: markupOf(conversation.content),
    thread: thread === undefined ? '' : markupOf(thread.content),
    modal: modal === undefined ? '' : markupOf(modal),
  };
}

/** Keeps one tab up to date over server-sent events until it closes. */
export function streamUpdates(response: ServerResponse, slack: SlackStandIn, view: Viewpoint, offer: PageOffer): void {
  let told: Partial<ReturnType<typeof partsOf>> = {};
  // The page was drawn a moment before its stream opened: traffic in between comes again, and the client knows its ids.
  let lastTraffic = 0;

  function tell(): void {
    const parts = partsOf(slack, view, offer);
    const update: PageUpdate = {};
    for (const name of ['connection', 'messages', 'thread', 'modal'] as const) {
      if (parts[name] !== told[name]) update[name] = parts[name];
    }
    told = parts;
    const fresh = slack.traffic.entries().filter(({ id }) => id > lastTraffic);
    lastTraffic = fresh.at(-1)?.id ?? lastTraffic;
    if (fresh.length > 0) update.traffic = fresh.map((entry) => markupOf(renderTrafficLine(trafficLine(entry))));
    if (Object.keys(update).length > 0) response.write(`data: ${JSON.stringify(update)}\n\n`);
  }

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  tell();
  const unsubscribe = slack.onChange(tell);
  response.on('close', unsubscribe);
}
