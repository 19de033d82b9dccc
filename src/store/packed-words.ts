/** A count is a byte. */
const mostCounted = 255;

const numberBytes = 4;

/** The numbers of a paper's terms, big-endian, and then how often each stands in it, a byte each. */
export function packWords(held: readonly (readonly [number: number, count: number])[]): Uint8Array {
  const packed = Buffer.alloc(held.length * (numberBytes + 1));
  for (const [place, [number, count]] of held.entries()) {
    packed.writeUInt32BE(number, place * numberBytes);
    packed[held.length * numberBytes + place] = Math.min(count, mostCounted);
  }
  return packed;
}

/** Tells of each term how often it stands in the paper. */
export function unpackWords(packed: Uint8Array, each: (number: number, count: number) => void): void {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const terms = packed.length / (numberBytes + 1);
  for (let place = 0; place < terms; place += 1)
    each(view.getUint32(place * numberBytes), packed[terms * numberBytes + place] ?? 0);
}
