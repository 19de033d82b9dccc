import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeLinksIn, paperLinks } from '../../src/papers/links.ts';
import { aPaper, shippedPaperboy } from '../support/builders.ts';

const verifiedRows = readFileSync(new URL('../../data/digest/arxiv-ids.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split('\t'));

const { library } = await shippedPaperboy();

describe('code links of the shipped papers', () => {
  const withLinks = verifiedRows.filter(([, , , , urls]) => urls);

  test('are verified for 22 papers', () => {
    expect(withLinks).toHaveLength(22);
  });

  test.each(withLinks)('of paper %s, %s', (_row, _title, id, _year, urls) => {
    expect(codeLinksIn(library.get(id ?? '')?.abstract ?? '')).toEqual(urls?.split(' '));
  });

  test('are found where the abstract leaves "https" out, and nowhere else', () => {
    const verified = new Set(withLinks.map(([, , id]) => id));
    const others = [...library.papers()].filter(({ id }) => !verified.has(id));

    const found = others.flatMap(({ abstract }) => codeLinksIn(abstract));

    expect(found).toEqual(['https://github.com/bioinf-jku/SNNs']); // 1706.02515: "available at: github.com/bioinf-jku/SNNs."
  });
});

test.each([
  ['Code: https://github.com/thu-ml/VCAS.', ['https://github.com/thu-ml/VCAS']],
  ['(see http://github.com/a/b),', ['https://github.com/a/b']],
  ['code at www.github.com/a/b!', ['https://github.com/a/b']],
  ['\\url{https://github.com/a/b}', ['https://github.com/a/b']],
  ['\\href{https://github.com/a/b}{code}', ['https://github.com/a/b']],
  ['https://github.com/a/my\\_repo', ['https://github.com/a/my_repo']],
  ['a/b{https://github.com/a/b}', ['https://github.com/a/b']],
  ['“https://github.com/a/b”', ['https://github.com/a/b']],
  ['https://github.com/a/b。', ['https://github.com/a/b']],
  ['https://github.com/a/b and https://github.com/a/b.', ['https://github.com/a/b']],
  ['https://gitlab.com/a/b https://codeberg.org/a/c', ['https://gitlab.com/a/b', 'https://codeberg.org/a/c']],
  ['Project page: https://my-lab.github.io.', ['https://my-lab.github.io']],
  ['weights on https://huggingface.co/org/model', ['https://huggingface.co/org/model']],
  ['https://anonymous.4open.science/r/x-12', ['https://anonymous.4open.science/r/x-12']],
  // the next sentence is no part of it
  ['Code: https://github.com/a/b.Our method wins.', ['https://github.com/a/b']],
  [
    'at https://github.com/a/b,which is new; https://github.com/a/c;and',
    ['https://github.com/a/b', 'https://github.com/a/c'],
  ],
  ['https://github.com/a/bhttps://github.com/a/c', ['https://github.com/a/b']],
  ['(https://github.com/a/b)and [https://github.com/a/c].', ['https://github.com/a/b', 'https://github.com/a/c']],
  ['https://github.com/a/b&gt;', ['https://github.com/a/b']],
  ['https://github.com/a/b。这是', ['https://github.com/a/b']],
  [
    'https://github.com/dotnet/ML.NET and https://github.com/a/Flux.jl',
    ['https://github.com/dotnet/ML.NET', 'https://github.com/a/Flux.jl'],
  ],
  // one repository
  ['https://github.com/a/b.git, https://github.com/a/b and http://www.github.com/A/b/', ['https://github.com/a/b']],
  ['git clone https://github.com/a/b.git.', ['https://github.com/a/b']],
  ['https://huggingface.co/papers/2409.10594', []],
  ['https://arxiv.org/abs/2409.10594', []],
  ['mygithub.com/a/b', []],
  ['we use github.com for hosting', []],
])('code links in %j', (text, links) => {
  expect(codeLinksIn(text)).toEqual(links);
});

test('a paper on arXiv leads to arXiv and Hugging Face', () => {
  expect(paperLinks(aPaper({ id: 'hep-th/9901001' }))).toEqual({
    page: 'https://arxiv.org/abs/hep-th/9901001',
    pdf: 'https://arxiv.org/pdf/hep-th/9901001',
    huggingFace: 'https://huggingface.co/papers/hep-th/9901001',
    code: [],
  });
});

test('the repository that the source names comes before those of the abstract, and each once', () => {
  const paper = aPaper({ codeUrl: 'http://github.com/a/main', abstract: 'See github.com/a/extra, github.com/a/main.' });

  expect(paperLinks(paper).code).toEqual(['https://github.com/a/main', 'https://github.com/a/extra']);
});

test('a repository that the source names as git clones it is the one of the abstract', () => {
  const paper = aPaper({ codeUrl: 'https://github.com/a/main.git', abstract: 'See https://github.com/A/Main.' });

  expect(paperLinks(paper).code).toEqual(['https://github.com/a/main']);
});

test.each([
  ['https://a.org/p.png', 'https://a.org/p.png'],
  ['http://a.org/p.png', undefined],
  ['data:image/png;base64,AAAA', undefined],
])('the picture %s of a paper is shown as %s', (thumbnailUrl, picture) => {
  expect(paperLinks(aPaper({ thumbnailUrl })).picture).toBe(picture);
});

test('a paper elsewhere leads to its own page, over https', () => {
  expect(paperLinks(aPaper({ url: 'http://example.org/p' })).page).toBe('https://example.org/p');
});

test.each([undefined, 'javascript:alert(1)', 'file:///etc/passwd', 'not a link'])(
  'a paper whose page is %j leads to a search for its title',
  (url) => {
    const paper = aPaper({ title: 'Why & how? \uD83D', url });

    expect(paperLinks(paper).page).toBe('https://huggingface.co/papers?q=Why%20%26%20how%3F%20%EF%BF%BD');
  },
);
