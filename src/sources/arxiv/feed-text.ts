import { SourceError } from '../source-error.ts';

/** arXiv as people call it. */
export const arxivTitle = 'arXiv';

const root = /<(rss|feed)[\s>]/;

/**
 * Makes sure that a text is a whole feed before it is parsed: arXiv answers 200 with web pages to those that it blocks, and some
 * answers end in the middle.
 *
 * @throws SourceError
 */
export function wholeFeed(text: string): string {
  const kind = root.exec(text.slice(0, 2_000))?.[1];
  if (kind === undefined) {
    const isPage = /<(?:!doctype\s+)?html/i.test(text.slice(0, 2_000));
    throw isPage
      ? new SourceError('blocked', `${arxivTitle} answered with a web page instead of papers.`)
      : new SourceError('unreadable', `${arxivTitle} answered with no feed.`);
  }
  if (!text.trimEnd().endsWith(`</${kind}>`))
    throw new SourceError('unreadable', `${arxivTitle} sent an answer that breaks off.`);
  return text;
}

/** Parses a feed whose form is not as it should be, or is not what the parser knows. */
export function parsedFeed<Feed>(text: string, parse: (text: string) => Feed): Feed {
  try {
    return parse(wholeFeed(text));
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError('unreadable', `${arxivTitle} sent a feed that cannot be read.`, { cause: error });
  }
}
