import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { parseJson } from '../../src/sources/digest-file/json-lines.ts';

const corpusPaper = z.object({ id: z.string(), title: z.string(), abstract: z.string() });

export type CorpusPaper = z.infer<typeof corpusPaper>;

/**
 * Gives each paper of a JSON Lines file, gzipped when its name ends in .gz, to `onPaper`, in order, with the place of its line from 0 on;
 * holds one line at a time. Lines that are no {"id","title","abstract"} are passed over.
 */
export async function readCorpus(file: string, onPaper: (paper: CorpusPaper, line: number) => void): Promise<void> {
  const bytes = createReadStream(file);
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  // A pipe does not hand on errors.
  bytes.on('error', (error) => text.destroy(error));
  let place = 0;
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    const parsed = corpusPaper.safeParse(parseJson(line));
    if (parsed.success) onPaper(parsed.data, place);
    place += 1;
  }
}
