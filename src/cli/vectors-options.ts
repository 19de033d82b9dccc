import { join } from 'node:path';
import type { OpenLibraryOptions } from '../library/open-library.ts';
import type { VectorsOptions } from '../library/open-paperboy.ts';
import type { CommandContext } from './command.ts';
import { encodingProgress } from './encoding-progress.ts';

/** Fewer papers are encoded in a second or two: who asks a question reads answers, not progress. */
const worthShowing = 20;

/** Where a command that has no store keeps what it indexes and encodes, and how it shows its progress. @param vectors file to use instead */
export function vectorsOptions(
  vectors: string | undefined,
  { env, stderr, now }: Pick<CommandContext, 'env' | 'stderr' | 'now'>,
): VectorsOptions & Pick<OpenLibraryOptions, 'stateDir'> {
  const stateDir = env['STATE_DIR'] || './var';
  const show = encodingProgress(stderr, now);
  return {
    stateDir,
    vectorsFile: vectors ?? join(stateDir, 'vectors.bin'),
    onEncoded: (encoded, of) => (of < worthShowing ? undefined : show(encoded, of)),
  };
}
