import { dims } from '../../../src/search/meaning/encoder.ts';
import type { ExportedModel, Matrix } from './exported-model.ts';
import { createOnnxGraph, float, int8, int64, type OnnxGraph, ours } from './onnx-graph.ts';

const heads = 12;
const longest = 512;
/** BERT's. */
const epsilon = 1e-12;

/** Where a text is multiplied with weights: for attention, out of it, into the wider middle and out of that. */
export type Site = `${'attention' | 'out' | 'up' | 'down'}${number}`;

/** What is to be multiplied, and added. */
export interface Layer {
  readonly site: Site;
  readonly weights: Matrix;
  readonly bias: Float32Array;
}

/** Puts a multiplication into the graph. @returns the name of its output */
export type Multiply = (graph: OnnxGraph, input: string, layer: Layer) => string;

/** Matrices side by side. */
function beside(matrices: readonly Matrix[]): Matrix {
  const [{ rows } = { rows: 0 }] = matrices;
  const columns = matrices.reduce((sum, one) => sum + one.columns, 0);
  const values = new Float32Array(rows * columns);
  let from = 0;
  for (const one of matrices) {
    for (let row = 0; row < rows; row += 1)
      values.set(one.values.subarray(row * one.columns, (row + 1) * one.columns), row * columns + from);
    from += one.columns;
  }
  return { rows, columns, values };
}

const output = 'last_hidden_state';

/**
 * BERT of six layers as the ONNX Runtime has operators for it. Padding and masks are left out, as one text is encoded at a time.
 *
 * @param tapped what else comes out, numbers of each token; read once all is in the graph, so that `multiply` may add to it
 */
export function bertModel(
  exported: ExportedModel,
  multiply: Multiply,
  tapped: ReadonlySet<string> = new Set(),
): Uint8Array {
  const graph = createOnnxGraph();
  const { add, keep } = graph;
  const { floats } = exported;

  function norm(input: string, name: string): string {
    const parts = ['weight', 'bias'].map((part) => graph.keepFloats(`${name}.${part}`, floats(`${name}.${part}`)));
    const attributes = { axis: -1, epsilon: { float: epsilon } };
    return add('LayerNormalization', [input, ...parts], { attributes });
  }

  // The runtime's own operator for both, SkipLayerNormalization, takes ten times as long (1.30): a sixth of a question.
  const normOfBoth = (input: string, skipped: string, name: string): string => norm(add('Add', [input, skipped]), name);

  /** What is kept of each word, and of each place in a text. */
  function embeddings(): string {
    const words = exported.quantised('inner.embeddings.word_embeddings.weight');
    const table = keep('words', int8, [words.rows, words.columns], words.numbers);
    const scales = keep('words.scales', float, [words.rows, 1], words.scales);
    const word = add('Mul', [
      add('Cast', [add('Gather', [table, 'input_ids'])], { attributes: { to: float } }),
      add('Gather', [scales, 'input_ids']),
    ]);
    const places = exported.quantised('inner.embeddings.position_embeddings.weight');
    // Every token is of the first of two types.
    const type = floats('inner.embeddings.token_type_embeddings.weight');
    const added = Float32Array.from(places.numbers, (value, at) => {
      return value * (places.scales[Math.floor(at / dims)] ?? 0) + (type[at % dims] ?? 0);
    });
    const first = keep('first', int64, [1], new BigInt64Array([0n]));
    const length = add('Shape', ['input_ids'], { attributes: { start: 1, end: 2 } });
    const place = add('Slice', [keep('places', float, [longest, dims], added), first, length, first]);
    return normOfBoth(word, place, 'inner.embeddings.LayerNorm');
  }

  const thirds = keep('thirds', int64, [3], BigInt64Array.from([dims, dims, dims], BigInt));
  let state = embeddings();
  for (const [layer, { at, query, key, value, out, up, down }] of exported.layers.entries()) {
    const biases = ['query', 'key', 'value'].flatMap((part) => [...floats(`${at}.attention.self.${part}.bias`)]);
    const all = multiply(graph, state, {
      site: `attention${layer}`,
      weights: beside([query, key, value]),
      bias: Float32Array.from(biases),
    });
    const parts = ['query', 'key', 'value'].map((part) => `${part}${layer}`);
    add('Split', [all, thirds], { attributes: { axis: -1 }, outputs: parts });
    const attended = add('MultiHeadAttention', parts, { attributes: { num_heads: heads }, domain: ours });
    const bias = floats(`${at}.attention.output.dense.bias`);
    const attention = multiply(graph, attended, { site: `out${layer}`, weights: out, bias });
    const middle = normOfBoth(attention, state, `${at}.attention.output.LayerNorm`);
    const upBias = floats(`${at}.intermediate.dense.bias`);
    const wide = multiply(graph, middle, { site: `up${layer}`, weights: up, bias: upBias });
    const widened = add('Gelu', [wide], { domain: ours });
    const downBias = floats(`${at}.output.dense.bias`);
    const narrowed = multiply(graph, widened, { site: `down${layer}`, weights: down, bias: downBias });
    state = normOfBoth(narrowed, middle, `${at}.output.LayerNorm`);
  }
  add('Identity', [state], { outputs: [output] });
  return graph.modelOf(
    'all-MiniLM-L6-v2',
    [{ name: 'input_ids', type: int64, dims: [1, 'tokens'] }],
    [
      { name: output, type: float, dims: [1, 'tokens', dims] },
      ...Array.from(tapped, (name) => ({ name, type: float, dims: [1, 'tokens', name] })),
    ],
  );
}
