import * as wasm from './wasm-code.ts';

/** Writes the dot product of `query` (int16) with each of `count` rows (int8) to `out` (int32). Addresses in bytes; dims a multiple of 8. */
export type DotProducts = (out: number, rows: number, query: number, count: number, dims: number) => void;

const { addInts4, dotShorts8, get, int, intOf4, load4, loadBytes8, minus, plus, repeatWhile, sameInt4, set, storeInt } =
  wasm;

const dotProducts: wasm.WasmFunction = (() => {
  const [out, row, query, count, dims, at, left, sum] = [0, 1, 2, 3, 4, 5, 6, 7];
  const total = [1, 2, 3].reduce<wasm.Code>((so, place) => plus(so, intOf4(get(sum), place)), intOf4(get(sum), 0));
  return {
    name: 'dotProducts',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32'],
    locals: ['i32', 'i32', 'v128'],
    body: [
      repeatWhile(count, [
        set(sum, sameInt4(int(0))),
        set(at, get(query)),
        set(left, get(dims)),
        repeatWhile(left, [
          set(sum, addInts4(get(sum), dotShorts8(loadBytes8(get(row), 0), load4(get(at), 0)))),
          set(row, plus(get(row), int(8))),
          set(at, plus(get(at), int(16))),
          set(left, minus(get(left), int(8))),
        ]),
        storeInt(get(out), total),
        set(out, plus(get(out), int(4))),
        set(count, minus(get(count), int(1))),
      ]),
    ],
  };
})();

/** Dot products as WebAssembly with 128-bit SIMD: a tenth of the time of the same loop in JavaScript. */
export function createDotProducts(memory: WebAssembly.Memory<false>): DotProducts {
  const { exports } = new WebAssembly.Instance(wasm.wasmModule([dotProducts], 'own'), { env: { memory } });
  return (exports as { readonly dotProducts: DotProducts }).dotProducts;
}
