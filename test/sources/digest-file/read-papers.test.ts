import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readPapers } from '../../../src/sources/digest-file/read-papers.ts';
import { anAbstract, digestOf } from './digest.ts';

/** Reads `content` as a file; reports as a person would see them, "line: reason". */
function read(content: string | Uint8Array): { titles: string[]; reports: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'papers.txt');
  writeFileSync(file, content);

  const { papers, problems } = readPapers(file);

  expect(problems.every((problem) => problem.file === file)).toBe(true);
  return {
    titles: papers.map(({ title }) => title),
    reports: problems.map(({ line, reason }) => `${line}: ${reason}`),
  };
}

const [pruning, kernels] = [anAbstract('pruning'), anAbstract('kernels')];
const twoPapers = digestOf('SubscribePruning', pruning, 'Kernels', kernels);

test('a digest gives its papers in order, without the banner and the button', () => {
  expect(read(twoPapers)).toEqual({ titles: ['Pruning', 'Kernels'], reports: [] });
});

describe('what is malformed is reported with its line and reason, and the rest is imported', () => {
  test.each([
    [
      'an abstract without title',
      digestOf(pruning, 'Kernels', kernels),
      ['3: is an abstract without a title; skipped.'],
    ],
    [
      'a title without abstract',
      digestOf('Pruning', 'Lonely', 'Kernels', kernels),
      ['3: is a title without an abstract; skipped.', '4: is a title without an abstract; skipped.'],
    ],
    ['a title at the end', digestOf('Kernels', kernels, 'Lonely'), ['5: is a title without an abstract; skipped.']],
    [
      'a duplicate',
      digestOf('Kernels', kernels, 'KERNELS!', pruning),
      ['5: is a paper that stands further up already; skipped.'],
    ],
    ['an empty line', digestOf('', 'Kernels', ' \u200B', kernels), ['3: is empty; skipped.', '5: is empty; skipped.']],
    [
      'binary junk between papers',
      digestOf('\u0000\u0001PNG\u001A', 'Kernels', kernels),
      ['3: holds control characters, so it is not text; skipped.'],
    ],
    [
      'binary junk inside a paper',
      digestOf('Kernels', '\u0000\u0001PNG', kernels),
      ['4: holds control characters, so it is not text; skipped.'],
    ],
    [
      'a line of 10 MB',
      digestOf('x'.repeat(10_000_000), 'Kernels', kernels),
      ['3: is 10,000,000 bytes long, more than 100,000; skipped.'],
    ],
    [
      'CRLF',
      digestOf('Kernels', kernels).replaceAll('\n', '\r\n'),
      ['1: lines end in CRLF; read as if they ended in LF.'],
    ],
    [
      'a last abstract that is cut off',
      digestOf('Kernels', kernels, 'Pruning').concat(pruning.slice(0, -20)),
      ['6: is an abstract that is cut off; skipped.'],
    ],
    [
      'a last abstract that is hardly there',
      digestOf('Kernels', kernels, 'Pruning').concat('We stu'),
      ['5: is a title without an abstract; skipped.', '6: is a title without an abstract; skipped.'],
    ],
  ])('%s', (_what, content, reports) => {
    expect(read(content)).toEqual({ titles: ['Kernels'], reports });
  });

  test('a line in Latin-1', () => {
    const latin1 = Buffer.from('Na\u00EFve kernels\n', 'latin1');
    const content = Buffer.concat([Buffer.from(twoPapers), latin1, Buffer.from(`${anAbstract('naïveté')}\n`)]);

    expect(read(content)).toEqual({
      titles: ['Pruning', 'Kernels'],
      reports: [
        '7: is not UTF-8 text; save the file as UTF-8. Skipped.',
        '8: is an abstract without a title; skipped.',
      ],
    });
  });
});

test('an unreadable abstract and title never join the title above to the abstract below', () => {
  const content = digestOf('Pruning', '\u0000abstract', '\u0000title', kernels);

  expect(read(content)).toEqual({
    titles: [],
    reports: [
      '3: is a title without an abstract; skipped.',
      '4: holds control characters, so it is not text; skipped.',
      '5: holds control characters, so it is not text; skipped.',
      '6: is an abstract without a title; skipped.',
    ],
  });
});

test('a short abstract is one when it stands below a title and ends in a full stop', () => {
  expect(read(digestOf('Pruning', 'We prune.', 'Kernels', kernels))).toEqual({
    titles: ['Pruning', 'Kernels'],
    reports: [],
  });
});

test.each([
  ['a UTF-8 byte order mark', `\uFEFF${twoPapers}`],
  ['no line end at the end', twoPapers.trimEnd()],
])('%s is harmless', (_what, content) => {
  expect(read(content)).toEqual({ titles: ['Pruning', 'Kernels'], reports: [] });
});

test.each([
  ['little-endian', Buffer.from(`\uFEFF${twoPapers}`, 'utf16le')],
  ['big-endian', Buffer.from(`\uFEFF${twoPapers}`, 'utf16le').swap16()],
])('UTF-16, %s, is refused with the cure', (_order, content) => {
  expect(read(content)).toEqual({ titles: [], reports: ['0: is UTF-16; save it as UTF-8.'] });
});

test.each([
  ['an empty file', ''],
  ['a file of pure noise', new Uint8Array(5000).map((_, index) => (index * 37) % 256)],
])('%s gives no papers', (_what, content) => {
  expect(read(content).titles).toEqual([]);
});

test('JSON Lines are told by their lines, not by their name, even when the first is broken', () => {
  const paper = (id: string) => JSON.stringify({ id, title: `Paper ${id}`, abstract: kernels });

  const { titles, reports } = read(`oops\n${paper('a')}\n${paper('b')}\n`);

  expect(titles).toEqual(['Paper a', 'Paper b']);
  expect(reports).toEqual([expect.stringMatching(/^1: is not JSON/)]);
});

test('a file that is not there is an error, not an empty library', () => {
  expect(() => readPapers('/no/such/file.txt')).toThrow('ENOENT');
});
