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

/** Papers parsed at once: 1,000 of a day's feed take a third of a second, in which nobody would be answered. */
const parsedAtOnce = 20;

const paperElement = /<(item|entry)[\s>][\s\S]*?<\/\1>/g;

/** The same feed as several, each with some of its papers; as one where something else than papers would be lost between them. */
function inPieces(text: string): string[] {
  const papers = [...text.matchAll(paperElement)];
  const [first, last] = [papers[0], papers.at(-1)];
  if (first === undefined || last === undefined) return [text];
  const end = last.index + last[0].length;
  const between = papers.map((paper, index) => {
    const next = papers[index + 1];
    return next === undefined ? '' : text.slice(paper.index + paper[0].length, next.index);
  });
  if (between.some((gap) => gap.trim() !== '')) return [text];
  const [head, tail] = [text.slice(0, first.index), text.slice(end)];
  const pieces: string[] = [];
  for (let at = 0; at < papers.length; at += parsedAtOnce) {
    const some = papers.slice(at, at + parsedAtOnce).map(([paper]) => paper);
    pieces.push(`${head}${some.join('')}${tail}`);
  }
  return pieces;
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
  const [whole, ...more] = inPieces(wholeFeed(text));
  const feeds: [Feed, ...Feed[]] = [parsed(whole ?? text, parse)];
  for (const piece of more) {
    await new Promise(setImmediate);
    feeds.push(parsed(piece, parse));
  }
  return feeds;
}

function parsed<Feed>(text: string, parse: (text: string) => Feed): Feed {
  try {
    return parse(text);
  } catch (error) {
    throw new SourceError('unreadable', `${arxivTitle} sent a feed that cannot be read.`, { cause: error });
  }
}
