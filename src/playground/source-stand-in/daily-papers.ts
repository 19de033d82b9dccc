import { dailyPapersDay } from './new-york.ts';
import type { Published, StandInPaper } from './published.ts';
import { jsonReply, type Reply } from './reply.ts';

/** Hugging Face's part: lists by day, most upvotes first, and the search by title. */

const defaultLimit = 50;
const maxLimit = 100;

/** Room in the window of the rate limit, as the real one tells it. */
const rateLimit = { ratelimit: '"api";r=499;t=300', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' };

function itemOf({ id, title, abstract, authors, upvotes }: StandInPaper, day: string): Record<string, unknown> {
  const publishedAt = `${day}T00:00:00.000Z`;
  return {
    paper: {
      id,
      authors: authors.map((name, index) => ({ _id: `author-${index}`, name, hidden: false })),
      publishedAt,
      submittedOnDailyAt: publishedAt,
      title,
      summary: abstract,
      upvotes,
      discussionId: `discussion-${id}`,
    },
    // Shifted by New York's offset and still stamped Z, as the real one is.
    publishedAt: new Date(Date.parse(publishedAt) - 5 * 3_600_000).toISOString(),
    title,
    summary: abstract,
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${id}.png`,
    numComments: 0,
    isAuthorParticipating: false,
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** One page of a day's list; a day that is not open yet is refused. */
export function dailyPapers(url: URL, published: Published, now: number): Reply {
  const day = url.searchParams.get('date') ?? dailyPapersDay(now);
  if (!isDay(day) || day > dailyPapersDay(now)) return { status: 400, body: JSON.stringify({ error: 'Invalid date' }) };
  const limit = Math.min(Number(url.searchParams.get('limit') ?? defaultLimit), maxLimit);
  const page = Number(url.searchParams.get('p') ?? 0);
  const papers = [...published.on(day)].sort((a, b) => b.upvotes - a.upvotes);
  const shown = papers.slice(page * limit, (page + 1) * limit);
  const next = new URL(url);
  next.searchParams.set('p', String(page + 1));
  const hasNext = papers.length > (page + 1) * limit;
  return jsonReply(
    shown.map((paper) => itemOf(paper, day)),
    { ...rateLimit, ...(hasNext && { link: `<${next.pathname}${next.search}>; rel="next"` }) },
  );
}

export function searchPapers(url: URL, published: Published): Reply {
  const words = (url.searchParams.get('q') ?? '').toLowerCase();
  const found = published.all().filter(({ id, title }) => id === words || title.toLowerCase().includes(words));
  return jsonReply(found.map((paper) => itemOf(paper, '2026-01-01')).map(({ paper }) => ({ paper })));
}

/** One paper by its id, not wrapped as in lists; 404 where there is none. */
export function onePaper({ pathname }: URL, published: Published): Reply {
  const paper = published.all().find(({ id }) => pathname.endsWith(`/${id}`));
  if (paper === undefined) return { status: 404, body: JSON.stringify({ error: 'Paper not found' }) };
  return jsonReply(itemOf(paper, '2026-01-01')['paper']);
}
