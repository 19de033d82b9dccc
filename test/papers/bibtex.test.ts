import { describe, expect, test } from 'vitest';
import { bibliographyOf, bibtexOf } from '../../src/papers/bibtex.ts';
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

/** A field's text, without its braces. */
function field(name: string, bibtex: string): string | undefined {
  return new RegExp(`^  ${name} = \\{(.*)\\},$`, 'm').exec(bibtex)?.[1];
}

describe('the title is the TeX that arXiv has', () => {
  test.each([
    ['Learning $\\tilde{O}(\\sqrt{n})$ in {\\em time}', '{Learning $\\tilde{O}(\\sqrt{n})$ in {\\em time}}'],
    ['Na\\"ive Bayes, K\\"{u}nstler', '{Na\\"ive Bayes, K\\"{u}nstler}'],
    ['$\\{x_i\\}$ and \\{a\\}', '{$\\{x_i\\}$ and \\{a\\}}'],
    // escaped where TeX would take it for a command
    ['100% of R&D_x #1, 50\\%', '{100\\% of R\\&D\\_x \\#1, 50\\%}'],
    ['Q&amp;A', '{Q\\&A}'],
    ['from $5 to $10, $x_1$', '{from \\$5 to \\$10, $x_1$}'],
    ['about ~50, Fig.~3, 2^n', '{about \\textasciitilde{}50, Fig.~3, 2\\textasciicircum{}n}'],
    ['a lone \\', '{a lone \\textbackslash{}}'],
    // BibTeX counts braces, escaped or not
    ['ends } here \\} or { there \\{', '{ends  here \\textbraceright{} or  there \\textbraceleft{}}'],
    ['$\\{x$ a\\{b{c\\}d}', '{$\\lbrace x$ a\\textbraceleft{}b{c\\textbraceright{}d}}'],
  ])('%j', (title, shown) => {
    expect(field('title', bibtexOf(aPaper({ title })))).toBe(shown);
  });
});

describe('an author is cited as BibTeX reads names, and gives the key in plain letters', () => {
  test.each([
    ['Xingyi Yang', 'Xingyi Yang', 'yang'],
    ['Kurt G\\"odel', 'Kurt Gödel', 'godel'],
    ['Łukasz Kaiser', 'Łukasz Kaiser', 'kaiser'],
    ['Søren Ørsted', 'Søren Ørsted', 'orsted'],
    ['Иван Щукин', 'Иван Щукин', 'shchukin'],
    ['张伟', '张伟', 'zhang'],
    ['山田 太郎', '山田, 太郎', 'shantian'],
    ['Smith, Ann', 'Smith, Ann', 'smith'],
    // suffixes
    ['Sam Davis Jr.', 'Davis, Jr., Sam', 'davis'],
    ['Sam Davis, III', 'Davis, III, Sam', 'davis'],
    // particles
    ['Laurens van der Maaten', 'Laurens van der Maaten', 'vandermaaten'],
    ['Luc Van Gool', 'Van Gool, Luc', 'vangool'],
    ['Guy Van den Broeck', 'Van den Broeck, Guy', 'vandenbroeck'],
    ['Quoc V. Le', 'Quoc V. Le', 'le'],
    ['Thi Van Nguyen', 'Thi Van Nguyen', 'nguyen'],
    // groups
    ['The ATLAS Collaboration', '{The ATLAS Collaboration}', 'atlascollaboration'],
    ['Gemini Team', '{Gemini Team}', 'geminiteam'],
    ['DeepSeek-AI', '{DeepSeek-AI}', 'deepseekai'],
    ['Institute for Sun and Moon', '{Institute for Sun and Moon}', 'instituteforsunandmoon'],
    ['3M Team', '{3M Team}', 'mteam'],
    // what would end the entry, or begin another name
    ['A} B, note={x', 'A B, note=x', 'ab'],
  ])('%s', (author, shown, family) => {
    const bibtex = bibtexOf(aPaper({ title: 'On Pruning', authors: [author], published: '2024' }));

    expect(field('author', bibtex)).toBe(shown);
    expect(/\{(.*),/.exec(bibtex)?.[1]).toBe(`${family}2024pruning`);
  });

  test('punctuation, affiliations and "et al." are nobody', () => {
    const authors = ['DeepSeek-AI', ':', 'Ann Bee (MIT)', 'Cee Dee', 'Jr.', 'et al.'];

    expect(field('author', bibtexOf(aPaper({ authors })))).toBe('{DeepSeek-AI} and Ann Bee and Dee, Jr., Cee');
  });
});

test.each([
  [{ id: '图', title: '图' }, 'tu'],
  [{ id: '😀', title: '😀' }, 'paper'],
  [{ title: '3D Scenes', published: '2025' }, 'scenes2025'],
  [{ title: '2:4', published: '2025' }, 'paper2025'],
])('a paper without an author gets a key that begins with a letter: %j', (paper, key) => {
  expect(bibtexOf(aPaper(paper))).toContain(`@misc{${key},`);
});

test('a key stays short, whatever stands for a name or a word', () => {
  const entry = bibtexOf(aPaper({ title: 'x'.repeat(5_000), authors: ['y'.repeat(5_000)] }), 1_500);

  expect(new TextEncoder().encode(JSON.stringify(entry)).length).toBeLessThanOrEqual(1_500);
});

test('several entries have keys of their own', () => {
  const paper = aPaper({ title: 'Pruning', authors: ['Ann Bee'], published: '2024' });

  const keys = bibliographyOf([paper, { ...paper, id: 'b' }, { ...paper, id: 'c' }]).match(/(?<=@misc\{).*(?=,)/g);

  expect(keys).toEqual(['bee2024pruning', 'bee2024pruninga', 'bee2024pruningb']);
});

test.each([500, 1_500, 8_000])('an entry is never cut: in %i bytes the last authors are "others"', (maxBytes) => {
  const authors = Array.from({ length: 3_000 }, (_, index) => `Ann Bee-${index}`);
  const bibtex = bibtexOf(aPaper({ id: '2409.10594', title: 'A $\\{$'.repeat(500), authors }), maxBytes);

  expect(JSON.stringify(bibtex).length).toBeLessThanOrEqual(maxBytes);
  expect(field('author', bibtex)).toMatch(/(?:^|and )others$/);
  expect(bibtex.replace(/[^{]/g, '')).toHaveLength(bibtex.replace(/[^}]/g, '').length);
  expect(bibtex).toMatch(/url = \{https:\/\/arxiv\.org\/abs\/2409\.10594\},\n\}$/);
});
