import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainCommand } from '../../src/cli/train-command.ts';
import { readVectors } from '../../src/search/meaning/vectors-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-train-command-'));
const corpus = join(folder, 'corpus.jsonl');

function papersLines(count: number): string {
  const paper = (id: number) => ({
    id: `p${id}`,
    title: `Paper on pruning ${id}`,
    abstract: 'Weights are pruned. Sparsity stays.',
  });
  return Array.from({ length: count }, (_, id) => `${JSON.stringify(paper(id))}\n`).join('');
}

beforeAll(() => writeFileSync(corpus, `${papersLines(80)}no paper\n`));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `paperboy train` as a shell would, its output no terminal. */
async function trainWith(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const exitCode = await trainCommand.run({ args, stdin: new PassThrough(), stdout, stderr, env: {}, now: () => 0 });
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}

test('writes a file of vectors and says how far it is', async () => {
  const out = join(folder, 'vectors.bin');

  const done = await trainWith('--corpus', corpus, '--out', out, '--dims', '16', '--epochs', '2', '--threads', '1');

  expect(done).toMatchObject({ exitCode: 0, stdout: `${out}: 0.0 MB\n` });
  expect(done.stderr).toMatch(/80 papers, \d+ terms; lines that are no papers: 1\n/);
  expect(done.stderr).toMatch(/step 2 of 2, loss \d\.\d\d, 0 s left/);
  expect(readVectors(out).header).toMatchObject({ dims: 16, papers: 80 });
});

test('a corpus that is too small is told in one line', async () => {
  const few = join(folder, 'few.jsonl');
  writeFileSync(few, papersLines(3));

  const { exitCode, stderr } = await trainWith('--corpus', few, '--out', join(folder, 'few.bin'));

  expect(exitCode).toBe(1);
  expect(stderr).toContain('holds 3 papers; training needs 64');
});

test.each([
  ['Say what to learn from: --corpus FILE', []],
  ['Say where to write: --out FILE', ['--corpus', corpus]],
  ['takes a multiple of 8, not 30', ['--corpus', corpus, '--out', 'x.bin', '--dims', '30']],
  ['--epochs takes a whole number from 1', ['--corpus', corpus, '--out', 'x.bin', '--epochs', '0']],
])('a wrong call is refused: "%s"', async (reason, args) => {
  await expect(trainWith(...args)).rejects.toThrow(reason);
});
