import { z } from 'zod';
import { parseArxivId } from '../../papers/arxiv-id.ts';
import { authorsOf } from '../../papers/author-names.ts';
import { displayText } from '../../papers/display-text.ts';
import { knownOf } from '../../papers/merge-papers.ts';
import type { Paper } from '../../papers/paper.ts';
import { isDay } from '../days.ts';
import type { ParsedPapers } from './email-digest.ts';
import type { FileLine, FileProblem, NamedPaper } from './file-lines.ts';

// An id stands in links, buttons and logs. Slack limits a button's value to 2,000 characters.
const idText = z.string().regex(/^[^\s\p{C}]{1,200}$/u, 'is not 1 to 200 characters without spaces');
const dateText = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])([T ].*)?)?)?$/;

/** "2024-02-31" is none. */
const isRealDate = (date: string): boolean => date.length < 10 || isDay(date.slice(0, 10));

/** Our own JSON Lines: one paper a line. Only id (or _id, as in BEIR), title and abstract (or text) are needed. */
const paperLine = z
  .object({
    id: idText.optional(),
    _id: idText.optional(),
    title: z
      .string()
      .trim()
      .refine((title) => displayText(title) !== '', 'is empty'),
    abstract: z.string().optional(),
    text: z.string().optional(),
    authors: z.array(z.string()).nullish(),
    published: z
      .string()
      .regex(dateText, 'is not YYYY, YYYY-MM or YYYY-MM-DD')
      .refine(isRealDate, 'is no day of the calendar')
      .nullish(),
    upvotes: z.number().int().nonnegative().nullish(),
    codeUrl: z.url().nullish(),
    url: z.url().nullish(),
    organisation: z.string().nullish(),
    submitted: z.iso.date('is not YYYY-MM-DD').nullish(),
    aiSummary: z.string().nullish(),
    keywords: z.array(z.string()).nullish(),
    categories: z.array(z.string()).nullish(),
    codeStars: z.number().int().nonnegative().nullish(),
    projectUrl: z.url().nullish(),
    thumbnailUrl: z.url({ protocol: /^https$/ }).nullish(),
    version: z.number().int().positive().nullish(),
    isWithdrawn: z.boolean().nullish(),
  })
  .transform((line, context): Paper => {
    const { _id, text, ...facts } = line;
    const { id = _id, abstract = text, authors, published, isWithdrawn } = facts;
    if (id === undefined) context.addIssue({ code: 'custom', path: ['id'], message: 'is missing' });
    if (abstract === undefined) context.addIssue({ code: 'custom', path: ['abstract'], message: 'is missing' });
    return knownOf({
      ...facts,
      // "arXiv:2409.10594v2" and "2409.10594" are one paper.
      id: id === undefined ? '' : (parseArxivId(id) ?? id),
      abstract: abstract ?? '',
      authors: authors && authorsOf(authors),
      published: published?.slice(0, 10),
      isWithdrawn: isWithdrawn || undefined,
    });
  });

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  boolean: 'true or false',
  object: 'a JSON object',
};

/** What is wrong with a field, where its rule has no sentence of its own. */
function wrongField({ code, input, expected }: z.core.$ZodRawIssue): string {
  if (code === 'invalid_type' && input === undefined) return 'is missing';
  if (code === 'invalid_type') return `is not ${kinds[String(expected)] ?? 'a whole number'}`;
  return code === 'invalid_format' ? 'is not a link' : 'is not a number from 0 on';
}

/** The arXiv id of a line that tells nothing else that a paper needs. */
function idAlone(line: object, issues: readonly z.core.$ZodIssue[]): string | undefined {
  if (issues.some(({ message }) => message !== 'is missing')) return undefined;
  const ids = Object.entries(line).filter(([name]) => ['id', '_id', 'arxiv', 'url', 'link'].includes(name));
  return ids.flatMap(([, value]) => (typeof value === 'string' ? (parseArxivId(value) ?? []) : []))[0];
}

/** The value that `text` is in JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Papers of a JSON Lines file; a line that is no paper, or a paper that stands further up, is reported and skipped. */
export function parseJsonLines(file: string, lines: readonly FileLine[]): ParsedPapers {
  const papers = new Map<string, Paper>();
  const problems: FileProblem[] = [];
  for (const { number, text } of lines) {
    const report = (reason: string, named?: NamedPaper): void => {
      problems.push({ file, line: number, reason, ...(named && { named }) });
    };
    const json = parseJson(text);
    if (json === undefined || Array.isArray(json)) {
      const wrong = json === undefined ? 'is not JSON' : 'is a JSON array; write one paper a line';
      report(`${wrong}; skipped.`);
      continue;
    }
    const parsed = paperLine.safeParse(json, { error: wrongField });
    if (!parsed.success) {
      const id = typeof json === 'object' && json !== null ? idAlone(json, parsed.error.issues) : undefined;
      if (id !== undefined) {
        report(`names arXiv ${id} without its abstract; skipped.`, { id });
        continue;
      }
      const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the line'} ${issue.message}`);
      report(`is not a paper (${reasons.join('; ')}); skipped.`);
    } else if (papers.has(parsed.data.id))
      report(`is paper ${parsed.data.id}, which stands further up already; skipped.`);
    else papers.set(parsed.data.id, parsed.data);
  }
  return { papers: [...papers.values()], problems };
}

/** Papers as JSON Lines, ready to write to a file. */
export function toJsonLines(papers: Iterable<Paper>): string {
  return [...papers].map((paper) => `${JSON.stringify(paper)}\n`).join('');
}
