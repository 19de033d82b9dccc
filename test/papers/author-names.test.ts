import { describe, expect, test } from 'vitest';
import { authorsIn, authorsOf, isByAuthor } from '../../src/papers/author-names.ts';

test.each([
  ['Ann Bee, Cee Dee and Eve Ef', ['Ann Bee', 'Cee Dee', 'Eve Ef']],
  ['Ann Bee, and Cee Dee', ['Ann Bee', 'Cee Dee']],
  ['Ann Bee, Cee Dee, et al.', ['Ann Bee', 'Cee Dee']],
  // affiliations
  ['Ann Bee (MIT, USA), Cee Dee', ['Ann Bee', 'Cee Dee']],
  ['Ann Bee (1) and Cee Dee (2) ((1) MIT, (2) Stanford (CA))', ['Ann Bee', 'Cee Dee']],
  ['Ann Bee [for the X Collaboration], Cee Dee (MIT', ['Ann Bee', 'Cee Dee']],
  // suffixes
  ['Sam Davis, Jr., Ann Bee', ['Sam Davis, Jr.', 'Ann Bee']],
  ['Ann Bee, Sam Davis III', ['Ann Bee', 'Sam Davis III']],
  // groups
  ['DeepSeek-AI, :, Ann Bee', ['DeepSeek-AI', 'Ann Bee']],
  ['Ann Bee and the ATLAS Collaboration', ['Ann Bee', 'the ATLAS Collaboration']],
  ['Ann Bee and LHCb Collaboration', ['Ann Bee', 'LHCb Collaboration']],
  ['Particle Physics and Astronomy Group, Ann Bee', ['Particle Physics and Astronomy Group', 'Ann Bee']],
  ['Institute for Sun and Moon', ['Institute for Sun and Moon']],
])('%s', (text, authors) => {
  expect(authorsIn(text)).toEqual(authors);
});

test('of a list, each author is one: punctuation, degrees and "et al." are nobody, a nickname stays', () => {
  const named = [
    'Gemini Team',
    ':',
    ' Wei (Victor) Zhang',
    'Ann Bee (MIT)',
    'Cee Dee',
    'Jr.',
    'Ph.D.',
    '*',
    '2',
    'et al',
  ];

  expect(authorsOf(named)).toEqual(['Gemini Team', 'Wei (Victor) Zhang', 'Ann Bee', 'Cee Dee, Jr.']);
});

describe('an author is found by plain letters', () => {
  test.each([
    ['Søren Ørsted', 'orsted'],
    ['Łukasz Kaiser', 'lukasz'],
    ['Karl Weiß', 'weiss'],
    ['Ayşe Işık', 'isik'],
    ['Þór Æsir', 'thor aesir'],
    ['Đặng Văn', 'dang'],
    ['Kurt G\\"odel', 'gödel'],
    ['Kurt Gödel', 'godel'],
    ['{\\L}ukasz Kaiser', 'Łukasz'],
    ['Igor Shchukin', 'Щукин'],
    ['Ann Bee', 'A Bee'],
  ])('%s by %s', (author, name) => {
    expect(isByAuthor([author], name)).toBe(true);
  });

  test('and not by another name', () => {
    expect(isByAuthor(['Søren Ørsted'], 'soren bee')).toBe(false);
  });
});
