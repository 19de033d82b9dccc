import { findArxivIds, parseArxivId } from '../../papers/arxiv-id.ts';
import { authorsOf } from '../../papers/author-names.ts';
import { displayText } from '../../papers/display-text.ts';
import { knownOf } from '../../papers/merge-papers.ts';
import type { Paper } from '../../papers/paper.ts';
import { maxAbstractChars, maxTitleChars } from '../bounds.ts';
import { isDay } from '../days.ts';
import { idFromTitle, type ParsedPapers } from './email-digest.ts';
import type { FileProblem, NamedPaper } from './file-lines.ts';

/** A paper as a reading list names it; whatever the list does not tell is undefined. */
export interface ListedPaper {
  /** From 1. */
  readonly line: number;
  readonly title?: string | undefined;
  readonly abstract?: string | undefined;
  readonly authors?: readonly string[] | undefined;
  /** Any text with a year, or a day that begins with one. */
  readonly date?: string | undefined;
  /** Links, DOIs, ids, and notes that may hold one; the first of a kind counts. */
  readonly links: readonly string[];
}

/** What a list of papers held. */
export interface ParsedList {
  readonly listed: readonly ListedPaper[];
  readonly problems: readonly FileProblem[];
}

const webLink = /https?:\/\/[^\s<>"'()[\]{}|]+/gi;
const otherDoi = /(?:^|doi\.org\/|doi:\s*)10\.(?!48550)\d{4,}\//i;

/** Links in `text`, without the punctuation after them. */
export function webLinksIn(text: string): string[] {
  return (text.match(webLink) ?? []).map((link) => link.replace(/(?<![.,;:!?*_`])[.,;:!?*_`]+$/, ''));
}

/** The arXiv ids that links and notes name, each once. Digits of a DOI of another archive are none. */
export function idsIn(links: readonly string[]): string[] {
  return [...new Set(links.filter((link) => !otherDoi.test(link)).flatMap(findArxivIds))];
}

const dateWithYear = /(?<!\d)((?:19|20)\d{2})(?:[-/](0[1-9]|1[0-2])(?:[-/](\d{2}))?)?(?!\d)/;

/** "YYYY", "YYYY-MM" or "YYYY-MM-DD", as much as `text` tells. */
function publishedOf(text: string): string | undefined {
  const [, year, month, day] = dateWithYear.exec(text) ?? [];
  const whole = [year, month, day].join('-');
  if (isDay(whole)) return whole;
  return month === undefined ? year : `${year}-${month}`;
}

/** "Bee, Ann" as the sources write it: "Ann Bee". */
const givenFirst = (name: string): string => name.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1');

/** A title that people can read; a link, or an id, is none. */
function titleOf({ title }: ListedPaper): string | undefined {
  const plain = title?.replace(/\s+/g, ' ').trim() ?? '';
  const isLink = /^(?:https?:|www\.)\S+$/i.test(plain) || parseArxivId(plain) !== undefined;
  return isLink || plain.length > maxTitleChars || displayText(plain) === '' ? undefined : plain;
}

function abstractOf({ abstract }: ListedPaper): string | undefined {
  const plain = abstract?.replace(/\s+/g, ' ').trim() ?? '';
  return plain.length > maxAbstractChars || displayText(plain) === '' ? undefined : plain;
}

function urlOf({ links }: ListedPaper): string | undefined {
  const [link] = links.flatMap(webLinksIn);
  const doi = links.find((one) => /^10\.\d{4,}\/\S+$/.test(one));
  return link ?? (doi === undefined ? undefined : `https://doi.org/${doi}`);
}

/** Long titles fill a terminal. */
const shownTitleChars = 80;

function whyNotHeld({ id, title }: NamedPaper, url: string | undefined): string {
  if (id !== undefined) return `names arXiv ${id} without its abstract; skipped.`;
  if (title !== undefined) {
    const shown = displayText(title).slice(0, shownTitleChars).toWellFormed();
    return `names "${shown}" without an arXiv id or an abstract; skipped. --find-ids looks for the title.`;
  }
  return url === undefined
    ? 'names no paper: it has no title, link or arXiv id; skipped.'
    : 'is a link to another place than arXiv, without a title; skipped.';
}

/** The papers of which a list tells title and abstract; the others are reported with what it tells, and so are those that are listed twice. */
export function papersOf(file: string, { listed, problems }: ParsedList): ParsedPapers {
  const papers = new Map<string, Paper>();
  const seen = new Set<string>();
  const reports = [...problems];
  for (const one of listed) {
    const { line } = one;
    const [title, abstract, url] = [titleOf(one), abstractOf(one), urlOf(one)];
    const arxivId = idsIn(one.links)[0];
    const id = arxivId ?? (title === undefined ? undefined : idFromTitle(title));
    if (id !== undefined && seen.has(id))
      reports.push({ file, line, reason: 'is a paper that stands further up already; skipped.' });
    else if (id === undefined || title === undefined || abstract === undefined) {
      const named = { id: arxivId, title };
      reports.push({ file, line, reason: whyNotHeld(named, url), ...(id !== undefined && { named }) });
    } else {
      const authors = authorsOf((one.authors ?? []).map((name) => givenFirst(displayText(name))));
      const published = publishedOf(one.date ?? '');
      const page = arxivId === undefined ? url : undefined;
      papers.set(id, knownOf({ id, title, abstract, authors, published, url: page }));
    }
    if (id !== undefined) seen.add(id);
  }
  return { papers: [...papers.values()], problems: reports };
}
