import { renameSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createEncodePapers } from '../library/encode-papers.ts';
import { shippedLibrary } from '../library/open-paperboy.ts';
import { unshared } from '../library/stored-vectors.ts';
import { unindexedPapers } from '../library/unindexed-papers.ts';
import type { KeptVectors } from '../search/meaning/kept-vectors.ts';
import { openEncoder } from '../search/meaning/open-encoder.ts';
import { openVectorsInFile } from '../search/meaning/vectors-in-file.ts';
import { readPapers } from '../sources/digest-file/read-papers.ts';
import { soundSleep } from '../sources/sound-sleep.ts';
import { type Command, type ExitCode, UsageError, writeProblems } from './command.ts';
import { encodingProgress } from './encoding-progress.ts';

/** Papers whose vectors are copied at once. */
const copiedAtOnce = 500;

/** Writes those of `keys`, in their order, to a new file in the place of `out`. */
async function rewrite(out: string, keys: readonly string[], kept: KeptVectors): Promise<void> {
  const temporary = `${out}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  const file = openVectorsInFile(temporary, 'append');
  for (let at = 0; at < keys.length; at += copiedAtOnce)
    await file.put(await kept.get(keys.slice(at, at + copiedAtOnce)));
  file.close();
  renameSync(temporary, out);
}

const options = {
  out: { type: 'string', takes: 'FILE', about: 'Where the vectors go; what an interrupted run wrote there is used' },
  library: { type: 'string', takes: 'FILE', about: 'The papers to encode; default the shipped ones' },
} as const satisfies Command['options'];

export const vectorsCommand: Command = {
  summary: 'encode the papers of a library into a file, for --vectors',
  usage: 'vectors --out FILE [--library FILE]',
  options,
  examples: ['vectors --out my-vectors.bin --library my-papers.jsonl'],

  async run({ args, stderr, stdout, now }): Promise<ExitCode> {
    const { values } = parseArgs({ args: [...args], options });
    const { out, library: libraryFile = shippedLibrary } = values;
    if (out === undefined) throw new UsageError(`Say where to write: --out FILE.\n${this.usage}`);
    const { papers, problems } = readPapers(libraryFile);
    writeProblems(stderr, problems);
    const opened = await openEncoder();
    if (opened.kind === 'absent') {
      stderr.write(`paperboy vectors: ${opened.reason}\n`);
      return 1;
    }
    const { encoder } = opened;
    // What an interrupted run wrote is there for the next one.
    const kept = openVectorsInFile(out, 'append');
    try {
      const library = unindexedPapers(papers);
      const encodePapers = createEncodePapers({
        ...{ encoder, library, vectors: unshared(kept), sleep: soundSleep },
        logger: pino({ level: 'silent' }),
        monotonicMs: () => performance.now(),
      });
      await encodePapers.encodeNow(papers, encodingProgress(stderr, now));
      if (encoder.failure !== undefined) {
        stderr.write(`paperboy vectors: ${encoder.failure} What was encoded is kept.\n`);
        return 1;
      }
      const keys = [...library.papers()].flatMap(({ id }) => library.vectorKeyOf(id) ?? []);
      await rewrite(out, [...new Set(keys)], kept);
      stdout.write(`${out}: ${keys.length} of ${library.size} papers\n`);
      return 0;
    } finally {
      kept.close();
      await encoder.close();
    }
  },
};
