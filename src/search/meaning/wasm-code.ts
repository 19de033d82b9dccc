/** Just enough of WebAssembly's binary format to write a few loops: https://webassembly.github.io/spec/core/binary/ */

/** Bytes of instructions. */
export type Code = readonly number[];

export type ValueType = 'i32' | 'f32' | 'v128';

const typeByte: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

function unsigned(value: number): number[] {
  const rest = Math.floor(value / 128);
  return rest === 0 ? [value] : [(value % 128) | 128, ...unsigned(rest)];
}

function signed(value: number): number[] {
  const low = value & 127;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
  return isLast ? [low] : [low | 128, ...signed(rest)];
}

const simd = (number: number): number[] => [0xfd, ...unsigned(number)];
const joined = (parts: readonly Code[]): number[] => parts.flat();

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const int = (value: number): Code => [0x41, ...signed(value)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const minus = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
export const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
/** Repeats `body` for as long as `local` is not 0 after it: a do-while. */
export const repeatWhile = (local: number, body: readonly Code[]): Code => [
  ...[0x03, 0x40],
  ...joined(body),
  ...get(local),
  ...[0x0d, 0x00, 0x0b],
];

/** Four float32 numbers at address + offset. */
export const load4 = (address: Code, offset: number): Code => [...address, ...simd(0x00), 2, ...unsigned(offset)];
/** The float32 number at address + offset, four times. */
export const loadSame4 = (address: Code, offset: number): Code => [...address, ...simd(0x09), 2, ...unsigned(offset)];
export const store4 = (address: Code, offset: number, value: Code): Code => [
  ...address,
  ...value,
  ...simd(0x0b),
  ...[2, ...unsigned(offset)],
];
/** A float32 four times. */
export const same4 = (value: Code): Code => [...value, ...simd(0x13)];
export const float = (value: number): Code => [0x43, ...new Uint8Array(new Float32Array([value]).buffer)];
export const add4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe4)];
export const subtract4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe5)];
export const multiply4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe6)];
export const divide4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xe7)];
export const root4 = (a: Code): Code => [...a, ...simd(0xe3)];

/** Eight int8 numbers at address + offset, as int16. */
export const loadBytes8 = (address: Code, offset: number): Code => [...address, ...simd(0x01), 0, ...unsigned(offset)];
/** Products of eight int16 with eight, neighbours added: four int32. */
export const dotShorts8 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xba)];
export const addInts4 = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xae)];
export const sameInt4 = (value: Code): Code => [...value, ...simd(0x11)];
export const intOf4 = (a: Code, place: number): Code => [...a, ...simd(0x1b), place];
/** The signs of 16 int8 numbers as the low bits of an int32, the first one lowest. */
export const signsOf16 = (a: Code): Code => [...a, ...simd(0x64)];
/** The low half of an int32 to address + offset. */
export const storeShort = (address: Code, offset: number, value: Code): Code => [
  ...address,
  ...value,
  ...[0x3b, 1, ...unsigned(offset)],
];
/** The int64 at address + offset. */
export const loadLong = (address: Code, offset: number): Code => [...address, 0x29, 3, ...unsigned(offset)];
export const differenceOf = (a: Code, b: Code): Code => [...a, ...b, 0x85];
/** How many bits of an int64 are 1, as an int64. */
export const bitsIn = (a: Code): Code => [...a, 0x7b];
export const plusLong = (a: Code, b: Code): Code => [...a, ...b, 0x7c];
/** The low half of an int64. */
export const intOf = (a: Code): Code => [...a, 0xa7];
/** The float32 number at address + offset. */
export const loadFloat = (address: Code, offset: number): Code => [...address, 0x2a, 2, ...unsigned(offset)];
export const storeFloat = (address: Code, value: Code): Code => [...address, ...value, 0x38, 2, 0];
export const plusFloat = (a: Code, b: Code): Code => [...a, ...b, 0x92];
/** 1 where a float32 is at least another, else 0. */
export const atLeastFloat = (a: Code, b: Code): Code => [...a, ...b, 0x60];
export const timesFloat = (a: Code, b: Code): Code => [...a, ...b, 0x94];
export const storeInt = (address: Code, value: Code): Code => [...address, ...value, 0x36, 2, 0];

export interface WasmFunction {
  readonly name: string;
  /** They are the first locals. */
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: readonly Code[];
  /** What the body leaves; nothing by default. */
  readonly result?: ValueType;
}

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...joined(items)];
const text = (value: string): number[] => [...unsigned(value.length), ...Buffer.from(value)];
const section = (id: number, content: Code): number[] => [id, ...unsigned(content.length), ...content];

/** WebAssembly's memory comes in pages of this size; 32-bit addresses reach 4 GiB. */
export const pageBytes = 65_536;
export const maxPages = 65_536;

/** A module that exports `functions` and imports a memory as "env"."memory": shared between threads, or its own. */
export function wasmModule(functions: readonly WasmFunction[], sharing: 'shared' | 'own'): WebAssembly.Module {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...vector(parameters.map((type) => [typeByte[type]])),
    ...vector(result === undefined ? [] : [[typeByte[result]]]),
  ]);
  const memory = [
    ...text('env'),
    ...text('memory'),
    0x02,
    sharing === 'shared' ? 0x03 : 0x01,
    0,
    ...unsigned(maxPages),
  ];
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, typeByte[type]])), ...joined(body), 0x0b];
    return [...unsigned(code.length), ...code];
  });
  const bytes = [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]))),
    ...section(10, vector(bodies)),
  ];
  return new WebAssembly.Module(Uint8Array.from(bytes));
}
