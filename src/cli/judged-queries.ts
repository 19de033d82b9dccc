import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parsedLines } from './collection.ts';

export const shippedEvaluation = (name: string): string =>
  fileURLToPath(new URL(`../../data/evaluation/${name}`, import.meta.url));

export const developmentQueries = shippedEvaluation('development-queries.jsonl');

export const developmentFiles = [
  developmentQueries,
  ...['threads', 'similar', 'off-topic', 'near-misses', 'asked'].map((name) =>
    shippedEvaluation(`development-${name}.jsonl`),
  ),
];

/** Measured only by eval --final, once a change is done: nothing may be chosen by them. */
export const testFiles = [shippedEvaluation('test-queries.jsonl')];

const shared = { id: z.string(), kind: z.string(), relevant: z.record(z.string(), z.number()) };
const judgedLine = z.union([z.object({ ...shared, query: z.string() }), z.object({ ...shared, paper: z.string() })]);

/** A question, or a paper whose like is asked for, with the grades of the papers that answer it. data/README.md describes the kinds. */
export type JudgedLine = z.infer<typeof judgedLine>;

/** Kinds whose queries were each written for one paper. */
export const knownItemKinds: ReadonlySet<string> = new Set(['keyword', 'question', 'typo', 'acronym', 'chat']);
export const noneKind = 'none';
export const threadKind = 'thread';
export const smallTalkKind = 'small-talk';
/** Questions on other fields and small talk: unanswerable among any papers on machine learning. */
export const offTopicKind = 'off-topic';
/** Subjects of machine learning that the shipped papers have nothing on. */
export const nearMissKind = 'near-miss';
/** Papers like one paper; asked for by its id. */
export const similarKind = 'similar';
/** Made by rule, see generated-questions.ts; of left out papers, which the library does not hold. */
export const generatedKind = 'generated';
export const leftOutKind = 'left out';

/** @throws UsageError that names the line that cannot be read, or the file system's error */
export function readJudged(file: string): JudgedLine[] {
  return parsedLines(file, judgedLine, 'is not a query: {"id","kind","query","relevant":{id: grade}}.');
}

export function readQueries(file: string): Extract<JudgedLine, { query: string }>[] {
  return readJudged(file).filter((line) => 'query' in line);
}

/** A number from 0 to below `parts` that is always the same for a paper or a query. */
export function partOf(id: string, parts: number): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0) % parts;
}
