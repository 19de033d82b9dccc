/** Numbers of the same order and the same first five bits are one step: they differ by 3 % at most. */
const bitsOfStep = 18;

// How many numbers there are of each step.
const counts = new Uint32Array(2 ** (31 - bitsOfStep));

/** Bits of positive floating-point numbers, read as integers, have the order of the numbers. */
const bitsOf = (values: Float32Array): Int32Array => new Int32Array(values.buffer, values.byteOffset, values.length);

// Each long loop is a function of its own: V8 compiles it while it runs for the first time, and what stands after it, still unknown then,
// would throw the compiled code away at every call.

function countSteps(bits: Int32Array, stride: number): void {
  for (let place = 0; place < bits.length; place += stride) {
    const step = Math.max(bits[place] ?? 0, 0) >>> bitsOfStep;
    counts[step] = (counts[step] ?? 0) + 1;
  }
}

function placesFrom(bits: Int32Array, least: number): number[] {
  const places: number[] = [];
  for (let place = 0; place < bits.length; place += 1) if ((bits[place] ?? 0) >= least) places.push(place);
  return places;
}

/** As bits, the first number of the step that holds the `count`th largest; every `stride`th number is counted. */
function leastBits(bits: Int32Array, count: number, stride: number): number {
  counts.fill(0);
  countSteps(bits, stride);
  let least = counts.length;
  // The first step is 0 and what is too small to matter.
  for (let size = 0; least > 1 && size < count; size += counts[least] ?? 0) least -= 1;
  return least * 2 ** bitsOfStep;
}

const numberOfBits = (bits: number): number => new Float32Array(Int32Array.of(bits).buffer)[0] ?? 0;

/** Of many wanted numbers one in seven tells how large they are. A prime: sources that take turns leave a pattern in the places. */
const sampleStride = 7;
const leastSampled = 700;

/** A number above 0 that about `count` in `values` reach: of thousands a tenth more or fewer, told by a sample. */
export function leastNearTop(values: Float32Array, count: number): number {
  const stride = count < leastSampled ? 1 : sampleStride;
  return numberOfBits(leastBits(bitsOf(values), Math.ceil(count / stride), stride));
}

/**
 * Places of the largest numbers above 0 in `values`, largest first; of equals the first place first.
 *
 * @param count how many at most
 */
export function topPlaces(values: Float32Array, count: number): number[] {
  const bits = bitsOf(values);
  return placesFrom(bits, leastBits(bits, count, 1))
    .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b)
    .slice(0, count);
}
