import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { queryPage } from '../sources/arxiv/feeds.ts';
import { aPaper } from '../support/builders.ts';
import { mockHttp } from '../support/http-mock.ts';
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
  expect(readPapers(out).papers).toEqual(
    // Its authors and dates, where somebody filled them in, are arXiv's.
    readPapers(shippedLibrary).papers.map(({ id, title, abstract }) => ({ id, title, abstract })),
  );
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

describe('a reading list of links', () => {
  const list = '- https://arxiv.org/abs/2106.09685\n- [Attention](https://arxiv.org/abs/1706.03762)\n';
  const named = () => {
    const folder = folderWith({ 'list.md': list });
    return { file: join(folder, 'list.md'), out: join(folder, 'library.jsonl') };
  };
  const askedFor = (ids: string) =>
    mockHttp('https://export.arxiv.org')
      .get('/api/query')
      .query({ id_list: ids, max_results: ids.split(',').length });

  test('is looked up at arXiv in one request, and what is held already is not asked for again', async () => {
    const { file, out } = named();
    askedFor('2106.09685,1706.03762').reply(200, queryPage([{ id: '2106.09685v2' }, { id: '1706.03762v7' }]));

    const first = await paperboy(['ingest', file, '--out', out]);
    const again = await paperboy(['ingest', file, '--out', out]);

    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toContain('added    2106.09685  Halo Gas <cold>\n');
    expect(first.stdout).toContain('2 added, 0 updated, 0 unchanged, 0 lines reported\n');
    expect(again.stdout).toBe('0 added, 0 updated, 2 unchanged, 0 lines reported\n');
    expect(readFileSync(out, 'utf8')).toContain('"authors":["Ann Bee","Cee Dee"]');
  });

  test('with a paper that arXiv does not have gives the others', async () => {
    const { file, out } = named();
    askedFor('2106.09685,1706.03762').reply(200, queryPage([{ id: '2106.09685v2' }]));

    const { exitCode, stdout } = await paperboy(['ingest', file, '--out', out]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`skipped  ${file}:2 names arXiv 1706.03762, which arXiv does not have; skipped.\n`);
  });

  test('says how many are left where arXiv does not answer, and writes none with a link for a title', async () => {
    const { file, out } = named();
    askedFor('2106.09685,1706.03762').reply(403);

    const { exitCode, stderr } = await paperboy(['ingest', file, '--out', out]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'arXiv denies access (HTTP 403). 2 papers are named only by link or id; run again with the network.\n',
    );
    expect(stderr).toContain(`${file}:1 names arXiv 2106.09685 without its abstract; skipped.\n`);
    expect(existsSync(out)).toBe(false);
  });

  test('leaves the network alone where SOURCES is none', async () => {
    const { file, out } = named();

    const { exitCode, stderr } = await paperboy(['ingest', file, '--out', out], { env: { SOURCES: 'none' } });

    expect(exitCode).toBe(1);
    expect(stderr).toContain('SOURCES is none, so arXiv was not asked. 2 papers are named only by link or id;');
  });

  test('with titles alone is looked up at Hugging Face where somebody asks for that', async () => {
    const folder = folderWith({ 'list.md': '- Sparse and Fast\n' });
    mockHttp('https://huggingface.co')
      .get('/api/papers/search')
      .query(true)
      .reply(200, [{ paper: { id: '2611.12345', title: 'Sparse and fast', summary: 'We skip.' } }]);
    askedFor('2611.12345').reply(200, queryPage([{ id: '2611.12345v1', title: 'Sparse and Fast' }]));

    const { stdout } = await paperboy(['ingest', join(folder, 'list.md'), '--find-ids', '--dry-run']);

    expect(stdout).toContain('added    2611.12345  Sparse and Fast\n');
  });
});

test.each([
  ['an empty file', ''],
  ['notes without papers', 'We met on Monday.\n'],
])('%s is a failure that says what can be read, and writes nothing', async (_what, content) => {
  const folder = folderWith({ notes: content });
  const out = join(folder, 'library.jsonl');

  const { exitCode, stderr } = await paperboy(['ingest', join(folder, 'notes'), '--out', out]);

  expect(exitCode).toBe(1);
  expect(stderr).toContain(`${join(folder, 'notes')} holds no paper that can be used. The README shows`);
  expect(existsSync(out)).toBe(false);
});

test('--facts writes what arXiv tells of papers without authors into their library, and leaves their text', async () => {
  const known = { ...kernels, authors: ['Eve Ef'] };
  const bare = { id: '2611.00001', title: 'As shipped', abstract: 'Shipped as well.' };
  const file = join(folderWith({ 'library.jsonl': toJsonLines([bare, known]) }), 'library.jsonl');
  mockHttp('https://export.arxiv.org')
    .get('/api/query')
    .query({ id_list: bare.id, max_results: 1 })
    .reply(200, queryPage([{ id: '2611.00001v2' }]));

  const { exitCode, stdout } = await paperboy(['ingest', '--facts', file]);

  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: `${file}: authors and dates filled in: 1; papers still without: 0\n`,
  });
  const told = { authors: ['Ann Bee', 'Cee Dee'], published: '2026-11-19', categories: ['cs.CL', 'cs.LG'] };
  expect(readPapers(file).papers).toEqual([{ ...bare, ...told }, known]);
});

test('--facts without the network leaves the library as it was, and says so', async () => {
  const library = toJsonLines([aPaper({ id: '2611.00001' })]);
  const file = join(folderWith({ 'library.jsonl': library }), 'library.jsonl');

  const { exitCode, stderr } = await paperboy(['ingest', '--facts', file], { env: { SOURCES: 'none' } });

  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: 'SOURCES is none, so arXiv was not asked. Run again with the network.\n',
  });
  expect(readFileSync(file, 'utf8')).toBe(library);
});
