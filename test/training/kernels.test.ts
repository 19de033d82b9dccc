import { expect, test } from 'vitest';
import { createKernels } from '../../src/training/kernels.ts';

function someMemory() {
  const memory = new WebAssembly.Memory({ initial: 4, maximum: 65_536, shared: true });
  return { kernels: createKernels(memory), floats: new Float32Array(memory.buffer) };
}

test('multiply gives the matrix product', () => {
  const { kernels, floats } = someMemory();
  const [rows, columns, inner, a, b, c] = [8, 16, 12, 0, 1_000, 2_000];
  const aAt = (row: number, k: number): number => row - 3 * k;
  const bAt = (k: number, column: number): number => k * column - 7;
  for (let row = 0; row < rows; row += 1) for (let k = 0; k < inner; k += 1) floats[a + row * inner + k] = aAt(row, k);
  for (let k = 0; k < inner; k += 1) {
    for (let column = 0; column < columns; column += 1) {
      floats[b + Math.floor(column / 8) * inner * 8 + k * 8 + (column % 8)] = bAt(k, column);
    }
  }

  kernels.multiply(4 * c, 4 * columns, 4 * a, 4 * inner, 4 * b, rows, columns, inner);

  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const products = Array.from({ length: inner }, (_, k) => aAt(row, k) * bAt(k, column));
      expect(floats[c + row * columns + column]).toBe(products.reduce((sum, product) => sum + product, 0));
    }
  }
});

test('addScaled adds a multiple', () => {
  const { kernels, floats } = someMemory();
  floats.set([1, 2, 3, 4, 5, 6, 7, 8], 0);
  floats.set([1, 1, 1, 1, 2, 2, 2, 2], 8);

  kernels.addScaled(0, 32, 10, 8);

  expect([...floats.slice(0, 8)]).toEqual([11, 12, 13, 14, 25, 26, 27, 28]);
});

test('a step goes against the slope, by the rate at first, and clears the gradient', () => {
  const { kernels, floats } = someMemory();
  floats.set([1, 1, 1, 1], 0);
  floats.set([4, -0.5, 0, 100], 8);

  kernels.step(0, 16, 32, 0.25, 4);

  expect([...floats.slice(0, 4)]).toEqual([0.75, 1.25, 1, 0.75]);
  expect([...floats.slice(4, 8)]).toEqual([16, 0.25, 0, 10_000]);
  expect([...floats.slice(8, 12)]).toEqual([0, 0, 0, 0]);
});
