import type { Layer, Multiply, Site } from './bert-graph.ts';
import type { Matrix } from './exported-model.ts';
import { float, int8, ours } from './onnx-graph.ts';

/** How large the numbers are that come to weights, by row: what is multiplied with it. */
export interface Calibration {
  readonly largest: Float32Array;
  readonly meanSquare: Float32Array;
}

/**
 * Activations are rounded to uint8 with one scale for a whole text, and a few of their numbers are ten times as large as the others. What
 * these are divided by their weights are multiplied with before, so that neither side has outliers (SmoothQuant, Xiao et al. 2023; its
 * alpha). Cosine with the export in the mean: .9987 with .4, .9990 with .5, .9993 with .7 and .8, .9991 with .9.
 */
const alpha = 0.8;

/** In the middle it is whole tokens that are large; there each has its scale (.9982 with smoothing instead, .9965 with neither; in the other places .0001 is won by it). */
const isByToken = (site: Site): boolean => site.startsWith('down');
/** Out of attention nothing sticks out, and rows of their own scale need nothing. */
const isEven = (site: Site): boolean => site.startsWith('out') || isByToken(site);

/** What the largest weight of a column may be scaled to, before pairs are cut. */
const [leastPeak, mostPeak] = [64, 127];

/**
 * Of two weights that stand one above the other. Processors without VNNI add up their products with uint8 numbers in 16 bits, and what is
 * more than that they cut: 255 * 128 = 32,640 is not, so that a text has the same vector everywhere.
 */
const mostOfPair = 128;

/** The nearest whole numbers that a pair may have. */
function rounded(a: number, b: number): readonly [number, number] {
  const [first, second] = [Math.round(a), Math.round(b)];
  const over = first * second > 0 ? Math.abs(first) + Math.abs(second) - mostOfPair : 0;
  if (over <= 0) return [first, second];
  const half = Math.ceil(over / 2);
  return [first - Math.sign(first) * half, second - Math.sign(second) * (over - half)];
}

/** A matrix as int8 with a scale a column, the one that errs least by what comes to each row. */
export function quantiseColumns({ rows, columns, values }: Matrix, meanSquare: Float32Array) {
  const numbers = new Int8Array(rows * columns);
  const scales = new Float32Array(columns);
  const tried = new Int8Array(rows);
  for (let column = 0; column < columns; column += 1) {
    const at = (row: number): number => values[row * columns + column] ?? 0;
    let [largest, leastError] = [0, Number.POSITIVE_INFINITY];
    for (let row = 0; row < rows; row += 1) largest = Math.max(largest, Math.abs(at(row)));
    for (let peak = leastPeak; peak <= mostPeak; peak += 1) {
      const scale = largest / peak;
      let error = 0;
      for (let row = 0; row < rows; row += 2) {
        const pair = rounded(at(row) / scale, at(row + 1) / scale);
        tried.set(pair, row);
        for (const [below, number] of pair.entries())
          error += (meanSquare[row + below] ?? 0) * (number * scale - at(row + below)) ** 2;
      }
      if (error >= leastError) continue;
      leastError = error;
      scales[column] = scale;
      for (let row = 0; row < rows; row += 1) numbers[row * columns + column] = tried[row] ?? 0;
    }
  }
  return { numbers, scales };
}

/** What each row is multiplied with, and the numbers that come to it are divided by. */
function smoothing({ rows, columns, values }: Matrix, { largest }: Calibration): Float32Array {
  return Float32Array.from({ length: rows }, (_, row) => {
    const weights = values.subarray(row * columns, (row + 1) * columns);
    const largestWeight = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    return (largest[row] ?? 0) ** alpha / largestWeight ** (1 - alpha);
  });
}

/** Multiplies by uint8 times int8. */
export function quantisedMultiply(calibrations: ReadonlyMap<Site, Calibration>): Multiply {
  return ({ add, keep, keepFloats }, input, { site, weights, bias }: Layer) => {
    const { rows, columns, values } = weights;
    const calibration = calibrations.get(site);
    if (calibration === undefined) throw new Error(`Nothing is known of what comes to ${site}.`);
    const factors = isEven(site) ? new Float32Array(rows).fill(1) : smoothing(weights, calibration);
    const factorAt = (row: number): number => factors[row] ?? 1;
    const { numbers, scales } = quantiseColumns(
      { rows, columns, values: values.map((value, at) => value * factorAt(Math.floor(at / columns))) },
      calibration.meanSquare.map((value, row) => value / factorAt(row) ** 2),
    );
    const matrix = [
      keep(`${site}.weights`, int8, [rows, columns], numbers),
      keep(`${site}.scales`, float, [columns], scales),
    ];
    const added = keepFloats(`${site}.bias`, bias);
    const product = (numbers: string, ...bias: string[]): string =>
      add('DynamicQuantizeMatMul', [numbers, ...matrix, ...bias], { domain: ours });
    if (isByToken(site)) {
      const peak = add('ReduceMax', [add('Abs', [input])], { attributes: { axes: [-1], keepdims: 1 } });
      return add('Add', [add('Mul', [product(add('Div', [input, peak])), peak]), added]);
    }
    const inverse = isEven(site)
      ? undefined
      : keepFloats(
          `${site}.inverse`,
          factors.map((factor) => 1 / factor),
        );
    // The empty name is a zero point, 0 as usual.
    return product(inverse === undefined ? input : add('Mul', [input, inverse]), '', added);
  };
}
