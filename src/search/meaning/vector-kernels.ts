import * as wasm from './wasm-code.ts';

/**
 * Loops over many directions as WebAssembly: with 128-bit SIMD they take a tenth of the time of the same loops in JavaScript. All
 * addresses and lengths are in bytes.
 */
export interface VectorKernels {
  /** Writes the dot product of `query` (int16) with each of `count` rows (int8) to `out` (int32). */
  dotProducts(out: number, rows: number, query: number, count: number): void;
  /** Writes the signs of each of `count` rows (int8) to `out`: a bit a number, 1 where it is negative. */
  signs(out: number, rows: number, count: number): void;
  /**
   * Adds to each of `count` numbers (float32) at `scores`, taken `factor` times, what `table` (float32) has for the number of signs in
   * which that row of signs differs from `query`.
   */
  addByDifferences(scores: number, factor: number, rows: number, query: number, table: number, count: number): void;
  /** Writes the places of those of `count` numbers (float32) at `scores` that are at least `least` to `out` (int32); gives where these end. */
  placesFrom(scores: number, least: number, out: number, count: number): number;
}

/** Signs are made 16 at a time and compared 64 at a time. */
export const hasSigns = (dims: number): boolean => dims % 64 === 0;

const { addInts4, dotShorts8, get, int, intOf4, load4, loadBytes8, minus, plus, repeatWhile, sameInt4, set, storeInt } =
  wasm;
const { bitsIn, differenceOf, intOf, loadLong, plusLong, signsOf16, storeShort, times } = wasm;
const { atLeastFloat, loadFloat, plusFloat, storeFloat, timesFloat } = wasm;

const moveOn = (local: number, bytes: number): wasm.Code => set(local, plus(get(local), int(bytes)));

/** Eight numbers at a time, one after the other: a loop over them takes half as long again. */
function dotProductsOf(dims: number): wasm.WasmFunction {
  const [out, row, query, count, even, odd] = [0, 1, 2, 3, 4, 5];
  const steps = Array.from({ length: dims / 8 }, (_, step) => {
    // Two sums, so that no addition waits for the one before it.
    const sum = step % 2 === 0 ? even : odd;
    return set(sum, addInts4(get(sum), dotShorts8(loadBytes8(get(row), 8 * step), load4(get(query), 16 * step))));
  });
  const total = [1, 2, 3].reduce<wasm.Code>((so, place) => plus(so, intOf4(get(even), place)), intOf4(get(even), 0));
  return {
    name: 'dotProducts',
    parameters: ['i32', 'i32', 'i32', 'i32'],
    locals: ['v128', 'v128'],
    body: [
      repeatWhile(count, [
        set(even, sameInt4(int(0))),
        set(odd, sameInt4(int(0))),
        ...steps,
        set(even, addInts4(get(even), get(odd))),
        storeInt(get(out), total),
        moveOn(row, dims),
        moveOn(out, 4),
        set(count, minus(get(count), int(1))),
      ]),
    ],
  };
}

function signsOf(dims: number): wasm.WasmFunction {
  const [out, row, count] = [0, 1, 2];
  return {
    name: 'signs',
    parameters: ['i32', 'i32', 'i32'],
    locals: [],
    body: [
      repeatWhile(count, [
        ...Array.from({ length: dims / 16 }, (_, step) =>
          storeShort(get(out), 2 * step, signsOf16(load4(get(row), 16 * step))),
        ),
        moveOn(row, dims),
        moveOn(out, dims / 8),
        set(count, minus(get(count), int(1))),
      ]),
    ],
  };
}

function addByDifferencesOf(dims: number): wasm.WasmFunction {
  const [score, factor, row, query, table, count] = [0, 1, 2, 3, 4, 5];
  const differences = Array.from({ length: dims / 64 }, (_, step) =>
    bitsIn(differenceOf(loadLong(get(row), 8 * step), loadLong(get(query), 8 * step))),
  );
  const added = loadFloat(plus(get(table), times(intOf(differences.reduce(plusLong)), int(4))), 0);
  return {
    name: 'addByDifferences',
    parameters: ['i32', 'f32', 'i32', 'i32', 'i32', 'i32'],
    locals: [],
    body: [
      repeatWhile(count, [
        storeFloat(get(score), plusFloat(timesFloat(loadFloat(get(score), 0), get(factor)), added)),
        moveOn(row, dims / 8),
        moveOn(score, 4),
        set(count, minus(get(count), int(1))),
      ]),
    ],
  };
}

/** Without a branch: which numbers are large enough cannot be foreseen. */
function placesFromOf(): wasm.WasmFunction {
  const [score, least, out, count, place] = [0, 1, 2, 3, 4];
  return {
    name: 'placesFrom',
    parameters: ['i32', 'f32', 'i32', 'i32'],
    locals: ['i32'],
    result: 'i32',
    body: [
      repeatWhile(count, [
        storeInt(get(out), get(place)),
        set(out, plus(get(out), times(atLeastFloat(loadFloat(get(score), 0), get(least)), int(4)))),
        moveOn(place, 1),
        moveOn(score, 4),
        set(count, minus(get(count), int(1))),
      ]),
      get(out),
    ],
  };
}

/** @param dims a multiple of 8; see hasSigns for what is made of signs */
export function createVectorKernels(memory: WebAssembly.Memory<false>, dims: number): VectorKernels {
  const functions = [
    dotProductsOf(dims),
    ...(hasSigns(dims) ? [signsOf(dims), addByDifferencesOf(dims), placesFromOf()] : []),
  ];
  const { exports } = new WebAssembly.Instance(wasm.wasmModule(functions, 'own'), { env: { memory } });
  return exports as VectorKernels;
}
