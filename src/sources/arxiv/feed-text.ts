import { othersTurn } from '../bounds.ts';
import { SourceError } from '../source-error.ts';
import { type CutFeed, cutFeed } from './cut-feed.ts';

/** arXiv as people call it. */
export const arxivTitle = 'arXiv';

const root = /<(rss|feed)[\s>]/;

/**
 * Makes sure that a text is a whole feed before it is parsed: arXiv answers 200 with web pages to those that it blocks, and some
 * answers end in the middle.
 *
 * @throws SourceError
 */
function rootOf(text: string): 'rss' | 'feed' {
  const kind = root.exec(text.slice(0, 2_000))?.[1];
  if (kind === undefined) {
    const isPage = /<(?:!doctype\s+)?html/i.test(text.slice(0, 2_000));
    throw isPage
      ? new SourceError('blocked', `${arxivTitle} answered with a web page instead of papers.`)
      : new SourceError('unreadable', `${arxivTitle} answered with no feed.`);
  }
  if (!text.trimEnd().endsWith(`</${kind}>`))
    throw new SourceError('unreadable', `${arxivTitle} sent an answer that breaks off.`);
  return kind === 'rss' ? 'rss' : 'feed';
}

/** Papers parsed at once: 1,000 of a day's feed take a third of a second, in which nobody would be answered. */
const parsedAtOnce = 20;

/** Characters parsed at once; one paper may have more. */
const parsedChars = 60_000;

/** The same feed as several, each with some of its papers. */
function inPieces({ head, papers, tail }: CutFeed): readonly [string, ...string[]] {
  const groups: string[][] = [[]];
  let chars = 0;
  for (const paper of papers) {
    const last = groups.at(-1) ?? [];
    if (last.length > 0 && (last.length === parsedAtOnce || chars + paper.length > parsedChars)) {
      groups.push([paper]);
      chars = paper.length;
    } else {
      last.push(paper);
      chars += paper.length;
    }
  }
  const [first = '', ...more] = groups.map((some) => `${head}${some.join('')}${tail}`);
  return [first, ...more];
}

/**
 * Parses a feed in pieces: each has its head and some of its papers. Others have their turn in between.
 *
 * @throws SourceError when its form is not as it should be, or is not what the parser knows
 */
export async function parsedFeed<Feed>(
  text: string,
  parse: (text: string) => Feed,
): Promise<readonly [Feed, ...Feed[]]> {
  const element = rootOf(text) === 'rss' ? 'item' : 'entry';
  const [first, ...more] = inPieces(await asFeed(() => cutFeed(text, element)));
  const feeds: [Feed, ...Feed[]] = [await asFeed(async () => parse(first))];
  for (const piece of more) {
    await othersTurn();
    feeds.push(await asFeed(async () => parse(piece)));
  }
  return feeds;
}

async function asFeed<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw new SourceError('unreadable', `${arxivTitle} sent a feed that cannot be read.`, { cause });
  }
}
