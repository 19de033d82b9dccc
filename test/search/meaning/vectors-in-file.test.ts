import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dims } from '../../../src/search/meaning/encoder.ts';
import { firstOf } from '../../../src/search/meaning/kept-vectors.ts';
import type { TextVectors } from '../../../src/search/meaning/packed-vectors.ts';
import { vectorKey } from '../../../src/search/meaning/paper-text.ts';
import { openVectorsInFile } from '../../../src/search/meaning/vectors-in-file.ts';
import { aFolder } from '../../support/store.ts';

const keyOf = (text: string): string => vectorKey('model', [text]);
const of = (value: number): TextVectors => ({
  whole: new Int8Array(dims).fill(value),
  pieces: [new Int8Array(dims).fill(value + 1), new Int8Array()],
});
const put = (texts: readonly string[]) => new Map(texts.map((text, index) => [keyOf(text), of(index + 1)]));

function open(path: string, mode: 'read' | 'append' = 'append') {
  const file = openVectorsInFile(path, mode);
  onTestFinished(() => file.close());
  return file;
}

test('vectors that were put are there at once, and when the file is opened again', async () => {
  const path = join(aFolder(), 'state', 'vectors.bin');
  const file = open(path);
  await file.put(put(['a', 'b']));
  await file.put(put(['c']));

  for (const place of [file, open(path, 'read')]) {
    expect(place.size).toBe(3);
    expect(await place.get([keyOf('b'), keyOf('x')])).toEqual(new Map([[keyOf('b'), of(2)]]));
    expect(await place.wholes([keyOf('a')])).toEqual(new Map([[keyOf('a'), of(1).whole]]));
  }
});

test('what is there stays, and is written once', async () => {
  const path = join(aFolder(), 'vectors.bin');
  const file = open(path);
  await file.put(put(['a']));
  const { size } = statSync(path);

  await file.put(new Map([[keyOf('a'), of(9)]]));

  expect(statSync(path).size).toBe(size);
  expect((await file.get([keyOf('a')])).get(keyOf('a'))).toEqual(of(1));
});

test('two commands at a time lose nothing', async () => {
  const path = join(aFolder(), 'vectors.bin');
  const [one, other] = [open(path), open(path)];

  await one.put(put(['a']));
  await other.put(put(['b']));
  await one.put(put(['c']));

  expect(open(path, 'read').size).toBe(3);
});

test.each([
  ['cut short in a vector', (path: string) => truncateSync(path, statSync(path).size - 100), 1],
  ['cut short in a head', (path: string) => truncateSync(path, statSync(path).size - 3 * dims - 5), 1],
  ['cut short after its name', (path: string) => truncateSync(path, 8), 0],
  ['with rubbish at its end', (path: string) => appendFileSync(path, Buffer.alloc(500, 7)), 2],
  ['with zeros at its end', (path: string) => appendFileSync(path, Buffer.alloc(5_000)), 2],
  [
    'with a byte that changed',
    (path: string) => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 10] = (bytes.at(-10) ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    1,
  ],
])('a file %s gives what is whole before, and goes on from there', async (_, damage, left) => {
  const path = join(aFolder(), 'vectors.bin');
  await open(path).put(put(['a', 'b']));
  damage(path);

  expect(open(path, 'read').size).toBe(left);
  const again = open(path);
  await again.put(put(['c']));

  expect(again.size).toBe(left + 1);
  expect(open(path, 'read').size).toBe(left + 1);
});

test.each([
  ['a text', 'Not vectors at all'],
  ['an older format', 'PBVECTOR1234'],
  ['a few bytes', 'PB'],
])('%s is told from a file of vectors, and left alone', (_, content) => {
  const path = join(aFolder(), 'vectors.bin');
  writeFileSync(path, content);

  for (const mode of ['read', 'append'] as const)
    expect(() => openVectorsInFile(path, mode)).toThrow(/is no file of vectors/);
  expect(readFileSync(path, 'utf8')).toBe(content);
});

test('each place is asked for what those before it lack', async () => {
  const folder = aFolder();
  const [first, second] = [open(join(folder, 'first')), open(join(folder, 'second'))];
  await first.put(new Map([[keyOf('a'), of(1)]]));
  await second.put(
    new Map([
      [keyOf('a'), of(50)],
      [keyOf('b'), of(2)],
    ]),
  );

  const chain = firstOf([first, second]);

  expect(await chain.get([keyOf('a'), keyOf('b'), keyOf('c')])).toEqual(
    new Map([
      [keyOf('a'), of(1)],
      [keyOf('b'), of(2)],
    ]),
  );
  expect([...(await chain.wholes([keyOf('b')])).keys()]).toEqual([keyOf('b')]);
  expect(await firstOf([]).get([keyOf('a')])).toEqual(new Map());
});
