import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { parseJson } from '../../src/sources/digest-file/json-lines.ts';

const corpusPaper = z.object({ id: z.string(), title: z.string(), abstract: z.string() });

export type CorpusPaper = z.infer<typeof corpusPaper>;

export interface CorpusEnd {
  readonly papers: number;
  /** Lines that are no {"id","title","abstract"}. */
  readonly skipped: number;
  readonly sha256: string;
}

/** Gives each paper of a JSON Lines file, gzipped when its name ends in .gz, to `onPaper`, in order; holds one line at a time. */
export async function readCorpus(file: string, onPaper: (paper: CorpusPaper) => void): Promise<CorpusEnd> {
  const bytes = createReadStream(file);
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  // A pipe does not hand on errors.
  bytes.on('error', (error) => text.destroy(error));
  const hash = createHash('sha256');
  let papers = 0;
  let skipped = 0;
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    hash.update(line).update('\n');
    const parsed = corpusPaper.safeParse(parseJson(line));
    if (parsed.success) {
      onPaper(parsed.data);
      papers += 1;
    } else skipped += 1;
  }
  return { papers, skipped, sha256: hash.digest('hex') };
}
