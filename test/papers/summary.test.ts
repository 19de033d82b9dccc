import { describe, expect, test } from 'vitest';
import { displayText } from '../../src/papers/display-text.ts';
import { contributionOf, standingAlone, summaryOf } from '../../src/papers/summary.ts';
import { shippedPaperboy } from '../support/builders.ts';

const { library } = await shippedPaperboy();

describe('the summary of a shipped paper says what its authors contribute', () => {
  test.each([
    [
      '2409.10594', // "In this paper, we introduce …": the lead-in goes.
      'We introduce the Kolmogorov-Arnold Transformer (KAT), a novel architecture that replaces MLP layers with Kolmogorov-Arnold Network (KAN) layers to enhance the expressiveness and performance of the model.',
    ],
    [
      '2412.14363', // Not "… a PTQ method that pushes further the state-of-the-art", which says too little.
      'We show that this is a provably optimal mixed precision quantization scheme that minimizes error.',
    ],
    [
      '2508.21197', // "To address these challenges, we propose …"
      'We propose the Global Concept Activation Vector (GCAV), a novel framework that unifies CAVs into a single, semantically consistent representation.',
    ],
    [
      '1801.05134', // "Theoretically, we find …": we are then whoever answers "why do the two … lead to a worse performance".
      'We find that Dropout would shift the variance of a specific neural unit when we transfer the state of that network from train to test.',
    ],
    ['2502.17187', 'We show that most experts were never activated during inference on this benchmark.'],
    [
      '2402.17762', // An en dash where the source has "--".
      'We observe an empirical phenomenon in Large Language Models (LLMs) – very few activations exhibit significantly larger values than others (e.g., 100,000 times larger).',
    ],
    [
      '2502.00840', // Not the first, that such models "have showcased remarkable capabilities across various domains".
      'We fill this critical gap in LLM safety by conducting the first systematic safety evaluation of activation approximations.',
    ],
  ])('%s', (id, summary) => {
    expect(summaryOf(displayText(library.get(id)?.abstract ?? ''))).toBe(summary);
  });

  test('and is one telling sentence for each of the 119', () => {
    const summaries = [...library.papers()].map(({ abstract }) => summaryOf(displayText(abstract)));

    expect(summaries).toHaveLength(119);
    for (const summary of summaries) expect(summary).toMatch(/^\p{Lu}.{30,}[.!?]$/u);
  });
});

test.each([
  // What authors propose outranks what they find, wherever it stands.
  [
    'Pruning is hard for everyone. We show that it is slow on every machine we tried. We propose a pruning method that is fast on every machine.',
    'We propose a pruning method that is fast on every machine.',
  ],
  // "We introduce X." says too little when a telling sentence follows.
  [
    'We introduce Zap. Zap is good. We propose to prune the weights of a network by their variance.',
    'We propose to prune the weights of a network by their variance.',
  ],
  ['We introduce Zap. It is fast.', 'We introduce Zap.'],
  ['Pruning is hard. Nobody knows why.', 'Pruning is hard.'],
  ['', ''],
])('%j is summed up as %j', (abstract, summary) => {
  expect(summaryOf(abstract)).toBe(summary);
});

test('a name with a small first letter keeps it', () => {
  expect(standingAlone('vLLM serves language models.')).toBe('vLLM serves language models.');
});

test.each([
  [
    'Pruning is costly. We propose Trim, which prunes while training. Experiments show that it halves the time.',
    { proposes: 'We propose Trim, which prunes while training.', finds: 'Experiments show that it halves the time.' },
  ],
  [
    'We propose Trim and show that it halves the time of every run.',
    { proposes: 'We propose Trim and show that it halves the time of every run.', finds: '' },
  ],
  ['To see why, we show that noise decays.', { proposes: '', finds: 'We show that noise decays.' }],
  ['Pruning is costly.', { proposes: '', finds: '' }],
  ['', { proposes: '', finds: '' }],
])('what is new in “%s”, and what was found', (abstract, said) => {
  expect(contributionOf(abstract)).toEqual(said);
});
