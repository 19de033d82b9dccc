/** Changes with the form of packed words: what was packed in another is made anew. */
export const packedWordsVersion = 3;

/** A count above it tells no more. */
const mostCounted = 255;

/** Letters of a number have five bits, from "0" on; all but its last one lie behind 32 others. */
const firstLetter = 48;
const isMore = 32;

/** The lowest bits first. */
function letters(number: number): string {
  let said = '';
  let rest = number;
  for (; rest > 31; rest >>>= 5) said += String.fromCharCode(firstLetter + isMore + (rest & 31));
  return said + String.fromCharCode(firstLetter + rest);
}

/**
 * The numbers of a paper's terms and how often each stands in it, by rising number: the gap to the number before, doubled; and one more,
 * with the count, where that is not 1. In letters, since a database and its driver pass on text as it is, and bytes at twice their size.
 */
export function packWords(held: readonly (readonly [number: number, count: number])[]): string {
  let [packed, before] = ['', 0];
  for (const [number, count] of held.toSorted(([a], [b]) => a - b)) {
    packed += letters((number - before) * 2 + (count === 1 ? 0 : 1));
    if (count !== 1) packed += letters(Math.min(count, mostCounted));
    before = number;
  }
  return packed;
}

/** Tells of those of the terms `asked` that stand in a paper how often. @param asked their numbers, rising */
export function unpackWords(packed: string, asked: Int32Array, each: (place: number, count: number) => void): void {
  let [number, place, at] = [0, 0, 0];
  let next = asked[0] ?? Number.POSITIVE_INFINITY;
  const read = (): number => {
    let letter = packed.charCodeAt(at++) - firstLetter;
    let said = letter & 31;
    for (let bits = 5; letter > 31; bits += 5) {
      letter = packed.charCodeAt(at++) - firstLetter;
      said |= (letter & 31) << bits;
    }
    return said;
  };
  while (at < packed.length && place < asked.length) {
    const said = read();
    number += said >>> 1;
    const count = (said & 1) === 0 ? 1 : read();
    // Nearly always: a search reads 200,000 numbers for the few that it asks for.
    if (number < next) continue;
    while (next < number) {
      place += 1;
      next = asked[place] ?? Number.POSITIVE_INFINITY;
    }
    if (next === number) each(place, count);
  }
}
