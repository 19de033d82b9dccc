import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dims } from '../../../src/search/meaning/encoder.ts';
import { directionOf, pack, quantise, textVectorsOf, unpack } from '../../../src/search/meaning/packed-vectors.ts';
import { piecesOf, vectorKey } from '../../../src/search/meaning/paper-text.ts';
import { aPaper } from '../../support/builders.ts';

const vector = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: dims, maxLength: dims })
  .filter((numbers) => numbers.some((value) => Math.abs(value) > 0.01))
  .map((numbers) => directionOfFloats(Float32Array.from(numbers)));

function directionOfFloats(numbers: Float32Array): Float32Array {
  const length = Math.hypot(...numbers);
  return numbers.map((value) => value / length);
}

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, dim) => sum + value * (b[dim] ?? 0), 0);

test('a vector that was kept as bytes points where it did', () => {
  fc.assert(
    fc.property(vector, (one) => {
      const kept = directionOf(quantise(one));

      expect(Math.hypot(...kept)).toBeCloseTo(1, 5);
      expect(cosine(one, kept)).toBeGreaterThan(0.999);
    }),
  );
});

test('what is packed comes out as it was, with gaps where a piece has no vector', () => {
  fc.assert(
    fc.property(vector, fc.array(fc.option(vector, { nil: undefined }), { maxLength: 12 }), (whole, pieces) => {
      const vectors = textVectorsOf({ whole, pieces });

      expect(unpack(pack(vectors))).toEqual(vectors);
      // As a database gives it: in the middle of another buffer.
      const packed = pack(vectors);
      const moved = new Uint8Array(packed.length + 7);
      moved.set(packed, 7);
      expect(unpack(moved.subarray(7))).toEqual(vectors);
    }),
    { numRuns: 30 },
  );
});

test.each([0, 1, dims - 1, dims + 1])('%i bytes are no vectors', (length) => {
  expect(() => unpack(new Uint8Array(length))).toThrow(RangeError);
});

test('the encoder reads of a paper what people are shown: its title, then its sentences', () => {
  const paper = aPaper({
    title: 'Na\\"ive $k$-means',
    abstract: 'We  study \\emph{clustering}, e.g. of images. It is \\textbf{fast}.',
  });

  expect(piecesOf(paper)).toEqual(['Naïve k-means', 'We study clustering, e.g. of images.', 'It is fast.']);
  expect(piecesOf(aPaper({ title: 'A title', abstract: '' }))).toEqual(['A title']);
});

test('another model, another text and another splitting have other keys; other facts of a paper do not', () => {
  const keys = [
    vectorKey('model', ['A title', 'One. Two.']),
    vectorKey('other', ['A title', 'One. Two.']),
    vectorKey('model', ['A title', 'One.', 'Two.']),
    vectorKey('model', ['A title One. Two.']),
    vectorKey('model', ['One. Two.', 'A title']),
  ];

  expect(new Set(keys).size).toBe(keys.length);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(piecesOf(aPaper({ upvotes: 3, authors: ['A'] }))).toEqual(piecesOf(aPaper()));
});
