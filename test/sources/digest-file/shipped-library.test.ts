import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shippedLibrary } from '../../../src/library/open-paperboy.ts';
import { paperDate } from '../../../src/papers/paper-date.ts';
import { toJsonLines } from '../../../src/sources/digest-file/json-lines.ts';
import { readPapers } from '../../../src/sources/digest-file/read-papers.ts';

const digest = fileURLToPath(new URL('../../../data/digest/trending-papers.txt', import.meta.url));
const verifiedRows = readFileSync(new URL('../../../data/digest/arxiv-ids.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split('\t'));

test('the shipped library is what the importer makes from the digest, byte for byte, and facts of arXiv’s alone beside it', () => {
  const { papers, problems } = readPapers(digest);
  const lines = readFileSync(shippedLibrary, 'utf8').trimEnd().split('\n');
  // `paperboy ingest --facts` adds these, for whoever has the network.
  const withoutFacts = lines.map((line) => {
    const { authors, published, categories, isWithdrawn, ...paper } = JSON.parse(line);
    return paper;
  });

  expect(problems).toEqual([]);
  expect(toJsonLines(papers)).toBe(toJsonLines(withoutFacts));
});

test('all 119 papers have the id and the year that were verified by hand', () => {
  const { papers } = readPapers(shippedLibrary);

  const known = papers.map((paper) => [paper.title, paper.id, paperDate(paper)?.slice(0, 4)]);

  expect(known).toHaveLength(119);
  expect(known).toEqual(verifiedRows.map(([, title, id, year]) => [title, id, year]));
});
