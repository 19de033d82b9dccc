import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../src/papers/paper.ts';
import { readPapers } from '../../../src/sources/digest-file/read-papers.ts';
import { folderWith } from '../../cli/terminal.ts';
import { anAbstract } from './digest.ts';

/** Reads a file; what is named without its abstract as "line: id or title", other reports as "line: reason". */
function read(...lines: readonly string[]): { papers: readonly Paper[]; named: string[]; reports: string[] } {
  const file = join(folderWith({ list: `${lines.join('\n')}\n` }), 'list');
  const { papers, problems } = readPapers(file);
  return {
    papers,
    named: problems.flatMap(({ line, named }) => (named === undefined ? [] : [`${line}: ${named.id ?? named.title}`])),
    reports: problems.flatMap(({ line, named, reason }) => (named === undefined ? [`${line}: ${reason}`] : [])),
  };
}

const lora = { id: '2106.09685', title: 'LoRA: Low-Rank Adaptation', abstract: 'We adapt little.' };
const loraLink = 'https://arxiv.org/abs/2106.09685v2';

const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
const examples = [...readme.matchAll(/^```(markdown|text|bibtex|ris|csv|jsonl)\n([\s\S]*?)^```/gm)];

test.each(examples.map(([, form = '', example = '']) => [form, example]))(
  'the README’s example of %s names its papers, and nothing is reported',
  (_form, example) => {
    const { named, reports } = read(example.trimEnd());

    expect(named.join()).toContain('2106.09685');
    expect(reports).toEqual([]);
  },
);

test('the README has an example of each form', () => {
  expect(examples.map(([, form]) => form)).toEqual(['markdown', 'text', 'bibtex', 'ris', 'csv', 'jsonl']);
});

describe('Markdown', () => {
  test('bullets, numbers, tables and headings name papers; contents, code and prose do not', () => {
    const { papers, named, reports } = read(
      '# Reading list',
      'Kept by us, see https://example.org/group for more.',
      '- [Fine-tuning](#fine-tuning)',
      '',
      '## Fine-tuning',
      `- [LoRA](${loraLink}), [code](https://github.com/microsoft/LoRA)`,
      '- **QLoRA** [[paper]](https://arxiv.org/pdf/2305.14314)',
      '  - see also [its code](https://github.com/artidoro/qlora)',
      '- DoRA',
      '  - https://huggingface.co/papers/2402.09353',
      '  - read this first',
      '1. AWQ (arXiv:2306.00978) and GPTQ, 2210.17323',
      '',
      '| Paper | Link |',
      '|---|---|',
      '| FlashAttention | [arXiv][flash] |',
      '',
      '[flash]: https://arxiv.org/abs/2205.14135',
    );

    expect(papers).toEqual([]);
    expect(named).toEqual([
      '6: 2106.09685',
      '7: 2305.14314',
      '10: 2402.09353',
      '12: 2306.00978',
      '12: 2210.17323',
      '16: 2205.14135',
    ]);
    expect(reports).toEqual([]);
  });

  test('a heading with a link and a long paragraph is a whole paper; the links in its abstract are no papers', () => {
    const abstract = `${anAbstract('adapters')} Code: https://github.com/a/b, after arXiv:1706.03762.`;

    expect(read(`## [${lora.title}](${loraLink})`, '', abstract)).toEqual({
      papers: [{ ...lora, abstract }],
      named: [],
      reports: [],
    });
  });

  test('a long introduction never becomes the abstract of the only link of a group', () => {
    const { papers, named } = read('## Adapters', '', anAbstract('adapters'), '', `- ${loraLink}`);

    expect({ papers, named }).toEqual({ papers: [], named: ['5: 2106.09685'] });
  });

  test('a title without a link is told as one, a link elsewhere without a title too', () => {
    const { papers, named, reports } = read('- Attention Is All You Need', '- https://example.org/x', `- ${loraLink}`);

    expect({ papers, named }).toEqual({ papers: [], named: ['1: Attention Is All You Need', '3: 2106.09685'] });
    expect(reports).toEqual(['2: is a link to another place than arXiv, without a title; skipped.']);
  });
});

test('of one link a line, a line that is none and a repeated paper are told', () => {
  const { named, reports } = read(loraLink, 'oops', '1706.03762', 'arXiv:2106.09685');

  expect(named).toEqual(['1: 2106.09685', '3: 1706.03762']);
  expect(reports).toEqual(['4: is a paper that stands further up already; skipped.']);
});

test('a title above each link belongs to the link below it', () => {
  const { named, reports } = read('LoRA', loraLink, '', 'BERT', 'https://arxiv.org/abs/1810.04805');

  expect({ named, reports }).toEqual({ named: ['2: 2106.09685', '5: 1810.04805'], reports: [] });
});

describe('BibTeX', () => {
  test('an entry with an abstract is a paper, its names in the order that people have', () => {
    const { papers } = read(
      '@string{adapt = "Low-Rank Adaptation"}',
      '@article{hu, title = "LoRA: " # adapt, author = {Hu, Edward J. and M{\\"u}ller, Hans and {Meta AI}},',
      '  journal = {arXiv preprint arXiv:2106.09685}, year = 2021, abstract = {We adapt',
      '  little.}',
      '}',
    );

    expect(papers).toEqual([{ ...lora, authors: ['Edward J. Hu', 'Hans Müller', 'Meta AI'], published: '2021' }]);
  });

  test('a paper that is not on arXiv keeps its address; digits of its DOI are no arXiv id', () => {
    const { papers } = read('@article{a, title = {Cells}, abstract = {We look.}, doi = {10.1000/2106.09685}}');

    expect(papers).toEqual([
      expect.objectContaining({
        title: 'Cells',
        url: 'https://doi.org/10.1000/2106.09685',
        id: expect.stringMatching(/^title-/),
      }),
    ]);
  });

  test('a broken entry is told with its line and takes no other with it', () => {
    const { named, reports } = read(
      '@article{a, title = {A}, eprint = {2106.09685}}',
      '@article{b, title = {B',
      '@article{c, title = {C}, eprint = {1706.03762}}',
    );

    expect(named).toEqual(['1: 2106.09685', '3: 1706.03762']);
    expect(reports).toEqual(['2: begins an entry with a brace, quotation mark or comma missing or too many; skipped.']);
  });
});

describe('RIS', () => {
  test('a record is a paper; its abstract may take several lines', () => {
    const record = ['TY  - JOUR', `TI  - ${lora.title}`, 'AU  - Hu, Edward J.', 'AB  - We adapt', 'little.'];

    expect(read(...record, 'PY  - 2021/06/17', `UR  - ${loraLink}`, 'ER  - ').papers).toEqual([
      { ...lora, authors: ['Edward J. Hu'], published: '2021-06-17' },
    ]);
  });

  test('a record that is cut off is told and never joined to the next', () => {
    const { papers, named, reports } = read(
      'TY  - JOUR',
      'TI  - A',
      'TY  - JOUR',
      'DO  - 10.48550/arXiv.2106.09685',
      'ER  -',
    );

    expect({ papers, named }).toEqual({ papers: [], named: ['3: 2106.09685'] });
    expect(reports).toEqual(['1: begins a record that no ER line ends; skipped.']);
  });
});

describe('CSV', () => {
  const heading = '"Key","Publication Year","Author","Title","DOI","Url","Abstract Note","Date","Extra"';

  test('a row of Zotero’s is a paper, the exact date before the year', () => {
    const row = `"A","2021","Hu, Edward J.; Shen, Yelong","${lora.title}","","","We adapt\nlittle.","2021-06-17","arXiv:2106.09685 [cs]"`;

    expect(read(heading, row).papers).toEqual([
      { ...lora, authors: ['Edward J. Hu', 'Yelong Shen'], published: '2021-06-17' },
    ]);
  });

  test('semicolons between the cells are read as well', () => {
    expect(read('Title;Url;Abstract', `${lora.title};${loraLink};We adapt little.`).papers).toEqual([lora]);
  });

  test('rows that cannot be read are told with the line that they begin in', () => {
    const { named, reports } = read(
      'Title,Url,Abstract',
      'A,https://arxiv.org/abs/1706.03762,"one',
      'two"',
      'B,too few',
      'C,"qu"ote",x',
      `D,${loraLink},`,
      'E,"open,x',
    );

    expect(named).toEqual(['6: 2106.09685']);
    expect(reports).toEqual([
      '4: has more or fewer cells than the heading; skipped.',
      '5: has a quotation mark inside a cell that is not doubled; skipped.',
      '7: opens a quotation mark that nothing closes; skipped up to the end.',
    ]);
  });
});

test('an arXiv id alone is enough in JSON Lines', () => {
  expect(read('{"id":"2106.09685v1"}', '{"url":"https://arxiv.org/abs/1706.03762","title":"Attention"}')).toEqual({
    papers: [],
    named: ['1: 2106.09685', '2: 1706.03762'],
    reports: [],
  });
});

test('a digest stays one, though a title of it begins as a bullet does', () => {
  const { papers } = read('- Pruning', anAbstract('pruning'), 'Kernels', anAbstract('kernels'));

  expect(papers.map(({ title }) => title)).toEqual(['- Pruning', 'Kernels']);
});
