import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';

/**
 * The file of word vectors. Little-endian:
 *
 *     8 bytes   "PBVECTOR"
 *     4         version
 *     4         length of the header in bytes
 *     4         CRC-32 of everything after it
 *     …         header: JSON, UTF-8
 *     …         terms: UTF-8, one a line
 *     …         zeros up to a multiple of 4 bytes
 *     4 × rows  float32 scale of each row
 *     dims × rows  int8 rows; a row's vector is its numbers times its scale
 *
 * No date inside: the same corpus and settings give the same bytes.
 */
const magic = 'PBVECTOR';
const version = 1;
const prefixBytes = 20;
const checkedFrom = 20;

/** Where the vectors come from, for people and for `train --resume`. */
const header = z.object({
  dims: z.number().int().positive().max(4_096),
  rows: z.number().int().positive(),
  termBytes: z.number().int().positive(),
  papers: z.number().int().nonnegative(),
  /** SHA-256 of the lines of the corpus that were read. */
  corpusSha256: z.string(),
  settings: z.record(z.string(), z.union([z.number(), z.string()])),
});

export type VectorsHeader = z.infer<typeof header>;

export interface Vectors {
  readonly header: VectorsHeader;
  readonly terms: readonly string[];
  /** One for each term. */
  readonly scales: Float32Array;
  /** `header.dims` numbers for each term. */
  readonly rows: Int8Array;
}

/** The file cannot be used; the message says what to do. */
export class VectorsFileError extends Error {
  override readonly name = 'VectorsFileError';
}

const paddedTo4 = (bytes: number): number => Math.ceil(bytes / 4) * 4;

export function encodeVectors(
  vectors: Omit<Vectors, 'header'>,
  about: Omit<VectorsHeader, 'rows' | 'termBytes'>,
): Buffer {
  const terms = Buffer.from(vectors.terms.join('\n'));
  const head = Buffer.from(JSON.stringify({ ...about, rows: vectors.terms.length, termBytes: terms.length }));
  const scalesAt = paddedTo4(prefixBytes + head.length + terms.length);
  const rowsAt = scalesAt + vectors.scales.byteLength;
  const bytes = Buffer.alloc(rowsAt + vectors.rows.byteLength);
  bytes.write(magic, 0, 'latin1');
  bytes.writeUInt32LE(version, 8);
  bytes.writeUInt32LE(head.length, 12);
  bytes.set(head, prefixBytes);
  bytes.set(terms, prefixBytes + head.length);
  for (const [row, scale] of vectors.scales.entries()) bytes.writeFloatLE(scale, scalesAt + 4 * row);
  bytes.set(new Uint8Array(vectors.rows.buffer, vectors.rows.byteOffset, vectors.rows.byteLength), rowsAt);
  bytes.writeUInt32LE(crc32(bytes.subarray(checkedFrom)), 16);
  return bytes;
}

function headerOf(bytes: Buffer, length: number): VectorsHeader | undefined {
  try {
    return header.parse(JSON.parse(bytes.toString('utf8', prefixBytes, prefixBytes + length)));
  } catch {
    return undefined;
  }
}

/**
 * Vectors as views on `bytes`: nothing is copied, so `bytes` must not change afterwards.
 *
 * @param name of the file, for messages
 * @throws VectorsFileError when `bytes` is no such file, another version, cut short or damaged
 */
export function decodeVectors(bytes: Buffer, name: string): Vectors {
  const cure = 'Restore it (git checkout data/vectors.bin) or make it anew (npm run train).';
  const bad = (what: string): VectorsFileError => new VectorsFileError(`${name} ${what}. ${cure}`);
  if (bytes.length < prefixBytes || bytes.toString('latin1', 0, 8) !== magic)
    throw bad('is not a file of word vectors');
  const found = bytes.readUInt32LE(8);
  if (found !== version) throw bad(`has format version ${found}, this Paperboy reads ${version}`);
  const headBytes = bytes.readUInt32LE(12);
  const isWhole = crc32(bytes.subarray(checkedFrom)) === bytes.readUInt32LE(16);
  const head = isWhole ? headerOf(bytes, headBytes) : undefined;
  if (head === undefined) throw bad('is damaged or cut short (its checksum is wrong)');
  const termsAt = prefixBytes + headBytes;
  const scalesAt = paddedTo4(termsAt + head.termBytes);
  const rowsAt = scalesAt + 4 * head.rows;
  const terms = bytes.toString('utf8', termsAt, termsAt + head.termBytes).split('\n');
  if (bytes.length !== rowsAt + head.rows * head.dims || terms.length !== head.rows) {
    throw bad('holds another number of vectors than its header says');
  }
  // A small file may start anywhere in Node's buffer pool; float32 views need a multiple of 4.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  return {
    header: head,
    terms,
    scales: new Float32Array(aligned.buffer, aligned.byteOffset + scalesAt, head.rows),
    rows: new Int8Array(aligned.buffer, aligned.byteOffset + rowsAt, head.rows * head.dims),
  };
}

/** Reads a file of word vectors. @throws VectorsFileError as decodeVectors, and what the file system throws */
export function readVectors(file: string): Vectors {
  return decodeVectors(readFileSync(file), file);
}
