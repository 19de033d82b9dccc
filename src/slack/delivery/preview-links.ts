import type { EntityMetadata, LinkUnfurls } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Paper } from '../../papers/paper.ts';
import { paperOfLink } from '../../papers/paper-link.ts';
import type { LinkSharing } from '../../reading/link-sharing.ts';
import type { SharedLink } from '../../store/shared-links.ts';
import { permalinkOf } from '../conversation/permalink.ts';
import { type LinkPreview, paperPreview, sharedBeforePreview } from '../messages/link-preview.ts';
import { paperWorkObject } from '../messages/work-object.ts';
import { heldPaper, type PaperHolders } from '../requests/held-paper.ts';
import type { SharedElsewhere } from '../requests/shared-elsewhere.ts';
import { createBoundedQueue } from './bounded-queue.ts';
import { troubleOf } from './errors.ts';
import { type Calling, waitingForRateLimit } from './rate-limit.ts';
import { createRefusalLog } from './refusal-log.ts';

/** A message with links, as Slack tells of it. */
export interface LinkingMessage {
  readonly client: WebClient;
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | undefined;
  readonly user: string;
  readonly urls: readonly string[];
  /** Nobody has sent it yet, and its conversation is not known. */
  readonly isBeingWritten: boolean;
  /** People of other workspaces are in the conversation. */
  readonly hasOutsiders: boolean;
}

export interface PreviewLinksDependencies extends PaperHolders, Calling {
  readonly links: LinkSharing;
  readonly elsewhere: SharedElsewhere;
  /** The app has Work Objects, see WORK_OBJECTS. */
  readonly showsWorkObjects: boolean;
}

/** More cards would bury the message. */
const maxPapers = 3;
/** Of links in one message that are looked at. */
const maxLinks = 50;
/** Slack takes some 50 calls of chat.unfurl a minute. A paper may have to be looked up, which takes seconds: a bot that stops waits for all of them. */
const queueOptions = { atOnce: 4, waiting: 20 };

/** The papers that a message links, each under its first link. */
function papersIn(urls: readonly string[]): { readonly url: string; readonly id: string }[] {
  const byId = new Map<string, string>();
  for (const url of urls.slice(0, maxLinks)) {
    const id = paperOfLink(url);
    if (id !== undefined && !byId.has(id)) byId.set(id, url);
  }
  return [...byId].slice(0, maxPapers).map(([id, url]) => ({ id, url }));
}

interface Shown {
  /** Set where the paper itself is shown. */
  readonly paper?: Paper;
  readonly preview: LinkPreview;
  /** Set when this message is kept as the first that links the paper. */
  readonly kept?: SharedLink;
}

/**
 * Shows papers under links to them: the first time in a conversation the paper, a day or more later a line that leads to the first time.
 * Nobody asked for it, so nobody is told where it cannot be.
 */
export function createPreviewLinks(dependencies: PreviewLinksDependencies): (message: LinkingMessage) => Promise<void> {
  const { links, elsewhere, logger, sleep, showsWorkObjects } = dependencies;
  const queue = createBoundedQueue(queueOptions);
  const logRefusal = createRefusalLog(logger);

  async function cardOf(message: LinkingMessage, paper: Paper): Promise<LinkPreview> {
    const { client, thread, isBeingWritten, hasOutsiders } = message;
    // Who is not of this workspace is not to learn that it knows the paper.
    const isAsked = !isBeingWritten && !hasOutsiders;
    const isSharedElsewhere = isAsked && (await elsewhere.inPublic(client, message, paper.id));
    return paperPreview(paper, { thread, isSharedElsewhere });
  }

  async function shownOf(message: LinkingMessage, id: string): Promise<Shown | undefined> {
    const looked = await heldPaper(id, dependencies);
    if (looked.kind !== 'found') return undefined;
    const { paper } = looked;
    if (message.isBeingWritten) return { paper, preview: await cardOf(message, paper) };
    const { client, team, channel, ts, user } = message;
    const link = { team, channel, paperId: paper.id, ts, sharedBy: user, sharedAt: Math.floor(Number(ts) * 1_000) };
    const sharing = await links.share(link);
    if (sharing.kind === 'just now') return undefined;
    if (sharing.kind === 'first') return { paper, preview: await cardOf(message, paper), kept: link };
    const permalink = await permalinkOf(client, sharing.first, { sleep, logger });
    if (permalink !== 'gone')
      return { preview: sharedBeforePreview({ sharedAt: sharing.first.sharedAt, permalink: permalink.url }) };
    await links.forget(sharing.first);
    await links.share(link);
    return { paper, preview: await cardOf(message, paper), kept: link };
  }

  /** Which refusals are the Work Objects' Slack says nowhere: after any, papers are shown without them. Twice the same unfurl is one. */
  async function unfurl({ client, channel, ts }: LinkingMessage, unfurls: LinkUnfurls, entities: EntityMetadata[]) {
    // In what is still being written both stand for its unfurl_id: https://docs.slack.dev/reference/events/link_shared
    const shown = { channel, ts, unfurls };
    if (entities.length > 0) {
      try {
        await waitingForRateLimit(() => client.chat.unfurl({ ...shown, metadata: { entities } }), sleep);
        return;
      } catch (error) {
        if (!(error instanceof WebAPIPlatformError)) throw error;
        logRefusal(error, 'Papers are shown under links without their Work Objects', { channel });
      }
    }
    await waitingForRateLimit(() => client.chat.unfurl(shown), sleep);
  }

  async function show(message: LinkingMessage, papers: readonly { readonly url: string; readonly id: string }[]) {
    const { team, channel, isBeingWritten } = message;
    if (!isBeingWritten && (await links.areOff({ team, channel }))) return;
    const shown = await Promise.all(papers.map(async ({ url, id }) => ({ url, ...(await shownOf(message, id)) })));
    const unfurls: LinkUnfurls = {};
    const entities: EntityMetadata[] = [];
    for (const { url, paper, preview } of shown) {
      if (preview !== undefined) unfurls[url] = preview;
      if (paper !== undefined && showsWorkObjects) entities.push({ ...paperWorkObject(paper), app_unfurl_url: url });
    }
    if (Object.keys(unfurls).length === 0) return;
    try {
      await unfurl(message, unfurls, entities);
    } catch (error) {
      logRefusal(error, 'Papers are not shown under links', { channel });
      // Whether they stand there nobody knows after an answer that was lost.
      if (troubleOf(error)?.means === 'unclear') return;
      await Promise.all(shown.map(({ kept }) => kept && links.forget(kept)));
    }
  }

  return async (message) => {
    const papers = papersIn(message.urls);
    if (papers.length === 0) return;
    const isDone = await queue.run(() => show(message, papers));
    if (!isDone) logger.warn({ channel: message.channel }, 'Too many links at once: papers are not shown under one');
  };
}
