import { expect, test } from 'vitest';
import { paperOfLink } from '../../src/papers/paper-link.ts';

test.each([
  ['https://arxiv.org/abs/2402.17762', '2402.17762'],
  ['http://www.arxiv.org/abs/2402.17762v2', '2402.17762'],
  ['https://arxiv.org/pdf/2402.17762v1.pdf', '2402.17762'],
  ['https://arxiv.org/pdf/2402.17762#page=3', '2402.17762'],
  ['https://export.arxiv.org/html/2402.17762v1/', '2402.17762'],
  ['https://arxiv.org/abs/math.GT/0309136', 'math/0309136'],
  ['https://arxiv.org/abs/hep-th/9901001v3?context=cs', 'hep-th/9901001'],
  ['https://huggingface.co/papers/2402.17762', '2402.17762'],
  ['https://www.alphaxiv.org/abs/2402.17762v2', '2402.17762'],
  ['https://alphaxiv.org/de/overview/2402.17762', '2402.17762'],
  ['https://doi.org/10.48550/arXiv.2402.17762', '2402.17762'],
  ['https://dx.doi.org/10.48550%2FARXIV.2402.17762', '2402.17762'],
])('%s is the page of a paper', (address, id) => {
  expect(paperOfLink(address)).toBe(id);
});

test.each([
  'https://huggingface.co/meta-llama/Llama-3-8B',
  'https://huggingface.co/papers',
  'https://huggingface.co/datasets/2402.17762',
  'https://huggingface.co/papers/2402.17762/edit',
  'https://arxiv.org/list/cs.CL/2402',
  'https://arxiv.org/a/2402.17762',
  'https://arxiv.org/abs/2402.1776',
  'https://arxiv.org/abs/2402.17762 and more',
  'https://doi.org/10.1145/2402.17762',
  'https://doi.org/10.48550/arXiv.nonsense',
  'https://notarxiv.org/abs/2402.17762',
  'https://arxiv.org.example.com/abs/2402.17762',
  'https://example.com/?see=https://arxiv.org/abs/2402.17762',
  'javascript://arxiv.org/abs/2402.17762',
  'arxiv.org/abs/2402.17762',
  '',
])('%s is none', (address) => {
  expect(paperOfLink(address)).toBeUndefined();
});
