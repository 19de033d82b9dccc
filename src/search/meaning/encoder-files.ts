import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the encoder is made of, as its folder's sha256sums.txt says. */
export interface EncoderFiles {
  readonly model: Buffer;
  readonly tokenizer: string;
  readonly tokenizerConfig: string;
  /** SHA-256 over the hashes of all three, hex. */
  readonly sha256: string;
}

/** The files cannot be used; the message says what to do. */
export class EncoderFilesError extends Error {
  override readonly name = 'EncoderFilesError';
}

const names = ['model.onnx', 'tokenizer.json', 'tokenizer_config.json'] as const;

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

function read(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    throw new EncoderFilesError(`${name} of the encoder cannot be read. Restore it (git checkout data/encoder).`, {
      cause: error,
    });
  }
}

/** Lines of "hash  name", as sha256sum writes them. */
function sumsIn(folder: string): ReadonlyMap<string, string> {
  const lines = read(folder, 'sha256sums.txt').toString('utf8').split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const [, hash, name] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line) ?? [];
      return hash === undefined || name === undefined ? [] : [[name, hash]];
    }),
  );
}

/** Reads the encoder's files and checks their hashes. @throws EncoderFilesError when one is missing or another than it should be */
export function readEncoderFiles(folder: string): EncoderFiles {
  const sums = sumsIn(folder);
  const [model, tokenizer, tokenizerConfig] = names.map((name) => {
    const bytes = read(folder, name);
    if (sha256(bytes) !== sums.get(name)) {
      throw new EncoderFilesError(
        `${name} of the encoder is not the file that sha256sums.txt beside it names. Restore it (git checkout data/encoder).`,
      );
    }
    return bytes;
  }) as [Buffer, Buffer, Buffer];
  return {
    model,
    tokenizer: tokenizer.toString('utf8'),
    tokenizerConfig: tokenizerConfig.toString('utf8'),
    sha256: sha256(names.map((name) => sums.get(name)).join(' ')),
  };
}
