import { z } from 'zod';
import { parseArxivId } from '../../papers/arxiv-id.ts';
import { authorsOf } from '../../papers/author-names.ts';
import { displayText } from '../../papers/display-text.ts';
import { knownOf } from '../../papers/merge-papers.ts';
import type { Paper } from '../../papers/paper.ts';
import { saysWithdrawn } from '../../papers/withdrawn.ts';
import { abstractFact, fact, facts, plainLine, titleText, whyNoPaper } from '../bounds.ts';
import { dayOfTimestamp } from '../days.ts';
import { type Batch, batchOf, type SkippedItem } from '../source.ts';

/**
 * A paper of Daily Papers as Hugging Face's API gives it. Only id and title are needed; anything else that is missing, or not what
 * it was when this was written, is left out, and the paper is read without it.
 */

const count = z.number().int().nonnegative().nullish().catch(undefined);
const organisation = z.looseObject({ name: fact, fullname: fact }).nullish().catch(undefined);
const author = z.looseObject({ name: fact, hidden: z.boolean().nullish().catch(undefined) });

function listOf<Item>(item: z.ZodType<Item>) {
  const one = z.unknown().transform((value) => item.safeParse(value).data);
  return facts(one);
}

const paperObject = z.looseObject({
  // A number would have lost its last zeros: "2503.02130" is not 2503.0213.
  id: z.string({ error: 'is no text' }),
  title: titleText.refine((title) => displayText(title) !== '', 'is empty'),
  summary: abstractFact,
  authors: listOf(author),
  publishedAt: fact,
  submittedOnDailyAt: fact,
  upvotes: count,
  ai_summary: abstractFact,
  ai_keywords: listOf(z.string().max(200)),
  githubRepo: fact,
  githubStars: count,
  projectPage: fact,
  organization: organisation,
  withdrawnAt: fact,
});

/** The list wraps each paper in facts about its listing; its `publishedAt` is shifted by hours and mislabelled, so it is not read. */
const wrapper = z.looseObject({
  ...{ paper: z.unknown(), title: fact, summary: abstractFact, thumbnail: fact },
  organization: organisation,
});

type PaperObject = z.infer<typeof paperObject>;

const fullRepository = /^https?:\/\//;
const shortRepository = /^[\w.-]+\/[\w.-]+$/;

function repositoryUrl(repository: string): string | undefined {
  if (fullRepository.test(repository)) return repository;
  return shortRepository.test(repository) ? `https://github.com/${repository}` : undefined;
}

const ownHost = /(?:^|\.)(?:huggingface\.co|hf\.co)$/;

/** A picture that Hugging Face keeps; an address anywhere else is nothing that it says of a paper. */
function thumbnailUrl(address: string): string | undefined {
  const { protocol, hostname, host, username } = URL.canParse(address) ? new URL(address) : new URL('about:blank');
  const isOwn = protocol === 'https:' && ownHost.test(hostname) && host === hostname && username === '';
  return isOwn ? address : undefined;
}

function present<Item>(items: readonly (Item | undefined)[] | null | undefined): Item[] {
  return (items ?? []).filter((item) => item !== undefined);
}

function toPaper(found: PaperObject, id: string, around: Partial<z.infer<typeof wrapper>>, day?: string): Paper {
  const organization = found.organization ?? around.organization;
  const named = present(found.authors).filter(({ hidden }) => hidden !== true);
  const authors = authorsOf(named.map(({ name }) => name ?? ''));
  const keywords = present(found.ai_keywords).filter((keyword) => keyword.trim() !== '');
  const codeUrl = repositoryUrl(found.githubRepo?.trim() ?? '');
  // What the day was that was asked for is sure; the timestamp was once a time and is now the midnight of its list.
  const submitted = day ?? dayOfTimestamp(found.submittedOnDailyAt ?? undefined);
  const [title, abstract] = [plainLine(found.title), plainLine(found.summary ?? around.summary ?? '')];
  return knownOf({
    id,
    title,
    abstract,
    authors,
    organisation: plainLine(organization?.fullname || organization?.name || ''),
    published: dayOfTimestamp(found.publishedAt ?? undefined),
    submitted,
    upvotes: found.upvotes,
    aiSummary: plainLine(found.ai_summary ?? ''),
    keywords,
    codeUrl,
    codeStars: codeUrl === undefined ? undefined : found.githubStars,
    projectUrl: found.projectPage,
    thumbnailUrl: thumbnailUrl(around.thumbnail?.trim() ?? ''),
    isWithdrawn: found.withdrawnAt || saysWithdrawn({ title, abstract }) ? true : undefined,
  });
}

const idForm = /^\d{4}\.\d{4,5}(?:v\d+)?$/;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown, index: number): string {
  const id = isRecord(value) ? value['id'] : undefined;
  return typeof id === 'string' && id !== '' ? id.slice(0, 40) : `item ${index + 1}`;
}

/**
 * One item as a paper, or why it is none. Lists wrap it, the search wraps it or not.
 *
 * @param day of the list that was asked for, "YYYY-MM-DD"
 */
export function readItem(item: unknown, index: number, day?: string): Paper | SkippedItem {
  const around = wrapper.safeParse(item).data;
  const isWrapped = around !== undefined && isRecord(around.paper);
  const inner = isWrapped ? around.paper : item;
  const parsed = paperObject.safeParse(inner);
  const name = nameOf(inner, index);
  if (!parsed.success) return { item: name, reason: whyNoPaper(parsed.error) };
  const id = idForm.test(parsed.data.id) ? parseArxivId(parsed.data.id) : undefined;
  if (id === undefined) return { item: name, reason: 'has an id that arXiv could not have issued' };
  return toPaper(parsed.data, id, isWrapped ? around : {}, day);
}

/** The papers of a list, or of a part of it from `first` on; an item that is none is reported, and takes no other with it. */
export function readItems(items: readonly unknown[], day?: string, first = 0): Batch {
  return batchOf(items.map((item, index) => readItem(item, first + index, day)));
}
