import { expect, test } from 'vitest';
import { readSpoken } from '../../src/search/spoken-question.ts';
import { aPaper, libraryOf } from '../support/builders.ts';

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
  ['3 pruning papers', 'pruning papers top:3'],
  ['give me 3 sparse attention papers', 'sparse attention papers top:3'],
  ['three dropout papers', 'dropout papers top:3'],
  ['3 new pruning papers', 'pruning papers top:3 sort:new'],
  ['the latest 5 pruning papers', 'pruning papers top:5 sort:new'],
  ['show me 3 more papers', 'top:3'],
  ['top 3 routing papers', 'routing papers top:3'],
  ['3 time series papers', 'time series papers top:3'],
  ['5 error correction papers', 'error correction papers top:5'],
  ['papers from 2024 on quantization', 'papers on quantization since:2024 before:2025'],
  ['papers from last year on quantization', 'papers on quantization since:2025 before:2026'],
  ['papers from 2024 on, quantization', 'papers, quantization since:2024'],
  ['quantization from 2024 on with code', 'quantization since:2024 has:code'],
  ['May 2024 attention', 'attention since:2024-05 before:2024-06'],
  ['quantization with or without code', 'quantization'],
  ['quantization with and without code', 'quantization'],
  ['quantization not just from 2024', 'quantization'],
  ['quantization not only by Kaiming He', 'quantization'],
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
  '4 bit papers',
  'the 4 bit ones',
  '10 class results',
  'two stage detection papers',
  'two models work better than one',
  'top 1 accuracy',
  'top 3 layers',
  'top 2 routing',
  'first 2 moments',
])('%j holds no filter in words', (said) => {
  expect(readSpoken(said, now)).toEqual({ question: said, filters: [], words: said });
});

// One date, and one way that papers stand to it.
test.each([
  ['since June 1, 2024', 'since:2024-06-01'],
  ['since 1st of June 2024', 'since:2024-06-01'],
  ['from february 15', 'since:2026-02-15 before:2026-02-16'],
  ['from december 24', 'since:2025-12-24 before:2025-12-25'],
  ['published on 2024-02-15', 'since:2024-02-15 before:2024-02-16'],
  ['published in Q1 2025', 'since:2025-01 before:2025-04'],
  ['since 2025 Q2', 'since:2025-04'],
  ['from May', 'since:2026-05 before:2026-06'],
  ['from today', 'since:2026-11-29 before:2026-11-30'],
  ['since last year', 'since:2025'],
  ['before last year', 'before:2025'],
  ['since two weeks ago', 'since:2w'],
  ['until last week', 'before:1w'],
  ['older than two years', 'before:2y'],
  ['more than a year old', 'before:1y'],
  ['newer than 3 months', 'since:3m'],
  ['newer than 2023', 'since:2024'],
  ['in 2023 or 2024', 'since:2023 before:2025'],
  ['in 2024 and 2023', 'since:2023 before:2025'],
  ['2023-2024', 'since:2023 before:2025'],
  ['(2023-2024)', 'since:2023 before:2025'],
  ['published 2024', 'since:2024 before:2025'],
  ['since two years', 'since:2y'],
  ['from March to May 2024', 'since:2024-03 before:2024-06'],
  ['after 2020 and before 2023', 'since:2021 before:2023'],
  ['in or after 2024', 'since:2024'],
  ['2024 or later', 'since:2024'],
  ['from 2024 on', 'since:2024'],
  ['2023 or earlier', 'before:2024'],
  ['from 2024 on wards', 'since:2024'],
  ['up to 2023', 'before:2024'],
  ['until 2023', 'before:2024'],
  ['till May 2024', 'before:2024-06'],
  ['through 2023', 'before:2024'],
  ['by May 2024', 'before:2024-06'],
  ['from 2022 until 2023', 'since:2022 before:2024'],
  ['since 2024/06', 'since:2024-06'],
  ['since 2024.06', 'since:2024-06'],
  ['since 2024/06/15', 'since:2024-06-15'],
  ['since 06/2024', 'since:2024-06'],
  ['06/2024', 'since:2024-06 before:2024-07'],
  ['May 2024', 'since:2024-05 before:2024-06'],
  ['pre-2020', 'before:2020'],
])('dropout %j is of dates %j', (said, filters) => {
  expect(readSpoken(`dropout ${said}`, now).question).toBe(`dropout ${filters}`);
});

// What stands beside a date and is part of it would else be a subject.
test.each([
  'dropout in 2021 or 2024',
  'dropout in 2021, 2022 and 2023',
  'dropout in early 2024 or before',
  'dropout since 30 February 2024',
  'dropout since the beginning of 2024',
  'training for two years',
  'trained for more than two weeks',
  'over 2000 GPUs',
  'papers on 2024',
  'noise reduced by 2023',
  'papers from 2010.11929',
  'dropout since 15/06/2024',
  'dropout neither from 2021 nor from 2024',
  'models of today',
])('%j is read whole or not at all', (said) => {
  expect(readSpoken(said, now).filters).toEqual([]);
});

// Where no filter says the opposite, parseQuestion tells so.
test.each([
  ['not from 2024', '-since:2024 -before:2025'],
  ['nothing before 2024', 'since:2024'],
  ['no later than 2023', 'before:2024'],
  ['not newer than 2023', 'before:2024'],
  ['no older than two years', 'since:2y'],
  ['that were not published before 2023', 'since:2023'],
  ['except those from 2024', '-since:2024 -before:2025'],
  ['except 2024', '-since:2024 -before:2025'],
  ['not with code', '-has:code'],
  ['not with code but since 2024', 'since:2024 -has:code'],
  ['without code', '-has:code'],
  ["that don't have code", '-has:code'],
  ['not by Geoffrey Hinton', '-author:"Geoffrey Hinton"'],
  ['with less than 20 upvotes', '-upvotes:20'],
  ['with at most 5 upvotes', '-upvotes:6'],
  ['with no more than 5 upvotes', '-upvotes:6'],
  ['with no less than 5 upvotes', 'upvotes:5'],
  ['not newest first', '-sort:new'],
  ['not since:2024', 'before:2024'],
  ['without has:code', '-has:code'],
  ['anything but surveys', '-survey'],
  ['without surveys or reviews', '-survey -review'],
  ['excluding surveys, reviews and tutorials', '-survey -review -tutorial'],
  ['neither surveys nor reviews', '-survey -review'],
  ['neither from 2023 nor from 2024', '-since:2023 -before:2025'],
  ['neither with code nor from 2024', '-since:2024 -before:2025 -has:code'],
])('dropout %j is never read as its opposite', (said, filters) => {
  expect(readSpoken(`dropout ${said}`, now).question).toBe(`dropout ${filters}`);
});

const named = libraryOf([
  aPaper({ title: 'Massive activations', authors: ['Mingjie Sun', 'Zhuang Liu'] }),
  aPaper({ title: 'Long space and song', authors: ['Yann LeCun', 'Long Space', 'Song Sun'] }),
]);

test.each([
  ['papers by sun and liu', 'author:sun author:liu'],
  ['papers by Sun, Liu & LeCun', 'author:Sun author:Liu author:LeCun'],
  ['new papers by Yann LeCun', 'author:"Yann LeCun" sort:new'],
  ['find the paper by Mingjie Sun on massive activations', 'massive activations author:"Mingjie Sun"'],
  ['attention by mingjie sun since 2024', 'attention since:2024 author:"mingjie sun"'],
  ['papers of Y. LeCun', 'author:"Y. LeCun"'],
  ['papers from Yann LeCun', 'author:"Yann LeCun"'],
  ['Yann LeCun', 'author:"Yann LeCun"'],
  ["Yann LeCun's papers on pruning", 'pruning author:"Yann LeCun"'],
  ['yann lecun papers', 'author:"yann lecun"'],
  ['papers by Nobody Known', 'author:"Nobody Known"'],
  // Somebody has such a name, and texts hold such words.
  ['long space', 'long space'],
  ['energy made by sun', 'energy made by sun'],
  ['papers of interest', 'papers of interest'],
  ['sampling by Langevin Dynamics', 'sampling by Langevin Dynamics'],
  ['inference by Monte Carlo', 'inference by Monte Carlo'],
])('%j among papers with authors is read as %j', (said, question) => {
  expect(readSpoken(said, now, named).question).toBe(question);
});

test.each([
  ['new papers', 'sort:new'],
  ['any recent papers?', 'sort:new'],
  ['what was new in 2023?', 'since:2023 before:2024 sort:new'],
  ["today's papers", 'since:1d'],
  ["yesterday's papers on LoRA", 'LoRA since:2d'],
])('%j needs no subject', (said, question) => {
  expect(readSpoken(said, now).question).toBe(question);
});

test('a pasted text is not read', () => {
  const pasted = `${'We study papers from 2025 with code. '.repeat(8)}`;

  expect(readSpoken(pasted, now).filters).toEqual([]);
});
