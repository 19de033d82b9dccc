/** Changes with the form of packed words: what was packed in another is made anew. */
export const packedWordsVersion = 2;

/** A count is a byte. */
const mostCounted = 255;

/** A number in bytes of 7 bits, the lowest first; the last has no eighth bit. */
function pushNumber(bytes: number[], number: number): void {
  let rest = number;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
}

/**
 * The numbers of a paper's terms and how often each stands in it, by rising number, in half of the bytes that plain numbers take: the gap
 * to the number before, doubled; and one more, with a byte for the count, where that is not 1.
 */
export function packWords(held: readonly (readonly [number: number, count: number])[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const [number, count] of held.toSorted(([a], [b]) => a - b)) {
    pushNumber(bytes, (number - before) * 2 + (count === 1 ? 0 : 1));
    if (count !== 1) bytes.push(Math.min(count, mostCounted));
    before = number;
  }
  return Uint8Array.from(bytes);
}

/** Tells of those of the terms `asked` that stand in a paper how often. @param asked their numbers, rising */
export function unpackWords(packed: Uint8Array, asked: Int32Array, each: (place: number, count: number) => void): void {
  let [number, place, at] = [0, 0, 0];
  let next = asked[0] ?? Number.POSITIVE_INFINITY;
  const byte = (): number => packed[at++] ?? 0;
  while (at < packed.length && place < asked.length) {
    let last = byte();
    let read = last & 0x7f;
    for (let bits = 7; last > 0x7f; bits += 7) {
      last = byte();
      read |= (last & 0x7f) << bits;
    }
    number += read >>> 1;
    const count = (read & 1) === 0 ? 1 : byte();
    // Nearly always: a search reads 200,000 numbers for the few that it asks for.
    if (number < next) continue;
    while (next < number) {
      place += 1;
      next = asked[place] ?? Number.POSITIVE_INFINITY;
    }
    if (next === number) each(place, count);
  }
}
