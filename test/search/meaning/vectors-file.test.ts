import { describe, expect, test } from 'vitest';
import { decodeVectors, encodeVectors, VectorsFileError } from '../../../src/search/meaning/vectors-file.ts';

const about = { dims: 8, papers: 3, corpusSha256: 'abc', settings: { seed: 1 } };

function aFile(): Buffer {
  const rows = Int8Array.from({ length: 16 }, (_, index) => index * 16 - 127);
  return encodeVectors({ terms: ['quantiz', 'état'], scales: Float32Array.of(0.5, 0.25), rows }, about);
}

test('vectors come back as they were written', () => {
  const { header, terms, scales, rows } = decodeVectors(aFile(), 'vectors.bin');

  expect(header).toEqual({ ...about, rows: 2, termBytes: Buffer.byteLength('quantiz\nétat') });
  expect(terms).toEqual(['quantiz', 'état']);
  expect([...scales]).toEqual([0.5, 0.25]);
  expect([...rows.slice(0, 3), rows.at(-1)]).toEqual([-127, -111, -95, 113]);
});

test('the same vectors give the same bytes', () => {
  expect(aFile().equals(aFile())).toBe(true);
});

test('reading copies no vectors', () => {
  const bytes = Buffer.from(new Uint8Array(aFile()).buffer);

  expect(decodeVectors(bytes, 'vectors.bin').rows.buffer).toBe(bytes.buffer);
});

test('a file that starts at an odd place of a buffer is read as well', () => {
  const file = aFile();
  const shifted = Buffer.alloc(file.length + 1);
  shifted.set(file, 1);

  expect([...decodeVectors(shifted.subarray(1), 'vectors.bin').scales]).toEqual([0.5, 0.25]);
});

describe('a file that cannot be used is refused with its name and the cure', () => {
  const changed = (change: (bytes: Buffer) => Buffer | undefined): Buffer => {
    const bytes = aFile();
    return change(bytes) ?? bytes;
  };

  test.each([
    ['another kind of file', Buffer.from('{"id":"2409.10594","title":"A paper"}'), 'is not a file of word vectors'],
    ['an empty file', Buffer.alloc(0), 'is not a file of word vectors'],
    [
      'a later format',
      changed((bytes) => void bytes.writeUInt32LE(9, 8)),
      'has format version 9, this Paperboy reads 1',
    ],
    ['a download that broke off', changed((bytes) => bytes.subarray(0, -1)), 'is damaged or cut short'],
    ['only the first bytes', changed((bytes) => bytes.subarray(0, 24)), 'is damaged or cut short'],
    [
      'one flipped bit',
      changed((bytes) => void bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60)),
      'is damaged or cut short',
    ],
    ['a wrong header length', changed((bytes) => void bytes.writeUInt32LE(7, 12)), 'is damaged or cut short'],
    ['bytes too many', changed((bytes) => Buffer.concat([bytes, Buffer.alloc(4)])), 'is damaged or cut short'],
  ])('%s', (_, bytes, reason) => {
    const read = () => decodeVectors(bytes, 'data/vectors.bin');

    expect(read).toThrow(VectorsFileError);
    expect(read).toThrow(`data/vectors.bin ${reason}`);
    expect(read).toThrow('git checkout data/vectors.bin');
  });

  test('fewer vectors than terms', () => {
    const bytes = encodeVectors(
      { terms: ['one', 'two'], scales: Float32Array.of(1, 1), rows: new Int8Array(8) },
      about,
    );

    expect(() => decodeVectors(bytes, 'vectors.bin')).toThrow('holds another number of vectors');
  });
});
