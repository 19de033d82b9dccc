import { renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { shippedLibrary } from '../compose.ts';
import { readPapers } from '../sources/digest-file/read-papers.ts';
import { shippedSettings } from '../training/shipped-settings.ts';
import { train } from '../training/train.ts';
import { TrainingError } from '../training/training-error.ts';
import { type Command, UsageError, wholeNumber } from './command.ts';
import { trainProgress } from './train-progress.ts';

/** Names of papers as `train` compares them: ids, and titles in lower case for those whose corpus has other ids. */
function namesIn(file: string): ReadonlySet<string> {
  return new Set(readPapers(file).papers.flatMap(({ id, title }) => [id, title.toLowerCase()]));
}

export const trainCommand: Command = {
  summary: 'learn what words mean from the titles and abstracts of a field',
  usage:
    'train --corpus FILE.jsonl[.gz] --out VECTORS.bin [--dims N] [--epochs N] [--seed N] [--threads N] [--without LIBRARY] [--resume]',

  async run({ args, stderr, stdout, now }) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        corpus: { type: 'string' },
        out: { type: 'string' },
        dims: { type: 'string' },
        epochs: { type: 'string' },
        seed: { type: 'string' },
        threads: { type: 'string' },
        without: { type: 'string' },
        resume: { type: 'boolean' },
      },
    });
    const { corpus, out } = values;
    if (corpus === undefined) throw new UsageError(`Say what to learn from: --corpus FILE.\n${this.usage}`);
    if (out === undefined) throw new UsageError(`Say where to write: --out FILE.\n${this.usage}`);
    const { limits } = shippedSettings;
    const dims = wholeNumber('dims', values.dims, { min: 8, max: 512 }) ?? limits.dims;
    if (dims % 8 !== 0) throw new UsageError(`--dims takes a multiple of 8, not ${dims}.`);

    const stop = new AbortController();
    const onInterrupt = (): void => stop.abort();
    process.once('SIGINT', onInterrupt);
    try {
      const show = trainProgress(stderr, now);
      const bytes = await train(
        {
          ...shippedSettings,
          corpus,
          without: namesIn(values.without ?? shippedLibrary),
          checkpoint: `${out}.checkpoint`,
          isResumed: values.resume === true,
          epochs: wholeNumber('epochs', values.epochs, { min: 1, max: 1_000 }) ?? shippedSettings.epochs,
          seed: wholeNumber('seed', values.seed, { min: 0, max: 2 ** 31 - 1 }) ?? shippedSettings.seed,
          threads: wholeNumber('threads', values.threads, { min: 1, max: 64 }) ?? availableParallelism(),
          limits: { ...limits, dims },
        },
        show,
        stop.signal,
      );
      if (bytes === undefined) {
        stderr.write(`\nStopped. Go on with the same command and --resume (${out}.checkpoint).\n`);
        return 1;
      }
      const temporary = `${out}.${process.pid}.tmp`;
      writeFileSync(temporary, bytes, { flush: true });
      renameSync(temporary, out);
      stdout.write(`${out}: ${(bytes.length / 1e6).toFixed(1)} MB\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof TrainingError)) throw error;
      stderr.write(`paperboy train: ${error.message}\n`);
      return 1;
    } finally {
      process.removeListener('SIGINT', onInterrupt);
    }
  },
};
