import onnxProto, { type onnx as Onnx } from 'onnx-proto';

const { onnx } = onnxProto;

export const [float, int8, int64] = [1, 3, 7];
/** The domain of the ONNX Runtime's own operators. */
export const ours = 'com.microsoft';

/** A whole number, whole numbers, or a 32-bit float where so marked. */
type Attribute = number | readonly number[] | { readonly float: number };

function attributeOf(name: string, value: Attribute): Onnx.IAttributeProto {
  const { INT, INTS, FLOAT } = onnx.AttributeProto.AttributeType;
  if (typeof value === 'number') return { name, type: INT, i: value };
  return 'float' in value ? { name, type: FLOAT, f: value.float } : { name, type: INTS, ints: [...value] };
}

/** What goes in or comes out: a number a dimension, or its name where it differs. */
export interface Value {
  readonly name: string;
  readonly type: number;
  readonly dims: readonly (number | string)[];
}

const infoOf = ({ name, type, dims }: Value): Onnx.IValueInfoProto => ({
  name,
  type: {
    tensorType: {
      elemType: type,
      shape: { dim: dims.map((dim) => (typeof dim === 'number' ? { dimValue: dim } : { dimParam: dim })) },
    },
  },
});

export interface Operation {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly domain?: string;
  readonly outputs?: readonly string[];
}

export type OnnxGraph = ReturnType<typeof createOnnxGraph>;

/** A graph that grows by an operator at a time. */
export function createOnnxGraph() {
  const nodes: Onnx.INodeProto[] = [];
  const tensors: Onnx.ITensorProto[] = [];

  /** @returns the name of its first output */
  function add(opType: string, input: readonly string[], options: Operation = {}): string {
    const { attributes = {}, domain = '', outputs = [`${opType}_${nodes.length}`] } = options;
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    const [output = ''] = outputs;
    nodes.push({ opType, domain, name: output, input: [...input], output: [...outputs], attribute });
    return output;
  }

  function keep(name: string, dataType: number, dims: readonly number[], data: ArrayBufferView): string {
    tensors.push({
      ...{ name, dataType, dims: [...dims] },
      rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    });
    return name;
  }

  return {
    add,
    keep,
    keepFloats: (name: string, values: Float32Array): string => keep(name, float, [values.length], values),
    modelOf(name: string, input: readonly Value[], output: readonly Value[]): Uint8Array {
      return onnx.ModelProto.encode({
        irVersion: 8,
        opsetImport: [
          { domain: '', version: 17 },
          { domain: ours, version: 1 },
        ],
        producerName: 'paperboy',
        graph: { name, node: nodes, initializer: tensors, input: input.map(infoOf), output: output.map(infoOf) },
      }).finish();
    },
  };
}
