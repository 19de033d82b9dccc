import { expect, test } from 'vitest';
import { saysWithdrawn } from '../../src/papers/withdrawn.ts';

const paper = { title: 'Pruning', abstract: 'We prune. It works.' };

test.each([
  'This paper has been withdrawn due to an error',
  'This paper has been withdrawn by the author because it is superseded by arXiv:2402.00001',
  'Withdrawn',
  'WITHDRAWN.',
  'Withdrawn by the author; Section 3 is wrong',
  'withdrawn due to a crucial error in Eq. 3',
  '12 pages. This submission is withdrawn',
  '12 pages, 3 figures, withdrawn by the authors',
  'Paper withdrawn',
  'The article was temporarily withdrawn.',
  'The authors have withdrawn this paper',
  'We withdraw this paper because of a mistake in Lemma 2',
  'I have decided to withdraw this manuscript',
  'arXiv admin note: This submission has been withdrawn by arXiv administrators due to disputed authorship',
  'arXiv admin note: withdrawn by arXiv administration',
  'Withdrawn by arXiv administrators',
  'v3: withdrawn, the proof is incomplete',
  'This paper has been retracted',
  'Retracted by the authors',
  'The preprint has been withdrawn from arXiv',
])('the comment says that the paper is withdrawn: %s', (comment) => {
  expect(saysWithdrawn({ ...paper, comment })).toBe(true);
});

test.each([
  'Supersedes the withdrawn arXiv:2401.00001',
  'Extended version of withdrawn work',
  'Replaces arXiv:2401.00001, which has been withdrawn',
  'This paper replaces arXiv:2401.00001, withdrawn',
  'arXiv:2401.00001 has been withdrawn',
  'A companion paper has been withdrawn',
  'The previous paper was withdrawn',
  'Figure 3 has been withdrawn',
  'The withdrawn sample is not used any more',
  'Withdrawn samples are listed in the appendix',
  'The figure of this paper was withdrawn',
  'One sample was withdrawn by the authors',
  'This paper was withdrawn from ICLR 2025',
  'This paper was withdrawn in error and is reinstated',
  'This paper is not withdrawn',
  'Retracted papers as training data',
  '15 pages, 4 figures',
  '',
])('the comment says no such thing of the paper: %s', (comment) => {
  expect(saysWithdrawn({ ...paper, comment })).toBe(false);
});

test.each([
  ['This paper has been withdrawn by the authors.', true],
  ['This article has been withdrawn by arXiv administrators because it holds plagiarised text.', true],
  ['Withdrawn due to an error in the main theorem.', true],
  ['We prune large models. This paper has been withdrawn due to a bug in our evaluation.', true],
  ['We prune. The authors have withdrawn this paper.', true],
  ['This paper is retracted.', true],
  ['We study why papers are withdrawn. The paper is retracted in 3% of cases.', false],
  ['Retracted papers are cited for years. We count them.', false],
  ['The drug was withdrawn from the market.', false],
  ['This paper studies withdrawn drugs. It was withdrawn.', false],
  ['The sample is withdrawn from the oven. Authors withdraw submissions often.', false],
])('the abstract %j tells a withdrawal: %s', (abstract, isWithdrawn) => {
  expect(saysWithdrawn({ ...paper, abstract })).toBe(isWithdrawn);
});

test.each([
  ['Retracted: Pruning', true],
  ['[Withdrawn] Pruning', true],
  ['Withdrawn samples in pruning', false],
])('the title %j tells a withdrawal: %s', (title, isWithdrawn) => {
  expect(saysWithdrawn({ ...paper, title })).toBe(isWithdrawn);
});
