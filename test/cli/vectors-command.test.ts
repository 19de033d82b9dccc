import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openVectorsInFile } from '../../src/search/meaning/vectors-in-file.ts';
import { loadTestEncoder } from '../support/encoder.ts';
import { folderWith, paperboy } from './terminal.ts';

const { isMissing } = await loadTestEncoder();

const lines = (titles: readonly string[]): string =>
  titles.map((title, id) => `${JSON.stringify({ id: `paper-${id}`, title, abstract: 'It is new.' })}\n`).join('');

function sizeOf(path: string): number {
  const file = openVectorsInFile(path, 'read');
  onTestFinished(() => file.close());
  return file.size;
}

describe.skipIf(isMissing)('paperboy vectors', () => {
  test('writes the vectors of a library, and when it was cut short the rest of them', async () => {
    const folder = folderWith({ 'library.jsonl': lines(['One', 'Two', 'Three']) });
    const out = join(folder, 'vectors.bin');
    const call = ['vectors', '--library', join(folder, 'library.jsonl'), '--out', out];

    expect(await paperboy(call)).toMatchObject({ exitCode: 0, stdout: `${out}: 3 of 3 papers\n` });
    expect(sizeOf(out)).toBe(3);

    truncateSync(out, statSync(out).size - 1);
    const again = await paperboy(call);
    expect(again.stderr).toMatch(/^1 of 1 papers encoded, \d+ a second, 0 s left\n$/);
    expect(sizeOf(out)).toBe(3);
  });

  test('leaves out what the library has no longer', async () => {
    const folder = folderWith({ 'before.jsonl': lines(['One', 'Two']), 'after.jsonl': lines(['One', 'Other']) });
    const out = join(folder, 'vectors.bin');

    await paperboy(['vectors', '--library', join(folder, 'before.jsonl'), '--out', out]);
    await paperboy(['vectors', '--library', join(folder, 'after.jsonl'), '--out', out]);

    expect(sizeOf(out)).toBe(2);
  });

  test('does not write over another file', async () => {
    const folder = folderWith({ 'library.jsonl': lines(['One']), 'notes.txt': 'My notes' });

    const { exitCode, stderr } = await paperboy([
      ...['vectors', '--library', join(folder, 'library.jsonl')],
      ...['--out', join(folder, 'notes.txt')],
    ]);

    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('is no file of vectors') });
  });
});
