import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { dims } from './encoder.ts';
import type { WritableVectors } from './kept-vectors.ts';
import { pack, type TextVectors, unpack } from './packed-vectors.ts';

/** Those of the papers that ship with the bot; `npm run vectors` makes them. */
export const shippedPaperVectors = fileURLToPath(new URL('../../../data/paper-vectors.bin', import.meta.url));

/**
 * A file of vectors, in no order. "PBVECTR2", then records, little-endian:
 *
 *     32 bytes  key
 *     4         CRC-32 of the key and of what follows the lengths
 *     4         length of what follows in bytes
 *     …         packed vectors, see packed-vectors.ts
 *
 * New records come to its end. One that was cut short, as by a kill, ends the file for whoever reads it, and is written over.
 */
const magic = Buffer.from('PBVECTR2');
const keyBytes = 32;
const headBytes = keyBytes + 4 + 4;

/** Bytes read at once when the file is looked through. */
const readAtOnceBytes = 1_000_000;

/** More pieces than 512 tokens make. */
const mostBytes = dims * 1_000;

/** The file cannot be used; the message says what to do. */
export class VectorsInFileError extends Error {
  override readonly name = 'VectorsInFileError';
}

interface Place {
  readonly at: number;
  readonly bytes: number;
}

export interface VectorsInFile extends WritableVectors {
  /** Texts whose vectors are there. */
  readonly size: number;
  keys(): string[];
  close(): void;
}

function recordOf(key: string, vectors: TextVectors): Buffer {
  const packed = pack(vectors);
  const record = Buffer.alloc(headBytes + packed.length);
  record.write(key, 0, 'hex');
  record.writeUInt32LE(crc32(packed, crc32(record.subarray(0, keyBytes))), keyBytes);
  record.writeUInt32LE(packed.length, keyBytes + 4);
  record.set(packed, headBytes);
  return record;
}

/** Tells of each whole record from `start` on, and gives where they end. */
function lookThrough(file: number, start: number, onRecord: (key: string, record: Place) => void): number {
  const { size } = fstatSync(file);
  let buffer = Buffer.alloc(0);
  let bufferAt = start;
  const take = (at: number, bytes: number): Buffer | undefined => {
    if (at + bytes > size) return undefined;
    if (at + bytes > bufferAt + buffer.length) {
      buffer = Buffer.alloc(Math.min(Math.max(bytes, readAtOnceBytes), size - at));
      bufferAt = at;
      readSync(file, buffer, 0, buffer.length, at);
    }
    return buffer.subarray(at - bufferAt, at - bufferAt + bytes);
  };
  for (let at = start; ; ) {
    const head = take(at, headBytes);
    const bytes = head?.readUInt32LE(keyBytes + 4) ?? 0;
    const packed = bytes === 0 || bytes % dims !== 0 || bytes > mostBytes ? undefined : take(at + headBytes, bytes);
    if (head === undefined || packed === undefined) return at;
    const key = head.subarray(0, keyBytes);
    if (crc32(packed, crc32(key)) !== head.readUInt32LE(keyBytes)) return at;
    onRecord(key.toString('hex'), { at: at + headBytes, bytes });
    at += headBytes + bytes;
  }
}

/**
 * Opens a file of vectors: its keys in memory, the rest read when asked for.
 *
 * @param mode 'append' makes the file, and its folder, when there is none
 * @throws VectorsInFileError when it is another kind of file, and what the file system throws
 */
export function openVectorsInFile(path: string, mode: 'read' | 'append'): VectorsInFile {
  if (mode === 'append') {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'a'));
  }
  const file = openSync(path, mode === 'read' ? 'r' : 'r+');
  const start = Buffer.alloc(magic.length);
  const isNew = readSync(file, start, 0, start.length, 0) === 0 && mode === 'append';
  if (isNew) writeSync(file, magic, 0, magic.length, 0);
  else if (!start.equals(magic)) {
    closeSync(file);
    throw new VectorsInFileError(`${path} is no file of vectors of this Paperboy. Name another, or move it away.`);
  }
  const places = new Map<string, Place>();
  let end = magic.length;
  const readOn = (): void => {
    end = lookThrough(file, end, (key, place) => places.set(key, place));
  };
  readOn();

  /** What `one` makes of the first `most` bytes of those keys that are there. */
  function read<Read>(keys: readonly string[], most: number, one: (bytes: Uint8Array) => Read): Map<string, Read> {
    const found = new Map<string, Read>();
    for (const key of keys) {
      const place = places.get(key);
      if (place === undefined) continue;
      const bytes = new Uint8Array(Math.min(place.bytes, most));
      readSync(file, bytes, 0, bytes.length, place.at);
      found.set(key, one(bytes));
    }
    return found;
  }

  return {
    get size() {
      return places.size;
    },
    keys: () => [...places.keys()],
    wholes: async (keys) => read(keys, dims, (bytes) => unpack(bytes).whole),
    get: async (keys) => read(keys, mostBytes, unpack),
    async put(vectors) {
      // Another command may have put some meanwhile.
      readOn();
      const records = [...vectors].flatMap(([key, one]) => (places.has(key) ? [] : [recordOf(key, one)]));
      ftruncateSync(file, end);
      writeSync(file, Buffer.concat(records), 0, undefined, end);
      readOn();
    },
    close: () => closeSync(file),
  };
}
