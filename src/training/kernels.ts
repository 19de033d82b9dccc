import * as wasm from '../search/meaning/wasm-code.ts';

/**
 * The three inner loops of training as WebAssembly with 128-bit SIMD: ten times the speed of the same loops in JavaScript, and
 * the same bits on every machine (no fused multiply-add). Addresses and strides are in bytes; lengths in float32 numbers.
 */
export interface Kernels {
  /**
   * C = A × B. A is row by row. B is in panels of 8 columns, each panel row by row, so that one fits the first-level cache.
   * `rows` is a multiple of 4, `columns` of 8, `inner` of 4.
   */
  multiply(
    c: number,
    cStride: number,
    a: number,
    aStride: number,
    panels: number,
    rows: number,
    columns: number,
    inner: number,
  ): void;
  /** y += factor × x; `length` is a multiple of 8. */
  addScaled(y: number, x: number, factor: number, length: number): void;
  /** One Adagrad step of a row, after which its gradient is 0: squares += g²; row -= rate × g / √squares. */
  step(row: number, squares: number, gradient: number, rate: number, length: number): void;
}

export const panelColumns = 8;
const bytes4 = 16;

/** Keeps 0 / √0 from being NaN; far below the square of any gradient that matters. */
const leastSquares = 1e-12;

const { add4, get, int, load4, loadSame4, minus, multiply4, plus, repeatWhile, set, store4, times } = wasm;

const multiply: wasm.WasmFunction = (() => {
  const [c, cStride, a, aStride, panel, rows, columns, inner] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [cRow, aRow, b, rowsLeft, left] = [8, 9, 10, 11, 12];
  const aRows = [13, 14, 15, 16];
  const [bLow, bHigh, aValue] = [17, 18, 19];
  const sums = [20, 21, 22, 23, 24, 25, 26, 27];
  const columnsOf = (row: number): [number, number] => [sums[2 * row] ?? 0, sums[2 * row + 1] ?? 0];
  const zero = wasm.same4(wasm.float(0));

  const oneProduct = (unrolled: number): wasm.Code[] => [
    set(bLow, load4(get(b), 2 * bytes4 * unrolled)),
    set(bHigh, load4(get(b), 2 * bytes4 * unrolled + bytes4)),
    ...aRows.flatMap((pointer, row) => {
      const [low, high] = columnsOf(row);
      return [
        set(aValue, loadSame4(get(pointer), 4 * unrolled)),
        set(low, add4(get(low), multiply4(get(aValue), get(bLow)))),
        set(high, add4(get(high), multiply4(get(aValue), get(bHigh)))),
      ];
    }),
  ];
  const fourRows = [
    ...sums.map((sum) => set(sum, zero)),
    ...aRows.map((pointer, row) => set(pointer, plus(get(aRow), times(get(aStride), int(row))))),
    set(b, get(panel)),
    set(left, get(inner)),
    repeatWhile(left, [
      ...[0, 1, 2, 3].flatMap(oneProduct),
      ...aRows.map((pointer) => set(pointer, plus(get(pointer), int(bytes4)))),
      set(b, plus(get(b), int(8 * bytes4))),
      set(left, minus(get(left), int(4))),
    ]),
    ...aRows.flatMap((_, row) => {
      const [low, high] = columnsOf(row);
      const store = [store4(get(cRow), 0, get(low)), store4(get(cRow), bytes4, get(high))];
      return [...store, set(cRow, plus(get(cRow), get(cStride)))];
    }),
    set(aRow, plus(get(aRow), times(get(aStride), int(4)))),
    set(rowsLeft, minus(get(rowsLeft), int(4))),
  ];
  return {
    name: 'multiply',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    locals: [...Array<'i32'>(9).fill('i32'), ...Array<'v128'>(11).fill('v128')],
    body: [
      repeatWhile(columns, [
        set(cRow, get(c)),
        set(aRow, get(a)),
        set(rowsLeft, get(rows)),
        repeatWhile(rowsLeft, fourRows),
        set(panel, get(b)),
        set(c, plus(get(c), int(2 * bytes4))),
        set(columns, minus(get(columns), int(panelColumns))),
      ]),
    ],
  };
})();

const addScaled: wasm.WasmFunction = (() => {
  const [y, x, factor, length, factors] = [0, 1, 2, 3, 4];
  const addAt = (offset: number): wasm.Code =>
    store4(get(y), offset, add4(load4(get(y), offset), multiply4(get(factors), load4(get(x), offset))));
  return {
    name: 'addScaled',
    parameters: ['i32', 'i32', 'f32', 'i32'],
    locals: ['v128'],
    body: [
      set(factors, wasm.same4(get(factor))),
      repeatWhile(length, [
        addAt(0),
        addAt(bytes4),
        ...[y, x].map((pointer) => set(pointer, plus(get(pointer), int(2 * bytes4)))),
        set(length, minus(get(length), int(8))),
      ]),
    ],
  };
})();

const step: wasm.WasmFunction = (() => {
  const [row, squares, gradient, rate, length, slope, sum] = [0, 1, 2, 3, 4, 5, 6];
  const least = wasm.same4(wasm.float(leastSquares));
  const change = wasm.divide4(multiply4(wasm.same4(get(rate)), get(slope)), wasm.root4(add4(get(sum), least)));
  return {
    name: 'step',
    parameters: ['i32', 'i32', 'i32', 'f32', 'i32'],
    locals: ['v128', 'v128'],
    body: [
      repeatWhile(length, [
        set(slope, load4(get(gradient), 0)),
        set(sum, add4(load4(get(squares), 0), multiply4(get(slope), get(slope)))),
        store4(get(squares), 0, get(sum)),
        store4(get(row), 0, wasm.subtract4(load4(get(row), 0), change)),
        store4(get(gradient), 0, wasm.same4(wasm.float(0))),
        ...[row, squares, gradient].map((pointer) => set(pointer, plus(get(pointer), int(bytes4)))),
        set(length, minus(get(length), int(4))),
      ]),
    ],
  };
})();

export function createKernels(memory: WebAssembly.Memory<true>): Kernels {
  const module = wasm.wasmModule([multiply, addScaled, step], 'shared');
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Kernels;
}
