import { expect, test } from 'vitest';
import { readSpoken } from '../../src/search/spoken-question.ts';

const now = Date.parse('2026-11-29T12:00:00Z');

test.each([
  ['what papers came out this week?', 'since:1w'],
  ['give me 3 papers about RLHF from 2025', 'RLHF since:2025 before:2026 top:3'],
  ['anything new on MoE since June?', 'MoE since:2026-06 sort:new'],
  ['papers by Bengio on attention', 'attention author:Bengio'],
  ['Papers by Kaiming He', 'author:"Kaiming He"'],
  ['diffusion by Yang Song et al.', 'diffusion author:"Yang Song"'],
  ['quantization with code', 'quantization has:code'],
  ['pruning methods that have open source code please', 'pruning methods has:code'],
  ['show me the five latest papers on diffusion', 'diffusion top:5 sort:new'],
  ['show me the latest five papers on attention', 'attention top:5 sort:new'],
  ['what did people publish yesterday on LoRA?', 'what did people on LoRA since:2d'],
  ['what’s the most popular paper on transformers?', 'transformers sort:upvotes'],
  ['papers about diffusion but not about images', 'papers about diffusion -images'],
  ['top 5 papers on KV cache', 'KV cache top:5'],
  ['most upvoted papers on agents this month', 'agents since:1m sort:upvotes'],
  ['state space models without surveys', 'state space models -survey'],
  ['RLHF between 2023 and 2024', 'RLHF since:2023 before:2025'],
  ['papers from June 2024 about LoRA', 'papers about LoRA since:2024-06 before:2024-07'],
  ['grokking in may 2024', 'grokking since:2024-05 before:2024-06'],
  ['kv cache, newest first', 'kv cache sort:new'],
  ['latest kv cache papers', 'kv cache papers sort:new'],
  ['show me the newest quantization work', 'quantization work sort:new'],
  ['diffusion newest', 'diffusion sort:new'],
  ['diffusion, latest has:code', 'diffusion has:code sort:new'],
  ['newest on diffusion', 'diffusion sort:new'],
  ["what's the latest on diffusion?", 'diffusion sort:new'],
  ['kv cache, newest first, on phones', 'kv cache, on phones sort:new'],
  ['kv cache, oldest first', 'kv cache sort:old'],
  ['the oldest papers on dropout', 'dropout sort:old'],
  ['agents with at least 20 upvotes', 'agents upvotes:20'],
  ['papers on agents that have more than ten upvotes', 'papers on agents upvotes:11'],
  ['agents 50+ upvotes since 2025', 'agents since:2025 upvotes:50'],
  ['in the last 3 months', 'since:3m'],
  ['what happened last year in RL?', 'what happened in RL since:2025 before:2026'],
  ['papers published today on LoRA', 'papers on LoRA since:1d'],
  ['agents since December', 'agents since:2025-12'],
])('%j is read as %j', (said, question) => {
  expect(readSpoken(said, now).question).toBe(question);
});

test.each([
  'training without labels',
  'what may improve attention in transformers',
  'convergence in 2000 steps',
  'methods used today for quantization',
  '1 bit LLMs',
  'inference by Transformers',
  'method by which transformers learn',
  'ten simple rules',
  'learning something new without losing what it knew',
  '"papers from 2025" quantization',
  'attention sinks',
  'how the latest model compares with older papers',
  'predicting upvotes of posts',
  'majority over 5 votes',
  'since:2024 quantization',
])('%j holds no filter in words', (said) => {
  expect(readSpoken(said, now)).toEqual({ question: said, filters: [], words: said });
});

test('a pasted text is not read', () => {
  const pasted = `${'We study papers from 2025 with code. '.repeat(8)}`;

  expect(readSpoken(pasted, now).filters).toEqual([]);
});
