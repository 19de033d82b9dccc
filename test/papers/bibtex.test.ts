import { expect, test } from 'vitest';
import { bibtexOf } from '../../src/papers/bibtex.ts';
import { aPaper } from '../support/builders.ts';

test('a paper on arXiv is cited as arXiv itself does', () => {
  const paper = aPaper({
    id: '2409.10594',
    title: 'Kolmogorov-Arnold Transformer',
    authors: ['Xingyi Yang', 'Xinchao Wang'],
    published: '2024-09-16',
  });

  expect(bibtexOf(paper).split('\n')).toEqual([
    '@misc{yang2024kolmogorov,',
    '  title = {{Kolmogorov-Arnold Transformer}},',
    '  author = {Xingyi Yang and Xinchao Wang},',
    '  year = {2024},',
    '  eprint = {2409.10594},',
    '  archivePrefix = {arXiv},',
    '  url = {https://arxiv.org/abs/2409.10594},',
    '}',
  ]);
});

test('what is not known is left out', () => {
  const paper = aPaper({ title: 'Pruning', url: 'https://example.org/p' });

  expect(bibtexOf(paper)).toBe('@misc{pruning,\n  title = {{Pruning}},\n  url = {https://example.org/p},\n}');
});

test('what LaTeX would read as a command is escaped, and unbalanced braces cannot end the entry', () => {
  const bibtex = bibtexOf(aPaper({ title: '100% of R&D_x #1 ~ {set} } \\foo ^ $', authors: ['A} B\n, note={x'] }));

  expect(bibtex).toContain(
    'title = {{100\\% of R\\&D\\_x \\#1 \\textasciitilde{} \\{set\\} \\} foo \\textasciicircum{} \\$}}',
  );
  expect(bibtex).toContain('author = {A\\} B, note=\\{x}');
});

test('accents of authors and titles are letters, in the key without their marks', () => {
  const bibtex = bibtexOf(aPaper({ title: 'Na\\"ive Networks', authors: ['Kurt G\\"odel'], published: '1931' }));

  expect(bibtex).toContain('@misc{godel1931naive,');
  expect(bibtex).toContain('author = {Kurt Gödel}');
});

test('a title without Latin letters still gets a key', () => {
  expect(bibtexOf(aPaper({ id: '图', title: '图' }))).toContain('@misc{paper,');
});
