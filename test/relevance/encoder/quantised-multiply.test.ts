import { readFileSync } from 'node:fs';
import onnxProto from 'onnx-proto';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../support/seeded.ts';
import { quantiseColumns } from './quantised-multiply.ts';

/** Products with uint8 numbers of more than this do not fit in 16 bits. */
const mostOfPair = 128;

/** The largest sum of two weights one above the other that add up, and the largest of one alone. */
function largestPair(numbers: Int8Array, columns: number): number {
  let largest = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    const isUpper = Math.floor(at / columns) % 2 === 0;
    const [one, below] = [numbers[at] ?? 0, isUpper ? (numbers[at + columns] ?? 0) : 0];
    largest = Math.max(largest, one * below > 0 ? Math.abs(one + below) : Math.abs(one));
  }
  return largest;
}

describe('a matrix of int8 numbers', () => {
  const [rows, columns] = [64, 8];
  const random = seeded(1);
  /** Most weights are small, as in a model. */
  const bell = (): number => random() + random() + random() + random() - 2;
  const values = Float32Array.from({ length: rows * columns }, (_, at) => bell() * (1 + (at % columns)));
  const meanSquare = new Float32Array(rows).fill(1);

  test('is near the one that it stands for', () => {
    const { numbers, scales } = quantiseColumns({ rows, columns, values }, meanSquare);

    const errors = values.map(
      (value, at) => (value - (numbers[at] ?? 0) * (scales[at % columns] ?? 0)) / (1 + (at % columns)),
    );
    expect(Math.hypot(...errors) / Math.sqrt(errors.length)).toBeLessThan(0.01);
  });

  test('has no two numbers whose products with uint8 overflow 16 bits', () => {
    const same = values.map((_, at) => 1 + (at % columns));
    expect(largestPair(quantiseColumns({ rows, columns, values: same }, meanSquare).numbers, columns)).toBe(mostOfPair);
    expect(largestPair(quantiseColumns({ rows, columns, values }, meanSquare).numbers, columns)).toBeLessThanOrEqual(
      mostOfPair,
    );
  });

  test('errs least in the rows to which most comes', () => {
    const weight = new Float32Array(rows).fill(0.001);
    weight[0] = 1_000;
    const { numbers, scales } = quantiseColumns({ rows, columns, values }, weight);
    const { numbers: even, scales: evenScales } = quantiseColumns({ rows, columns, values }, meanSquare);
    const errorOfFirst = (all: Int8Array, by: Float32Array): number =>
      Array.from(by, (scale, column) => Math.abs((all[column] ?? 0) * scale - (values[column] ?? 0))).reduce(
        (sum, one) => sum + one,
      );

    expect(errorOfFirst(numbers, scales)).toBeLessThan(errorOfFirst(even, evenScales));
  });
});

test('the shipped encoder overflows on no processor', () => {
  const file = readFileSync(new URL('../../../data/encoder/model.onnx', import.meta.url));
  const weights = (onnxProto.onnx.ModelProto.decode(file).graph?.initializer ?? []).filter(({ name }) =>
    name?.endsWith('.weights'),
  );

  expect(weights).toHaveLength(24);
  for (const { rawData, dims } of weights) {
    const bytes = Uint8Array.from(rawData ?? []);
    expect(largestPair(new Int8Array(bytes.buffer), Number(dims?.[1]))).toBeLessThanOrEqual(mostOfPair);
  }
});
