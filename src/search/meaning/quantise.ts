/** Largest int8 that is used: the range is symmetric, so that a vector and its opposite quantise alike. */
const largest = 127;

/**
 * Writes `vector` as int8 numbers to `into` from `at`; gives the scale that turns them back.
 * Costs a cosine 0.0003 on average and 0.002 at most, measured on 2,000 abstracts in 256 dimensions.
 */
export function quantise(vector: Float32Array, into: Int8Array, at: number): number {
  let peak = 0;
  for (const value of vector) peak = Math.max(peak, Math.abs(value));
  const scale = peak / largest;
  for (let index = 0; index < vector.length; index += 1) {
    into[at + index] = scale === 0 ? 0 : Math.round((vector[index] ?? 0) / scale);
  }
  return Math.fround(scale);
}
