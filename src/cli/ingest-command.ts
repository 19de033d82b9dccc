import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { shippedLibrary } from '../library/open-paperboy.ts';
import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import type { FileProblem } from '../sources/digest-file/file-lines.ts';
import { toJsonLines } from '../sources/digest-file/json-lines.ts';
import { readPapers } from '../sources/digest-file/read-papers.ts';
import { ingest } from '../sources/ingest.ts';
import { type Command, type CommandContext, type ExitCode, UsageError, writeProblems } from './command.ts';
import { ingestFacts } from './ingest-facts.ts';
import { ingestSource } from './ingest-source.ts';
import { foundByArxiv, withFoundIds, withNamedIds } from './look-up-named.ts';
import { replaceFile } from './replace-file.ts';

interface Told {
  readonly papers: readonly Paper[];
  readonly problems: readonly FileProblem[];
}

/** Papers that are named only by their ids are looked up, unless they are known; what was found is no problem any more. */
async function withNamedPapers(
  { papers, problems }: Told,
  known: readonly Paper[],
  context: CommandContext,
): Promise<Told> {
  const held = new Map([...known, ...papers].map((paper) => [paper.id, paper]));
  const wanted = new Set(problems.flatMap(({ named }) => (named?.id === undefined ? [] : [named.id])));
  const ids = [...wanted].filter((id) => !held.has(id));
  const { papers: found, failure } = ids.length === 0 ? { papers: [] } : await foundByArxiv(ids, context);
  for (const paper of found) held.set(paper.id, paper);
  const left = ids.length - found.length;
  const count = left === 1 ? '1 paper is' : `${left} papers are`;
  if (failure !== undefined)
    context.stderr.write(`${failure} ${count} named only by link or id; run again with the network.\n`);
  const again = [...wanted].flatMap((id) => held.get(id) ?? []);
  const whyLeft = (problem: FileProblem): FileProblem =>
    failure === undefined && problem.named?.id !== undefined
      ? { ...problem, reason: `names arXiv ${problem.named.id}, which arXiv does not have; skipped.` }
      : problem;
  return {
    papers: [...new Set([...papers, ...again])],
    problems: problems.filter(({ named }) => named?.id === undefined || !held.has(named.id)).map(whyLeft),
  };
}

const options = {
  out: {
    type: 'string',
    takes: 'LIBRARY.jsonl',
    about: 'The library file to write; what it holds already is merged with what is read',
  },
  'dry-run': { type: 'boolean', about: 'Tell what would be added and updated, and write nothing' },
  'find-ids': { type: 'boolean', about: 'Look up at Hugging Face which paper a title without a link means' },
  source: {
    type: 'string',
    takes: 'NAME',
    about: 'Read hugging-face or arxiv into the bot’s own library, beside a running bot or without one',
  },
  date: { type: 'string', takes: 'YYYY-MM-DD', about: 'With --source: this day alone' },
  since: {
    type: 'string',
    takes: 'YYYY-MM-DD',
    about: 'With --source: from this day on; the same command goes on where it was stopped',
  },
  facts: { type: 'boolean', about: 'Fill in authors and dates of a library file from arXiv; default the shipped one' },
} as const satisfies Command['options'];

export const ingestCommand: Command = {
  summary:
    'read papers from reading lists, digests or JSON Lines files into a library file, or from a source into the bot’s own library',
  usage:
    'ingest FILE… (--out LIBRARY.jsonl | --dry-run) [--find-ids] | ingest --source hugging-face|arxiv [--date YYYY-MM-DD | --since YYYY-MM-DD] [--dry-run] | ingest --facts [LIBRARY.jsonl]',

  options,
  examples: [
    'ingest reading-list.md zotero.csv --out my-papers.jsonl',
    'ingest digest.md --dry-run',
    'ingest --source hugging-face --since 2026-11-01',
    'ingest --facts my-papers.jsonl',
  ],

  async run(context) {
    const { args, stdout, stderr } = context;
    const { values, positionals: files } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { out, source, date, since } = values;
    if (values.facts === true) {
      if (files.length > 1 || Object.keys(values).length > 1)
        throw new UsageError(`--facts goes with one library file, or none, and no other option.\n${this.usage}`);
      return ingestFacts(files[0] ?? shippedLibrary, context);
    }
    if (source !== undefined) {
      if (files.length > 0 || out !== undefined)
        throw new UsageError(`A source is read without files and --out.\n${this.usage}`);
      return ingestSource({ source, date, since, isDryRun: values['dry-run'] === true }, context);
    }
    if (date !== undefined || since !== undefined)
      throw new UsageError(`--date and --since go with --source.\n${this.usage}`);
    if (files.length === 0) throw new UsageError(`Name a file to read.\n${this.usage}`);
    if (out === undefined && values['dry-run'] !== true)
      throw new UsageError(`Say where to write: --out FILE.\n${this.usage}`);

    const known = out !== undefined && existsSync(out) ? readPapers(out) : { papers: [], problems: [] };
    if (known.problems.length > 0 && values['dry-run'] !== true) {
      writeProblems(stderr, known.problems);
      stderr.write(`${out} holds lines that would be lost. Mend or move them, then ingest again.\n`);
      return 1;
    }
    const problems = [...known.problems];
    const incoming: Paper[] = [];
    let exitCode: ExitCode = 0;
    for (const file of files) {
      const read = readPapers(file);
      const named = await withNamedPapers(
        values['find-ids'] === true ? await withNamedIds(read, context) : read,
        known.papers,
        context,
      );
      problems.push(...named.problems);
      incoming.push(...(values['find-ids'] === true ? await withFoundIds(named.papers, context) : named.papers));
      if (named.papers.length > 0) continue;
      stderr.write(
        `${file} holds no paper that can be used. The README shows what can be read, under "Your own papers".\n`,
      );
      exitCode = 1;
    }
    if (incoming.length === 0) {
      writeProblems(stderr, problems);
      return 1;
    }
    const result = ingest(known.papers, incoming);
    if (out !== undefined && values['dry-run'] !== true) replaceFile(out, toJsonLines(result.papers));

    const named = ({ id, title }: Paper): string => `${id}  ${displayText(title)}`;
    for (const paper of result.added) stdout.write(`added    ${named(paper)}\n`);
    for (const paper of result.updated) stdout.write(`updated  ${named(paper)}\n`);
    for (const { file, line, reason } of problems) stdout.write(`skipped  ${file}:${line} ${reason}\n`);
    const counts = [
      `${result.added.length} added`,
      `${result.updated.length} updated`,
      `${result.unchanged} unchanged`,
      `${problems.length} ${problems.length === 1 ? 'line' : 'lines'} reported`,
    ];
    stdout.write(`${counts.join(', ')}${values['dry-run'] === true ? ' (dry run: nothing written)' : ''}\n`);
    return exitCode;
  },
};
