import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dims } from '../../src/search/meaning/encoder.ts';
import { directionOf } from '../../src/search/meaning/packed-vectors.ts';
import { seeded } from '../support/seeded.ts';

// Part of npm run fit:verdict: makes data/encoder-whitening.bin, see src/search/meaning/whitening.ts.

const papers = 8_000;
/** Axes that are shrunk: of 16 the verdict tells a little less, of all of them a little more. */
const shrunkAxes = 32;
/** Orthogonal iteration is at rest before. */
const rounds = 60;

const { values: options } = parseArgs({ options: { embeddings: { type: 'string' } }, strict: false });
const embeddings = openSync(String(options.embeddings), 'r');
const lines = Math.floor(fstatSync(embeddings).size / dims);
const random = seeded(3);
const vectors = Array.from({ length: Math.min(papers, lines) }, () => {
  const whole = new Int8Array(dims);
  readSync(embeddings, whole, 0, dims, Math.floor(random() * lines) * dims);
  return directionOf(whole);
});
closeSync(embeddings);

const mean = new Float64Array(dims);
for (const vector of vectors) for (let dim = 0; dim < dims; dim += 1) mean[dim] = (mean[dim] ?? 0) + (vector[dim] ?? 0);
for (let dim = 0; dim < dims; dim += 1) mean[dim] = (mean[dim] ?? 0) / vectors.length;

const covariance = Array.from({ length: dims }, () => new Float64Array(dims));
for (const vector of vectors) {
  const centred = Float64Array.from(vector, (value, dim) => value - (mean[dim] ?? 0));
  for (const [row, line] of covariance.entries())
    for (let column = 0; column < dims; column += 1)
      line[column] = (line[column] ?? 0) + ((centred[row] ?? 0) * (centred[column] ?? 0)) / vectors.length;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Makes each of length 1 and square to those before it (Gram and Schmidt). @returns the former lengths */
function orthonormalise(axes: Float64Array[]): number[] {
  return axes.map((axis, index) => {
    for (const other of axes.slice(0, index)) {
      const along = dot(axis, other);
      for (let dim = 0; dim < dims; dim += 1) axis[dim] = (axis[dim] ?? 0) - along * (other[dim] ?? 0);
    }
    const length = Math.sqrt(dot(axis, axis));
    for (let dim = 0; dim < dims; dim += 1) axis[dim] = (axis[dim] ?? 0) / length;
    return length;
  });
}

let axes = Array.from({ length: shrunkAxes + 1 }, () => Float64Array.from({ length: dims }, () => random() - 0.5));
let variances = orthonormalise(axes);
for (let round = 0; round < rounds; round += 1) {
  axes = axes.map((axis) => Float64Array.from(covariance, (line) => dot(line, axis)));
  variances = orthonormalise(axes);
}

const least = variances[shrunkAxes] ?? 0;
// The identity less the squares of these rows takes the variance along each axis from its own to the least.
const scaled = axes
  .slice(0, shrunkAxes)
  .map((axis, index) => axis.map((value) => value * Math.sqrt(1 - least / (variances[index] ?? 1))));
const rows = Buffer.alloc(4 * dims * (1 + shrunkAxes));
for (const [at, value] of [mean, ...scaled].flatMap((row) => [...row]).entries()) rows.writeFloatLE(value, 4 * at);
writeFileSync(fileURLToPath(new URL('../../data/encoder-whitening.bin', import.meta.url)), rows);
