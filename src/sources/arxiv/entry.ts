import { z } from 'zod';
import { parseArxivId } from '../../papers/arxiv-id.ts';
import { authorsIn, authorsOf } from '../../papers/author-names.ts';
import { displayText } from '../../papers/display-text.ts';
import type { Paper } from '../../papers/paper.ts';
import { saysWithdrawn } from '../../papers/withdrawn.ts';
import { dayOfTimestamp } from '../days.ts';
import { plainLine } from '../plain-line.ts';
import type { Batch, SkippedItem } from '../source.ts';
import { whyNoPaper } from '../why-no-paper.ts';

/** Entries of arXiv's query API and items of its daily feed, as the feed library gives them. */

const text = z.string().nullish().catch(undefined);
const texts = z.array(z.string()).nullish().catch(undefined);

const entry = z.looseObject({
  id: z.string({ error: 'is missing' }),
  title: z.looseObject({ value: z.string('is missing') }, { error: 'is missing' }),
  summary: z.looseObject({ value: text }).nullish().catch(undefined),
  published: text,
  authors: z
    .array(z.looseObject({ name: text }))
    .nullish()
    .catch(undefined),
  categories: z
    .array(z.looseObject({ term: text }))
    .nullish()
    .catch(undefined),
  arxiv: z
    .looseObject({ comment: text, primaryCategory: z.looseObject({ term: text }).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

const item = z.looseObject({
  title: z.string({ error: 'is missing' }),
  link: text,
  guid: z.looseObject({ value: text }).nullish().catch(undefined),
  description: text,
  pubDate: text,
  categories: z
    .array(z.looseObject({ name: text }))
    .nullish()
    .catch(undefined),
  dc: z.looseObject({ creators: texts }).nullish().catch(undefined),
});

interface Facts {
  readonly name: string;
  readonly link: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly published: string | undefined;
  readonly comment: string;
}

function readFacts({ name, link, ...facts }: Facts): Paper | SkippedItem {
  const id = parseArxivId(link);
  if (id === undefined) return { item: name, reason: 'names no arXiv id' };
  if (displayText(facts.title) === '') return { item: id, reason: 'has no title' };
  const authors = authorsOf(facts.authors);
  const categories = [...new Set(facts.categories.filter((category) => category !== ''))];
  const [title, abstract] = [plainLine(facts.title), plainLine(facts.abstract)];
  return {
    id,
    title,
    abstract,
    ...(authors.length > 0 && { authors }),
    ...(facts.published !== undefined && { published: facts.published }),
    ...(categories.length > 0 && { categories }),
    ...(saysWithdrawn({ title, abstract, comment: facts.comment }) && { isWithdrawn: true }),
  };
}

/** One entry of the query API. */
export function readEntry(found: unknown, index: number): Paper | SkippedItem {
  const name = `entry ${index + 1}`;
  const parsed = entry.safeParse(found);
  if (!parsed.success) return { item: name, reason: whyNoPaper(parsed.error) };
  const { id, title, summary, published, authors, categories, arxiv } = parsed.data;
  return readFacts({
    name,
    link: id,
    title: title.value,
    abstract: summary?.value ?? '',
    authors: (authors ?? []).map((author) => author.name ?? ''),
    categories: [arxiv?.primaryCategory?.term ?? '', ...(categories ?? []).map(({ term }) => term ?? '')],
    published: dayOfTimestamp(published ?? undefined),
    comment: arxiv?.comment ?? '',
  });
}

const description = /^\s*arXiv:\S+\s+Announce Type:\s*(\S+)\s*(?:Abstract:)?\s*([\s\S]*)$/i;
/** Replacements of older papers are no news. */
const newsTypes: ReadonlySet<string> = new Set(['new', 'cross']);

function dayOfMailDate(date: string | undefined): string | undefined {
  const moment = Date.parse(date ?? '');
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString().slice(0, 10);
}

/** One item of the daily feed; undefined for one that is no news. */
export function readFeedItem(found: unknown, index: number): Paper | SkippedItem | undefined {
  const name = `item ${index + 1}`;
  const parsed = item.safeParse(found);
  if (!parsed.success) return { item: name, reason: whyNoPaper(parsed.error) };
  const { title, link, guid, pubDate, categories, dc } = parsed.data;
  const [, type, abstract] = description.exec(parsed.data.description ?? '') ?? [];
  if (type === undefined) return { item: name, reason: 'does not say whether it is new' };
  if (!newsTypes.has(type.toLowerCase())) return undefined;
  return readFacts({
    name,
    link: link ?? guid?.value ?? '',
    title,
    abstract: abstract ?? '',
    // One text: "Ann Bee, Cee Dee and Eve Ef".
    authors: (dc?.creators ?? []).flatMap(authorsIn),
    categories: (categories ?? []).map((category) => category.name ?? ''),
    // Of one that is new here but older elsewhere the feed tells only when it came here.
    published: type.toLowerCase() === 'new' ? dayOfMailDate(pubDate ?? undefined) : undefined,
    comment: '',
  });
}

/** Papers and problems apart. */
export function batchOf(read: readonly (Paper | SkippedItem | undefined)[]): Batch {
  return {
    papers: read.filter((one): one is Paper => one !== undefined && !('reason' in one)),
    skipped: read.filter((one): one is SkippedItem => one !== undefined && 'reason' in one),
  };
}
