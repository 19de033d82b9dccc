import { describe, expect, test } from 'vitest';
import { findArxivIds, monthOfArxivId, parseArxivId } from '../../src/papers/arxiv-id.ts';

const formsOfOnePaper = [
  '2409.10594',
  '2409.10594v1',
  '2409.10594v12',
  '2409.10594V2',
  'arXiv:2409.10594',
  'arXiv:2409.10594v2',
  'arXiv: 2409.10594',
  'ARXIV:2409.10594',
  'arxiv.org/abs/2409.10594',
  'https://arxiv.org/abs/2409.10594',
  'http://arxiv.org/abs/2409.10594v3',
  'https://www.arxiv.org/abs/2409.10594/',
  'https://export.arxiv.org/abs/2409.10594',
  'https://arxiv.org/abs/2409.10594?context=cs.LG',
  'https://arxiv.org/pdf/2409.10594',
  'https://arxiv.org/pdf/2409.10594.pdf',
  'https://arxiv.org/pdf/2409.10594v2.pdf',
  'https://arxiv.org/html/2409.10594v1',
  'https://arxiv.org/html/2409.10594v1#S3.2',
  'https://huggingface.co/papers/2409.10594',
  'https://huggingface.co/papers/2409.10594#community',
  'https://hf.co/papers/2409.10594',
  'https://www.alphaxiv.org/abs/2409.10594',
  'https://alphaxiv.org/overview/2409.10594v2',
  '10.48550/arXiv.2409.10594',
  'doi:10.48550/arXiv.2409.10594',
  'https://doi.org/10.48550/arXiv.2409.10594',
  'https://doi.org/10.48550/ARXIV.2409.10594',
  'https://doi.org/10.48550%2FarXiv.2409.10594',
  '<https://arxiv.org/abs/2409.10594>',
  '<https://arxiv.org/abs/2409.10594|arxiv.org/abs/2409.10594>',
  '2409.10594.',
  '2409.10594,',
  '2409.10594?',
  '(2409.10594)',
  '"2409.10594"',
  '`2409.10594`',
  'https://arxiv.org/abs/2409.10594).',
  '  2409.10594\n',
];

describe('one paper has one id', () => {
  test.each(formsOfOnePaper)('%j alone', (text) => {
    expect(parseArxivId(text)).toBe('2409.10594');
  });

  test.each(formsOfOnePaper)('%j in a sentence', (text) => {
    expect(findArxivIds(`have you read ${text} yet?`)).toEqual(['2409.10594']);
  });

  test.each([
    ['hep-th/9901001', 'hep-th/9901001'],
    ['hep-th/9901001v3', 'hep-th/9901001'],
    ['HEP-TH/9901001', 'hep-th/9901001'],
    ['math.GT/0309136', 'math/0309136'],
    ['arXiv:cs.LG/0701001v1', 'cs/0701001'],
    ['cond-mat.str-el/0612001', 'cond-mat/0612001'],
    ['https://arxiv.org/abs/hep-th/9901001', 'hep-th/9901001'],
    ['https://arxiv.org/pdf/math.GT/0309136v1.pdf', 'math/0309136'],
    ['https://doi.org/10.48550/arXiv.hep-th/9901001', 'hep-th/9901001'],
    ['0704.0001v2', '0704.0001'],
    ['1412.9999', '1412.9999'],
    ['1501.00001', '1501.00001'],
  ])('%j from before 2015', (text, id) => {
    expect(parseArxivId(text)).toBe(id);
    expect(findArxivIds(`see ${text}.`)).toEqual([id]);
  });
});

describe('what only looks like an id is none', () => {
  test.each([
    ['month 13', '2413.10594'],
    ['month 0', '2400.10594'],
    ['a digit before', '12409.10594'],
    ['a digit after', '2409.105941'],
    ['four digits since 2015', '2409.1059'],
    ['five digits before 2015', '1412.00001'],
    ['before the scheme began', '0703.0001'],
    ['a version number', '1.2409.10594'],
    ['a longer version number', '2409.10594.2'],
    ['a number', '3.14159'],
    ['a word before a slash', 'and/1234567'],
    ['month 13 of an old id', 'hep-th/9913001'],
    ['too short an old id', 'hep-th/99010'],
    ['a date', '2024-06'],
    ['a DOI of another publisher', 'https://doi.org/10.1145/1201.12345'],
  ])('%s: %s', (_reason, text) => {
    expect(findArxivIds(`the value ${text} is`)).toEqual([]);
    expect(parseArxivId(text)).toBeUndefined();
  });
});

test('several ids come in the order they are named, each once', () => {
  const text = 'Compare 2402.17762v1 with https://arxiv.org/pdf/2409.10594 and arXiv:2402.17762.';

  expect(findArxivIds(text)).toEqual(['2402.17762', '2409.10594']);
});

test('a sentence that names a paper is not itself an id', () => {
  expect(parseArxivId('the paper 2409.10594')).toBeUndefined();
});

test.each([
  ['2409.10594', '2024-09'],
  ['0704.0001', '2007-04'],
  ['hep-th/9901001', '1999-01'],
  ['hep-th/9108001', '1991-08'],
  ['cs/0001001', '2000-01'],
  ['title-0123456789ab', undefined],
])('the month of %s is %s', (id, month) => {
  expect(monthOfArxivId(id)).toBe(month);
});
