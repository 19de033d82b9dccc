import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAsk } from '../../../src/search/ask.ts';
import { decodeSnapshot, encodeSnapshot, SnapshotError, snapshotVersion } from '../../../src/search/index/snapshot.ts';
import { createLibrary, type Library } from '../../../src/search/library.ts';
import { aPaper, libraryOf, shippedPaperboy, testNow } from '../../support/builders.ts';

const { library } = shippedPaperboy();
const origin = {
  madeFrom: 'these papers',
  change: 7,
  problems: [{ file: 'a.txt', line: 3, reason: 'is empty; skipped.' }],
};
const bytes = Buffer.concat(encodeSnapshot(library.kept(), origin));

async function answersOf(of: Library) {
  const { ask, similar, newest } = createAsk({ library: of, now: () => testNow });
  const questions = ['massive activations', 'PTQ', 'quantizaton', '"neural network" -survey has:code', 'since:2025'];
  return [
    ...(await Promise.all(questions.map((question) => ask(question)))),
    await similar('2402.17762'),
    await newest(),
  ];
}

test('a library from a snapshot answers as the one it was made of, and goes on from there', async () => {
  const again = createLibrary({
    meaning: library.meaning,
    before: decodeSnapshot(Buffer.from(bytes), 'these papers').kept,
  });
  const paper = [...again.papers()][3];

  expect(await answersOf(again)).toEqual(await answersOf(library));

  again.remove(paper?.id ?? '');
  again.add(paper === undefined ? [] : [paper]);
  expect(again.papersWith('quantiz')).toBe(library.papersWith('quantiz'));
  expect(again.size).toBe(library.size);
});

test('lines that could not be used are told again, and where to go on in the store', () => {
  expect(decodeSnapshot(bytes, 'these papers')).toMatchObject({ problems: origin.problems, change: 7 });
});

test.each([
  ['an empty file', Buffer.alloc(0), 'It is not a snapshot of this version.'],
  ['another file', Buffer.from('{"id": "2402.17762"}'), 'It is not a snapshot of this version.'],
  ['one that was cut short', bytes.subarray(0, bytes.length - 8), 'It is damaged or cut short: its checksum is wrong.'],
  [
    'one with a bit turned over',
    Buffer.from(bytes).fill(0xff, 5_000, 5_001),
    'It is damaged or cut short: its checksum is wrong.',
  ],
])('%s is not trusted', (_, broken, reason) => {
  expect(() => decodeSnapshot(broken, 'these papers')).toThrow(new SnapshotError(reason));
});

test('one that an older Paperboy wrote is not trusted, whatever its header says', () => {
  const { change: _, ...older } = origin;
  // @ts-expect-error: what versions before this one wrote
  const written = Buffer.concat(encodeSnapshot(library.kept(), older));

  expect(() => decodeSnapshot(written, 'these papers')).toThrow(
    new SnapshotError('It is not a snapshot of this version.'),
  );
});

test('one that was made from other papers is not trusted', () => {
  expect(() => decodeSnapshot(bytes, 'other papers')).toThrow('The papers or the vectors have changed since.');
});

test('whoever changes what is indexed gives snapshots another version, so that old ones are made anew', () => {
  const byPeople = aPaper({
    authors: ['Zoë O’Brien', 'J. Doe'],
    upvotes: 3,
    published: '2024-05',
    codeUrl: 'https://github.com/a/b',
  });
  const { index, papers, acronyms } = libraryOf([...library.papers(), byPeople]).kept();
  const contents = [
    index.terms.join('\n'),
    index.postings,
    index.lengths,
    papers.hasCode,
    papers.lastDays,
    JSON.stringify(acronyms),
  ];

  const hash = contents
    .reduce((sum, part) => sum.update(part), createHash('sha256'))
    .digest('hex')
    .slice(0, 12);

  // When this fails, change snapshotVersion in src/search/index/snapshot.ts as well.
  expect(`${snapshotVersion}: ${hash}`).toBe('4: 35b7ad9801f0');
});
