import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import type { FileProblem } from '../sources/digest-file/file-lines.ts';
import { toJsonLines } from '../sources/digest-file/json-lines.ts';
import { readPapers } from '../sources/digest-file/read-papers.ts';
import { ingest } from '../sources/ingest.ts';
import { type Command, UsageError, writeProblems } from './command.ts';
import { withFoundIds } from './find-ids.ts';
import { ingestSource } from './ingest-source.ts';

/** Replaces `file` in one step: a reader sees the old or the new content, never half. */
function replaceFile(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { flush: true });
  renameSync(temporary, file);
}

export const ingestCommand: Command = {
  summary:
    'read papers from digests or JSON Lines files into a library file, or from a source into the bot’s own library',
  usage:
    'ingest FILE… (--out LIBRARY.jsonl | --dry-run) [--find-ids] | ingest --source hugging-face|arxiv [--date YYYY-MM-DD | --since YYYY-MM-DD] [--dry-run]',

  async run(context) {
    const { args, stdout, stderr } = context;
    const { values, positionals: files } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        'dry-run': { type: 'boolean' },
        'find-ids': { type: 'boolean' },
        source: { type: 'string' },
        date: { type: 'string' },
        since: { type: 'string' },
      },
      allowPositionals: true,
    });
    const { out, source, date, since } = values;
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

    const problems: FileProblem[] = [];
    const read = (file: string) => {
      const parsed = readPapers(file);
      problems.push(...parsed.problems);
      return parsed.papers;
    };
    const known = out !== undefined && existsSync(out) ? read(out) : [];
    if (problems.length > 0 && values['dry-run'] !== true) {
      writeProblems(stderr, problems);
      stderr.write(`${out} holds lines that would be lost. Mend or move them, then ingest again.\n`);
      return 1;
    }
    const given = files.flatMap(read);
    const incoming = values['find-ids'] === true ? await withFoundIds(given, context) : given;
    const result = ingest(known, incoming);
    if (out !== undefined && values['dry-run'] !== true) replaceFile(out, toJsonLines(result.papers));

    const named = ({ id, title }: Paper): string => `${id}  ${displayText(title)}`;
    for (const paper of result.added) stdout.write(`added    ${named(paper)}\n`);
    for (const paper of result.updated) stdout.write(`updated  ${named(paper)}\n`);
    for (const { file, line, reason } of problems) stdout.write(`skipped  ${file}:${line} ${reason}\n`);
    const counts = [
      `${result.added.length} added`,
      `${result.updated.length} updated`,
      `${result.unchanged} unchanged`,
      `${problems.length} lines reported`,
    ];
    stdout.write(`${counts.join(', ')}${values['dry-run'] === true ? ' (dry run: nothing written)' : ''}\n`);
    return 0;
  },
};
