import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../src/papers/paper.ts';
import { readLines } from '../../../src/sources/digest-file/file-lines.ts';
import { parseJsonLines, toJsonLines } from '../../../src/sources/digest-file/json-lines.ts';
import { aPaper } from '../../support/builders.ts';

function parse(...lines: readonly unknown[]): { papers: readonly Paper[]; reports: string[] } {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { papers, problems } = parseJsonLines('papers.jsonl', readLines('papers.jsonl', Buffer.from(text)).lines);
  return { papers, reports: problems.map(({ line, reason }) => `${line}: ${reason}`) };
}

const pruning = { id: '2401.00001', title: 'Pruning', abstract: 'We prune.' };

test('a line with id, title and abstract is a paper', () => {
  expect(parse(pruning)).toEqual({ papers: [pruning], reports: [] });
});

test('whatever a source knows is kept, and what it does not know may be null', () => {
  const known = { authors: ['A. B.'], published: '2024-09-16', upvotes: 0, thumbnailUrl: 'https://a.org/p.png' };

  expect(parse({ ...pruning, ...known, url: null }).papers).toEqual([{ ...pruning, ...known }]);
});

test('a BEIR corpus is read as it is', () => {
  const line = { _id: 'doc1', title: 'Pruning', text: 'We prune.', metadata: { year: 2024 } };

  expect(parse(line).papers).toEqual([{ id: 'doc1', title: 'Pruning', abstract: 'We prune.' }]);
});

test.each(['2409.10594v2', 'arXiv:2409.10594', 'https://arxiv.org/abs/2409.10594', '10.48550/arXiv.2409.10594'])(
  'the id %s is that of the paper without version',
  (id) => {
    expect(parse({ ...pruning, id }).papers.map((paper) => paper.id)).toEqual(['2409.10594']);
  },
);

test('a time of day is cut off a date', () => {
  expect(parse({ ...pruning, published: '2024-09-16T17:54:46.000Z' }).papers[0]?.published).toBe('2024-09-16');
});

describe('a line that is no paper is reported with its line and reason, and the rest is read', () => {
  test.each([
    ['broken JSON', '{"id": "a", "title":', 'is not JSON'],
    ['a list', '[1]', 'is a JSON array; write one paper a line'],
    ['a day that no calendar has', { ...pruning, published: '2024-02-31' }, 'published is no day of the calendar'],
    ['null', 'null', 'the line is not a JSON object'],
    ['no id', { title: 'A', abstract: 'B' }, 'id is missing'],
    ['a number as id', { ...pruning, id: 7 }, 'id is not text'],
    ['authors as text', { ...pruning, authors: 'A. B.' }, 'authors is not a list'],
    ['less than no upvotes', { ...pruning, upvotes: -1 }, 'upvotes is not a number from 0 on'],
    ['half an upvote', { ...pruning, upvotes: 0.5 }, 'upvotes is not a whole number'],
    ['an id with spaces', { ...pruning, id: 'a b' }, 'id is not 1 to 200 characters without spaces'],
    ['an id that would colour a terminal', { ...pruning, id: '\u001B[31m' }, 'id is not'],
    ['no title', { id: 'a', abstract: 'B' }, 'title is missing'],
    ['a title that nobody sees', { ...pruning, title: ' \u200B ' }, 'title is empty'],
    ['no abstract', { id: 'a', title: 'A' }, 'abstract is missing'],
    ['month 13', { ...pruning, published: '2024-13' }, 'published is not YYYY, YYYY-MM or YYYY-MM-DD'],
    ['a link that is none', { ...pruning, url: 'example' }, 'url is not a link'],
  ])('%s', (_what, line, reason) => {
    const { papers, reports } = parse(line, { ...pruning, id: 'b' });

    expect(papers.map(({ id }) => id)).toEqual(['b']);
    expect(reports).toEqual([expect.stringMatching(/^1: is .*; skipped\.$/)]);
    expect(reports[0]).toContain(reason);
  });

  test('a paper that stands further up, under another version', () => {
    const { papers, reports } = parse(pruning, { ...pruning, id: '2401.00001v3', title: 'Later' });

    expect(papers).toEqual([pruning]);
    expect(reports).toEqual(['2: is paper 2401.00001, which stands further up already; skipped.']);
  });
});

test('what is written can be read back', () => {
  const papers = [pruning, aPaper({ title: 'Line\u2028break "quoted"', upvotes: 3, published: '2024' })];

  expect(parse(toJsonLines(papers).trimEnd()).papers).toEqual(papers);
});
