import { dims, type Encoded } from './encoder.ts';
import { dotProduct } from './meaning.ts';

/** Vectors of one text as they are kept, each number a byte. */
export interface TextVectors {
  readonly whole: Int8Array;
  /** Of each piece, in order; empty where it has none. */
  readonly pieces: readonly Int8Array[];
}

/** Largest int8 that is used: the range is symmetric, so that a vector and its opposite quantise alike. */
const largest = 127;

/** The direction of `vector` in whole numbers, the largest of them 127. Costs a cosine .0005 on average. */
export function quantise(vector: Float32Array): Int8Array {
  let peak = 0;
  for (const value of vector) peak = Math.max(peak, Math.abs(value));
  const numbers = new Int8Array(vector.length);
  if (peak > 0) for (const [dim, value] of vector.entries()) numbers[dim] = Math.round((value / peak) * largest);
  return numbers;
}

/** The length of a vector; 1 for zeros, which have no direction. */
export function lengthOf(numbers: Int8Array): number {
  let squares = 0;
  for (let dim = 0; dim < numbers.length; dim += 1) squares += (numbers[dim] ?? 0) ** 2;
  return Math.sqrt(squares) || 1;
}

/** The vector of length 1 in the direction of `numbers`; zeros for zeros. A loop: from() takes ten times as long, and answers wait for it. */
export function directionOf(numbers: Int8Array): Float32Array {
  const length = lengthOf(numbers);
  const direction = new Float32Array(numbers.length);
  for (let dim = 0; dim < direction.length; dim += 1) direction[dim] = (numbers[dim] ?? 0) / length;
  return direction;
}

/** The cosine of a direction with that of `numbers`, without making it: half of an answer's time went into making 500. */
export function cosineWith(direction: Float32Array, numbers: Int8Array, length = lengthOf(numbers)): number {
  return dotProduct(direction, numbers) / length;
}

export function textVectorsOf({ whole, pieces }: Encoded): TextVectors {
  return { whole: quantise(whole), pieces: pieces.map((piece) => (piece === undefined ? noVector : quantise(piece))) };
}

const noVector = new Int8Array();

/** The whole, then the pieces; zeros for a piece without a vector, which no vector consists of. */
export function pack({ whole, pieces }: TextVectors): Uint8Array {
  const packed = new Int8Array((1 + pieces.length) * dims);
  packed.set(whole);
  for (const [index, piece] of pieces.entries()) packed.set(piece, (1 + index) * dims);
  return new Uint8Array(packed.buffer);
}

/** Views on `packed`, as pack() made it. @throws RangeError when it has another length */
export function unpack(packed: Uint8Array): TextVectors {
  if (packed.length === 0 || packed.length % dims !== 0)
    throw new RangeError(`Packed vectors have a multiple of ${dims} bytes, not ${packed.length}.`);
  const at = (index: number) => new Int8Array(packed.buffer, packed.byteOffset + index * dims, dims);
  const [whole = noVector, ...pieces] = Array.from({ length: packed.length / dims }, (_, index) => at(index));
  return { whole, pieces: pieces.map((piece) => (piece.some((value) => value !== 0) ? piece : noVector)) };
}
