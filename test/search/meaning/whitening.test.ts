import { expect, test } from 'vitest';
import { dims } from '../../../src/search/meaning/encoder.ts';
import { similarity } from '../../../src/search/meaning/meaning.ts';
import { whitened } from '../../../src/search/meaning/whitening.ts';
import { loadTestEncoder } from '../../support/encoder.ts';

const { encoder, isMissing } = await loadTestEncoder();

async function directionOf(text: string): Promise<Float32Array> {
  return (await encoder.encode([text], 'question'))?.whole ?? new Float32Array(dims);
}

test.skipIf(isMissing)('two subjects of one field are further apart than their cosine tells', async () => {
  const asked = await directionOf('speculative decoding of language models');
  const other = await directionOf('Massive activations in large language models');
  const { direction, offset } = whitened(asked);

  expect(similarity(asked, other)).toBeGreaterThan(0.45);
  expect(similarity(direction, other) - offset).toBeLessThan(0.25);
  expect(similarity(direction, asked) - offset).toBeGreaterThan(0.6);
});
