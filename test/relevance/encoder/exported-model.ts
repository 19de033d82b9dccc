import { readFileSync } from 'node:fs';
import onnxProto from 'onnx-proto';

/** Numbers in rows, one after the other. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export type ExportedModel = ReturnType<typeof readExportedModel>;

const layers = 6;
/** Query, key, value, and out of attention; in and out of the middle. */
const weightsInLayer = 6;

/** The weights of all-MiniLM-L6-v2 as data/encoder/README.md names its export: int8 matrices, a cast and a product with their scales. */
export function readExportedModel(file: string) {
  const exported = onnxProto.onnx.ModelProto.decode(readFileSync(file)).graph;
  const initializers = new Map(exported?.initializer?.map((one) => [one.name, one]));
  const madeBy = new Map(exported?.node?.flatMap((node) => (node.output ?? []).map((name) => [name, node] as const)));

  function tensor(name: string): { data: Uint8Array; dims: number[] } {
    const found = initializers.get(name);
    if (found?.rawData == null) throw new Error(`${file} holds no weights named ${name}: it is another export.`);
    return { data: Uint8Array.from(found.rawData), dims: (found.dims ?? []).map(Number) };
  }

  const floats = (name: string): Float32Array => new Float32Array(tensor(name).data.buffer);

  /** Name of the int8 matrix of which the export makes `name`; '' where it does not. */
  function int8Of(name: string): string {
    const [cast = ''] = madeBy.get(name)?.input ?? [];
    return madeBy.get(cast)?.input?.[0] ?? '';
  }

  /** That matrix and its scales: one a column, of embeddings one a row. */
  function quantised(name: string) {
    const [, scale = ''] = madeBy.get(name)?.input ?? [];
    const { data, dims } = tensor(int8Of(name));
    const [rows = 0, columns = 0] = dims;
    return { rows, columns, numbers: new Int8Array(data.buffer), scales: floats(scale) };
  }

  function matrix(name: string): Matrix {
    const { rows, columns, numbers, scales } = quantised(name);
    return { rows, columns, values: Float32Array.from(numbers, (value, at) => value * (scales[at % columns] ?? 0)) };
  }

  const names = (exported?.node ?? []).flatMap(({ opType, input }) => {
    const [, weight = ''] = input ?? [];
    return opType === 'MatMul' && initializers.has(int8Of(weight)) ? [weight] : [];
  });
  if (names.length !== layers * weightsInLayer) throw new Error(`${file} is another export: ${names.length} weights.`);
  return {
    floats,
    quantised,
    /** In the order in which a text passes them. */
    layers: Array.from({ length: layers }, (_, layer) => {
      const [query = '', key = '', value = '', out = '', up = '', down = ''] = names.slice(layer * weightsInLayer);
      const at = `inner.encoder.layer.${layer}`;
      return {
        ...{ at, query: matrix(query), key: matrix(key), value: matrix(value) },
        ...{ out: matrix(out), up: matrix(up), down: matrix(down) },
      };
    }),
  };
}
