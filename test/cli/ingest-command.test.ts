import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import { aPaper } from '../support/builders.ts';
import { folderWith, paperboy } from './terminal.ts';

const digest = fileURLToPath(new URL('../../data/digest/trending-papers.txt', import.meta.url));
const pruning = aPaper({ id: 'pruning', title: 'Pruning' });
const kernels = aPaper({ id: 'kernels', title: 'Kernels' });

test('the digest becomes the shipped library', async () => {
  const out = join(folderWith({}), 'papers.jsonl');

  const { exitCode, stdout, stderr } = await paperboy(['ingest', digest, '--out', out]);

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.split('\n')[0]).toBe('added    2409.10594  Kolmogorov-Arnold Transformer');
  expect(stdout.endsWith('119 added, 0 updated, 0 unchanged, 0 lines reported\n')).toBe(true);
  expect(readFileSync(out, 'utf8')).toBe(readFileSync(shippedLibrary, 'utf8'));
});

test('what is new is added to a library, what has changed is updated, nothing is lost', async () => {
  const folder = folderWith({
    'library.jsonl': toJsonLines([{ ...pruning, upvotes: 3 }]),
    'more.jsonl': toJsonLines([{ ...pruning, title: 'Pruning, revised' }, kernels]),
  });
  const out = join(folder, 'library.jsonl');

  const { stdout } = await paperboy(['ingest', join(folder, 'more.jsonl'), '--out', out]);

  expect(stdout).toBe(
    'added    kernels  Kernels\nupdated  pruning  Pruning, revised\n1 added, 1 updated, 0 unchanged, 0 lines reported\n',
  );
  expect(readFileSync(out, 'utf8')).toBe(toJsonLines([{ ...pruning, title: 'Pruning, revised', upvotes: 3 }, kernels]));
  expect(readdirSync(folder).toSorted()).toEqual(['library.jsonl', 'more.jsonl']); // no temporary file is left
});

test('a dry run tells the same and writes nothing', async () => {
  const folder = folderWith({ 'more.jsonl': toJsonLines([kernels]) });
  const out = join(folder, 'library.jsonl');

  const { exitCode, stdout } = await paperboy(['ingest', join(folder, 'more.jsonl'), '--out', out, '--dry-run']);

  expect(exitCode).toBe(0);
  expect(stdout).toContain('1 added, 0 updated, 0 unchanged, 0 lines reported (dry run: nothing written)\n');
  expect(existsSync(out)).toBe(false);
});

test('bad lines are told with file and line, and the rest is taken', async () => {
  const folder = folderWith({ 'more.jsonl': `{"id":"x"}\n\n${toJsonLines([kernels])}` });
  const [file, out] = [join(folder, 'more.jsonl'), join(folder, 'library.jsonl')];

  const { exitCode, stdout } = await paperboy(['ingest', file, '--out', out]);

  expect(exitCode).toBe(0);
  expect(stdout).toContain(`skipped  ${file}:1 is not a paper`);
  expect(stdout).toContain(`skipped  ${file}:2 is empty; skipped.\n`);
  expect(stdout).toContain('1 added, 0 updated, 0 unchanged, 2 lines reported\n');
  expect(readFileSync(out, 'utf8')).toBe(toJsonLines([kernels]));
});

test('a library with lines that would be lost is left alone', async () => {
  const library = `${toJsonLines([pruning])}half a pap`;
  const folder = folderWith({ 'library.jsonl': library, 'more.jsonl': toJsonLines([kernels]) });
  const out = join(folder, 'library.jsonl');

  const { exitCode, stdout, stderr } = await paperboy(['ingest', join(folder, 'more.jsonl'), '--out', out]);

  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(`${out} holds lines that would be lost. Mend or move them, then ingest again.\n`);
  expect(readFileSync(out, 'utf8')).toBe(library);
});

test('a file that is missing stops everything before anything is written', async () => {
  const folder = folderWith({ 'more.jsonl': toJsonLines([kernels]) });
  const out = join(folder, 'library.jsonl');

  const { exitCode, stderr } = await paperboy(['ingest', join(folder, 'more.jsonl'), '/no/such', '--out', out]);

  expect(exitCode).toBe(2);
  expect(stderr).toContain("'/no/such'. Check the path.\n");
  expect(existsSync(out)).toBe(false);
});

test('a title cannot send escape codes to the terminal', async () => {
  const folder = folderWith({ 'more.jsonl': toJsonLines([aPaper({ id: 'evil', title: 'Evil \u001B[2J\u0007' })]) });

  const { stdout } = await paperboy(['ingest', join(folder, 'more.jsonl'), '--dry-run']);

  expect(stdout.split('\n')[0]).toBe('added    evil  Evil [2J');
});
