import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Paper } from '../papers/paper.ts';
import type { Grades } from '../search/evaluation.ts';
import { UsageError } from './command.ts';

/** A test collection in BEIR's three files: https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset */
export interface Collection {
  readonly papers: readonly Paper[];
  readonly queries: readonly { readonly id: string; readonly text: string; readonly grades: Grades }[];
}

export interface CollectionFiles {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
}

const corpusLine = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const queryLine = z.object({ _id: z.string(), text: z.string() });

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim());
}

function parsedLines<Line>(file: string, schema: z.ZodType<Line>): Line[] {
  return linesOf(file).flatMap((line, index) => {
    if (line === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch {
      throw new UsageError(`${file}:${index + 1} is no line of a BEIR collection.`);
    }
  });
}

/** "query-id TAB corpus-id TAB score" under a heading line. */
function gradesByQuery(file: string): Map<string, Map<string, number>> {
  const grades = new Map<string, Map<string, number>>();
  for (const [index, line] of linesOf(file).entries()) {
    if (line === '' || index === 0) continue;
    const [query, document, score] = line.split('\t');
    const grade = Number(score);
    if (query === undefined || document === undefined || Number.isNaN(grade)) {
      throw new UsageError(`${file}:${index + 1} is not "query-id TAB corpus-id TAB score".`);
    }
    const ofQuery = grades.get(query) ?? new Map<string, number>();
    grades.set(query, ofQuery.set(document, grade));
  }
  return grades;
}

/**
 * Reads a collection. Queries that nothing is judged for are left out, as BEIR does.
 *
 * @throws UsageError that names the line that cannot be read, or the file system's error
 */
export function readCollection(files: CollectionFiles): Collection {
  const grades = gradesByQuery(files.qrels);
  const papers = parsedLines(files.corpus, corpusLine).map(({ _id, title, text }) => ({
    id: _id,
    title,
    abstract: text,
  }));
  const queries = parsedLines(files.queries, queryLine).flatMap(({ _id, text }) => {
    const ofQuery = grades.get(_id);
    return ofQuery === undefined ? [] : [{ id: _id, text, grades: ofQuery }];
  });
  return { papers, queries };
}
