import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { KeptLibrary } from '../library.ts';

/**
 * The file that a library starts from without reading its papers again. Little-endian:
 *
 *     8 bytes   "PBINDEX1"
 *     4         length of the header in bytes
 *     4         CRC-32 of everything after it
 *     …         header: JSON, UTF-8: what it was made from, and each part's name and length in bytes
 *     …         the parts, each beginning at a multiple of 8 bytes
 */
const magic = 'PBINDEX1';

/**
 * Part of what a snapshot is made from: a change to what is indexed (tokens, stems, stop words, acronyms, filters) needs another. A
 * test fails when the index of the shipped library changes and this does not.
 */
export const snapshotVersion = '4';

const prefixBytes = 16;
const alignment = 8;

const header = z.object({
  /** Names the papers and vectors that went in, and the version of what reads them; only the very same may be loaded. */
  madeFrom: z.string(),
  dims: z.number().int().nonnegative(),
  /** The last change of the store that is in it. */
  change: z.number().int().nonnegative(),
  /** Lines that could not be used, to be told at every start. */
  problems: z.array(z.object({ file: z.string(), line: z.number(), reason: z.string() })),
  parts: z.array(z.object({ name: z.string(), bytes: z.number().int().nonnegative() })),
});

/** The snapshot cannot be used; the message says why. It is made anew. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

const asBytes = (array: Uint32Array | Float32Array | Int8Array | Uint8Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

const asLines = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'));
const lines = (bytes: Buffer): string[] => (bytes.length === 0 ? [] : bytes.toString('utf8').split('\n'));

/** Ids and terms hold no line break: both are made of visible characters alone, see sources/digest-file/json-lines.ts and tokens.ts. */
function partsOf({ index, papers, vectors, acronyms }: KeptLibrary): Map<string, Buffer> {
  return new Map([
    ['terms', asLines(index.terms)],
    ['papersWithTerm', asBytes(index.papers)],
    ['postingOffsets', asBytes(index.offsets)],
    ['postings', asBytes(index.postings)],
    ['textLengths', asBytes(index.lengths)],
    ['ids', asLines(papers.ids)],
    ['papers', papers.json],
    ['paperOffsets', asBytes(papers.offsets)],
    ['firstDays', asBytes(papers.firstDays)],
    ['lastDays', asBytes(papers.lastDays)],
    ['hasCode', asBytes(papers.hasCode)],
    ['upvotes', asBytes(papers.upvotes)],
    ['scales', asBytes(vectors?.scales ?? new Float32Array())],
    ['rows', asBytes(vectors?.rows ?? new Int8Array())],
    ['acronyms', Buffer.from(JSON.stringify(acronyms))],
  ]);
}

/** Where a snapshot comes from. */
export type SnapshotOrigin = Omit<z.infer<typeof header>, 'dims' | 'parts'>;

/** The file's bytes, in pieces to be written one after the other. */
export function encodeSnapshot(kept: KeptLibrary, about: SnapshotOrigin): Buffer[] {
  const parts = [...partsOf(kept)];
  const papers = kept.papers.ids.length;
  const head = Buffer.from(
    JSON.stringify({
      ...about,
      dims: papers === 0 ? 0 : (kept.vectors?.rows.length ?? 0) / papers,
      parts: parts.map(([name, bytes]) => ({ name, bytes: bytes.length })),
    } satisfies z.infer<typeof header>),
  );
  const pieces = [padded(head, prefixBytes), ...parts.map(([, bytes]) => padded(bytes))].flat();
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(magic, 0, 'latin1');
  prefix.writeUInt32LE(head.length, 8);
  prefix.writeUInt32LE(
    pieces.reduce((sum, piece) => crc32(piece, sum), 0),
    12,
  );
  return [prefix, ...pieces];
}

function padded(bytes: Buffer, before = 0): Buffer[] {
  const padding = aligned(before + bytes.length) - before - bytes.length;
  return padding === 0 ? [bytes] : [bytes, Buffer.alloc(padding)];
}

export interface Snapshot extends Omit<SnapshotOrigin, 'madeFrom'> {
  readonly kept: KeptLibrary;
}

const acronymEntries = z.array(z.tuple([z.string(), z.string(), z.number()]));

/**
 * A library as it was kept, in views on `bytes`: nothing is copied, so `bytes` must not change afterwards.
 *
 * @param bytes of the whole file; a buffer of its own, not a slice of a pool
 * @param madeFrom what the papers and vectors are now
 * @throws SnapshotError when it is no snapshot, damaged, or made from anything else
 */
export function decodeSnapshot(bytes: Buffer, madeFrom: string): Snapshot {
  if (bytes.length < prefixBytes || bytes.toString('latin1', 0, 8) !== magic)
    throw new SnapshotError('It is not a snapshot of this version.');
  if (crc32(bytes.subarray(prefixBytes)) !== bytes.readUInt32LE(12))
    throw new SnapshotError('It is damaged or cut short: its checksum is wrong.');
  const headBytes = bytes.readUInt32LE(8);
  const read = header.safeParse(JSON.parse(bytes.toString('utf8', prefixBytes, prefixBytes + headBytes)));
  if (!read.success) throw new SnapshotError('It is not a snapshot of this version.');
  const { parts, dims, ...head } = read.data;
  if (head.madeFrom !== madeFrom) throw new SnapshotError('The papers or the vectors have changed since.');
  const found = new Map<string, Buffer>();
  let at = aligned(prefixBytes + headBytes);
  for (const { name, bytes: length } of parts) {
    found.set(name, bytes.subarray(at, at + length));
    at += aligned(length);
  }
  const part = (name: string): Buffer => found.get(name) ?? Buffer.alloc(0);
  const numbers = (name: string): Uint32Array => {
    const { buffer, byteOffset, byteLength } = part(name);
    return new Uint32Array(buffer, byteOffset, byteLength / 4);
  };
  const { buffer, byteOffset, byteLength } = part('scales');
  const rows = part('rows');
  const kept = {
    index: {
      terms: lines(part('terms')),
      papers: numbers('papersWithTerm'),
      offsets: numbers('postingOffsets'),
      postings: numbers('postings'),
      lengths: numbers('textLengths'),
    },
    papers: {
      ids: lines(part('ids')),
      json: part('papers'),
      offsets: numbers('paperOffsets'),
      firstDays: numbers('firstDays'),
      lastDays: numbers('lastDays'),
      hasCode: part('hasCode'),
      upvotes: numbers('upvotes'),
    },
    vectors:
      dims === 0
        ? undefined
        : {
            scales: new Float32Array(buffer, byteOffset, byteLength / 4),
            rows: new Int8Array(rows.buffer, rows.byteOffset, rows.byteLength),
          },
    acronyms: acronymEntries.parse(JSON.parse(part('acronyms').toString('utf8') || '[]')),
  };
  return { kept, problems: head.problems, change: head.change };
}
