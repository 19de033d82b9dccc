import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
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
const notBeir = 'is no line of a BEIR collection.';
const queryLine = z.object({ _id: z.string(), text: z.string() });

/** The files of a collection in a folder, as BEIR names them; the corpus may be gzipped. @throws UsageError when one is missing */
export function collectionIn(folder: string): CollectionFiles {
  const first = (...names: readonly string[]): string => {
    const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
    if (found === undefined)
      throw new UsageError(`${folder} has no ${names.join(' or ')}. Name a folder in BEIR's format.`);
    return found;
  };
  return {
    corpus: first('corpus.jsonl', 'corpus.jsonl.gz'),
    queries: first('queries.jsonl'),
    qrels: first('qrels.tsv', join('qrels', 'test.tsv')),
  };
}

function linesOf(file: string): string[] {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim());
}

/** What stands in a file, a JSON value a line. @throws UsageError that names a line that is not so, and the complaint about it */
export function parsedLines<Line>(file: string, schema: z.ZodType<Line>, complaint: string): Line[] {
  return linesOf(file).flatMap((line, index) => {
    if (line === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch {
      throw new UsageError(`${file}:${index + 1} ${complaint}`);
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
  const papers = parsedLines(files.corpus, corpusLine, notBeir).map(({ _id, title, text }) => ({
    id: _id,
    title,
    abstract: text,
  }));
  const queries = parsedLines(files.queries, queryLine, notBeir).flatMap(({ _id, text }) => {
    const ofQuery = grades.get(_id);
    return ofQuery === undefined ? [] : [{ id: _id, text, grades: ofQuery }];
  });
  return { papers, queries };
}
