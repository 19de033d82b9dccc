import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { dims } from '../../src/search/meaning/encoder.ts';
import { shippedEncoder } from '../../src/search/meaning/open-encoder.ts';
import { piecesOf } from '../../src/search/meaning/paper-text.ts';
import { importRuntime, sessionOptions } from '../../src/search/meaning/runtime.ts';
import { createWordPieceTokenizer } from '../../src/search/meaning/word-pieces.ts';
import { readPapers } from '../../src/sources/digest-file/read-papers.ts';
import { bertModel, type Multiply, type Site } from './encoder/bert-graph.ts';
import { type ExportedModel, readExportedModel } from './encoder/exported-model.ts';
import { createOnnxGraph, float } from './encoder/onnx-graph.ts';
import { type Calibration, quantisedMultiply } from './encoder/quantised-multiply.ts';

/**
 * npm run pack:encoder -- MODEL.onnx: makes the graphs in data/encoder of the exported model that data/encoder/README.md names.
 *
 * The export turns its int8 weights into floats when it is loaded: a second of loading, 90 MB, and all of these are read for each
 * question. Here the runtime's own operators multiply them as int8 with what a text is rounded to.
 */

/** The texts that are looked at: shipped papers as they are encoded, and their titles, as short as questions. */
function calibrationTokens(): (readonly number[])[] {
  const read = (name: string): string => readFileSync(`${shippedEncoder}/${name}`, 'utf8');
  const tokenizer = createWordPieceTokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
  const texts = readPapers(shippedLibrary).papers.flatMap((paper) => [piecesOf(paper), [paper.title]]);
  return texts.flatMap((pieces) => {
    const tokens = tokenizer.tokenize(pieces);
    return tokens === undefined ? [] : [tokens.ids];
  });
}

/** How large the numbers are that come to each site, in floats. */
async function calibrate(exported: ExportedModel): Promise<Map<Site, Calibration>> {
  const inputs = new Map<Site, string>();
  const calibrations = new Map<Site, Calibration>();
  const tapped = new Set<string>();
  const asFloats: Multiply = ({ add, keep, keepFloats }, input, { site, weights, bias }) => {
    tapped.add(input);
    inputs.set(site, input);
    calibrations.set(site, { largest: new Float32Array(weights.rows), meanSquare: new Float32Array(weights.rows) });
    const matrix = keep(`${site}.weights`, float, [weights.rows, weights.columns], weights.values);
    return add('Add', [add('MatMul', [input, matrix]), keepFloats(`${site}.bias`, bias)]);
  };
  const model = bertModel(exported, asFloats, tapped);
  const { InferenceSession, Tensor } = await importRuntime();
  const session = await InferenceSession.create(model, sessionOptions);
  const texts = calibrationTokens();
  const tokens = texts.reduce((sum, ids) => sum + ids.length, 0);
  for (const ids of texts) {
    const seen = await session.run({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
    });
    for (const [site, { largest, meanSquare }] of calibrations) {
      const numbers = seen[inputs.get(site) ?? '']?.data as Float32Array;
      for (const [at, number] of numbers.entries()) {
        const row = at % largest.length;
        largest[row] = Math.max(largest[row] ?? 0, Math.abs(number));
        meanSquare[row] = (meanSquare[row] ?? 0) + number ** 2 / tokens;
      }
    }
  }
  return calibrations;
}

/** The product of a direction with rows of vectors. */
function dotProductsModel(): Uint8Array {
  const graph = createOnnxGraph();
  graph.add('MatMul', ['rows', 'direction'], { outputs: ['products'] });
  return graph.modelOf(
    'dot products',
    [
      { name: 'rows', type: float, dims: ['rows', dims] },
      { name: 'direction', type: float, dims: [dims, 1] },
    ],
    [{ name: 'products', type: float, dims: ['rows', 1] }],
  );
}

const [source = ''] = process.argv.slice(2);
const exported = readExportedModel(source);
const model = bertModel(exported, quantisedMultiply(await calibrate(exported)));
const folder = new URL('../../data/encoder/', import.meta.url);
const sums = fileURLToPath(new URL('sha256sums.txt', folder));
for (const [name, bytes] of Object.entries({ 'model.onnx': model, 'dot-products.onnx': dotProductsModel() })) {
  writeFileSync(new URL(name, folder), bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(sums, readFileSync(sums, 'utf8').replace(new RegExp(`^\\w+(?=  ${name}$)`, 'm'), hash));
}
