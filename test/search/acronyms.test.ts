import { describe, expect, test } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { type Acronyms, createAcronyms, definitionsIn } from '../../src/search/acronym-table.ts';
import { acronymsIn } from '../../src/search/acronyms.ts';
import { aPaper } from '../support/builders.ts';

describe('definitions as authors write them (Schwartz & Hearst 2003)', () => {
  test.each([
    ['We use post-training quantization (PTQ).', 'PTQ', 'post-training quantization'],
    ['Large language models (LLMs) are large.', 'LLM', 'Large language models'],
    ['the sparse autoencoder (SAE) of', 'SAE', 'sparse autoencoder'],
    ['Kolmogorov-Arnold Network (KAN) layers', 'KAN', 'Kolmogorov-Arnold Network'],
    ['heat shock transcription factor (HSF)', 'HSF', 'heat shock transcription factor'], // an example of the paper
    ['Mixture-of-Tunable-Experts (MoTE)', 'MoTE', 'Mixture-of-Tunable-Experts'],
    ['out-of-distribution (OOD) detection', 'OOD', 'out-of-distribution'],
    ['a Variability Collapse Index (VCI), which', 'VCI', 'Variability Collapse Index'],
  ])('%j defines %s', (text, short, long) => {
    expect(acronymsIn(text)).toEqual([{ short, long }]);
  });

  test.each([
    ['a year', 'as shown before (2024)'],
    ['an aside', 'on the right (right) side'],
    ['letters that do not occur', 'we prune weights (XYZ)'],
    ['a definition in another sentence', 'Post-training is slow. Try quantization (PTQ)'],
    ['the word itself', 'we use KAN (KAN)'],
    ['a bracket at the start', '(PTQ) is fast'],
    ['nothing', ''],
  ])('%s defines nothing', (_what, text) => {
    expect(acronymsIn(text)).toEqual([]);
  });

  test('several in one text come in order', () => {
    const text = 'Group relative policy optimization (GRPO) beats proximal policy optimization (PPO).';

    expect(acronymsIn(text).map(({ short }) => short)).toEqual(['GRPO', 'PPO']);
  });
});

/** The definitions of these papers, counted; -1 for papers that were removed. */
function defined(acronyms: Acronyms, papers: readonly Paper[], by: 1 | -1): void {
  for (const [short, long] of papers.flatMap(definitionsIn)) acronyms.define(short, long, by);
}

test('a library forgets what only a removed paper defined', () => {
  const acronyms = createAcronyms();
  const [first, second] = [
    aPaper({ abstract: 'Sparse autoencoders (SAEs) are sparse.' }),
    aPaper({ abstract: 'A sparse autoencoder (SAE) is sparse.' }),
  ];
  defined(acronyms, [first, second], 1);

  defined(acronyms, [first], -1);
  expect(acronyms.shortForms(acronyms.longForms('sae')[0] ?? [])).toEqual(['sae']);

  defined(acronyms, [second], -1);
  expect(acronyms.longForms('sae')).toEqual([]);
});

test('an acronym with two meanings stands for both, the commoner first', () => {
  const acronyms = createAcronyms();
  const autoregressive = 'Visual autoregressive modeling (VAR).';
  const papers = ['Visual attention redistribution (VAR).', autoregressive, autoregressive];
  defined(
    acronyms,
    papers.map((abstract) => aPaper({ abstract })),
    1,
  );

  expect(acronyms.longForms('var').map((stems) => stems[1])).toEqual(['autoregress', 'attent']);
});
