import { z } from 'zod';
import { parseArxivId } from '../../papers/arxiv-id.ts';
import { authorsIn, authorsOf } from '../../papers/author-names.ts';
import { displayText } from '../../papers/display-text.ts';
import { knownOf } from '../../papers/merge-papers.ts';
import type { Paper } from '../../papers/paper.ts';
import { saysWithdrawn } from '../../papers/withdrawn.ts';
import { abstractFact, fact, facts, plainLine, titleText, whyNoPaper } from '../bounds.ts';
import { dayOfTimestamp } from '../days.ts';
import type { ReadItem, SkippedItem } from '../source.ts';

/** Entries of arXiv's query API and items of its daily feed, as the feed library gives them. */

/** The names of 5,000 authors in one text; more are left out. */
const names = z.string().max(200_000).nullish().catch(undefined);

const entry = z.looseObject({
  id: z.string({ error: 'is missing' }).max(1_000, 'is no address'),
  title: z.looseObject({ value: titleText }, { error: 'is missing' }),
  summary: z.looseObject({ value: abstractFact }).nullish().catch(undefined),
  published: fact,
  authors: facts(z.looseObject({ name: fact })),
  categories: facts(z.looseObject({ term: fact })),
  arxiv: z
    .looseObject({ comment: fact, primaryCategory: z.looseObject({ term: fact }).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

const item = z.looseObject({
  title: titleText,
  link: fact,
  guid: z.looseObject({ value: fact }).nullish().catch(undefined),
  description: abstractFact,
  pubDate: fact,
  categories: facts(z.looseObject({ name: fact })),
  dc: z
    .looseObject({ creators: z.array(names).max(10).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
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
  /** An id with its version, where that is told. */
  readonly versioned: string;
}

/** The number in "2409.10594v2". */
function versionIn(versioned: string): number | undefined {
  const [, version] = /v([1-9]\d{0,3})$/.exec(versioned.trim()) ?? [];
  return version === undefined ? undefined : Number(version);
}

function readFacts({ name, link, ...said }: Facts): Paper | SkippedItem {
  const id = parseArxivId(link);
  if (id === undefined) return { item: name, reason: 'names no arXiv id' };
  if (displayText(said.title) === '') return { item: id, reason: 'has no title' };
  const authors = authorsOf(said.authors);
  const categories = [...new Set(said.categories.filter((category) => category !== ''))];
  const [title, abstract] = [plainLine(said.title), plainLine(said.abstract)];
  const version = versionIn(said.versioned);
  const isWithdrawn = saysWithdrawn({ title, abstract, comment: plainLine(said.comment) }) || undefined;
  return knownOf({ id, title, abstract, authors, published: said.published, categories, version, isWithdrawn });
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
    versioned: id,
  });
}

const description = /^\s*arXiv:\S+\s+Announce Type:\s*(\S+)\s*(?:Abstract:)?\s*([\s\S]*)$/i;
/** Replacements of older papers are no news but to who holds those. */
const newsTypes: ReadonlySet<string> = new Set(['new', 'cross']);
const replacingTypes: ReadonlySet<string> = new Set(['replace', 'replace-cross']);

function dayOfMailDate(date: string | undefined): string | undefined {
  const moment = Date.parse(date ?? '');
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString().slice(0, 10);
}

/** One item of the daily feed; undefined for one that is neither news nor a new version. */
export function readFeedItem(found: unknown, index: number): ReadItem | undefined {
  const name = `item ${index + 1}`;
  const parsed = item.safeParse(found);
  if (!parsed.success) return { item: name, reason: whyNoPaper(parsed.error) };
  const { title, link, guid, pubDate, categories, dc } = parsed.data;
  const [, type, abstract] = description.exec(parsed.data.description ?? '') ?? [];
  if (type === undefined) return { item: name, reason: 'does not say whether it is new' };
  const kind = type.toLowerCase();
  const isReplacing = replacingTypes.has(kind);
  if (!newsTypes.has(kind) && !isReplacing) return undefined;
  const read = readFacts({
    name,
    link: link ?? guid?.value ?? '',
    title,
    abstract: abstract ?? '',
    // One text: "Ann Bee, Cee Dee and Eve Ef".
    authors: (dc?.creators ?? []).flatMap((listed) => authorsIn(plainLine(listed ?? ''))),
    categories: (categories ?? []).map((category) => category.name ?? ''),
    // Of one that is new here but older elsewhere the feed tells only when it came here.
    published: kind === 'new' ? dayOfMailDate(pubDate ?? undefined) : undefined,
    comment: '',
    versioned: guid?.value ?? '',
  });
  return isReplacing && !('reason' in read) ? { replacement: read } : read;
}
