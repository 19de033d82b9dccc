import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readItem, readItems } from '../../../src/sources/hugging-face/item.ts';
import { listItem, paperObject } from './daily-papers.ts';

const day = '2026-03-06';
const id = '2602.23229';

function read(overrides: Readonly<Record<string, unknown>>) {
  return readItem(listItem({ id, ...overrides }), 0, day);
}

test('everything that the list knows of a paper is kept', () => {
  expect(read({})).toEqual({
    id,
    title: 'Sparse Attention for Long Contexts',
    abstract: 'Long contexts are slow. We introduce sparse attention, which skips most of them.',
    authors: ['Ann Bee', 'Cee Dee'],
    organisation: 'Example Lab',
    published: '2026-02-26',
    submitted: day,
    upvotes: 10,
    aiSummary: 'Sparse attention makes long contexts faster.',
    keywords: ['sparse attention', 'long contexts'],
    codeUrl: 'https://github.com/example/sparse',
    codeStars: 9,
    projectUrl: 'https://sparse.example/',
    thumbnailUrl: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2602.23229.png',
  });
});

test.each([
  'http://cdn-thumbnails.huggingface.co/a.png',
  'https://huggingface.co.evil.example/a.png',
  'https://evilhuggingface.co/a.png',
  'https://me@cdn-thumbnails.huggingface.co/a.png',
  'https://cdn-thumbnails.huggingface.co:8443/a.png',
  'javascript:alert(1)',
  '/a.png',
  `https://cdn-thumbnails.huggingface.co/${'a'.repeat(2_000)}.png`,
])('a picture elsewhere than with Hugging Face by https is left out: %s', (thumbnail) => {
  expect(readItem({ ...listItem({ id }), thumbnail }, 0, day)).not.toHaveProperty('thumbnailUrl');
});

test('a fresh entry without summary, keywords, code and organisation has none, rather than empty ones', () => {
  const { authors, title, summary, publishedAt, upvotes } = paperObject({ id });

  expect(readItem({ paper: { id, authors, title, summary, publishedAt, upvotes } }, 0, day)).toEqual({
    ...{ id, title, authors: ['Ann Bee', 'Cee Dee'], published: '2026-02-26', submitted: day, upvotes: 10 },
    abstract: 'Long contexts are slow. We introduce sparse attention, which skips most of them.',
  });
});

describe('traps of the API', () => {
  test('the date round the paper is shifted by hours: the paper’s own is read', () => {
    const item = {
      ...listItem({ id, publishedAt: '2026-07-23T00:00:00.000Z' }),
      publishedAt: '2026-07-22T20:00:00.000Z',
    };

    expect(readItem(item, 0, day)).toMatchObject({ published: '2026-07-23' });
  });

  test('the day of the list is the one that was asked for; else the first ten characters, in no time zone', () => {
    const midnight = listItem({ id, submittedOnDailyAt: '2026-07-24T00:00:00.000Z' });

    expect(readItem(midnight, 0, '2026-07-25')).toMatchObject({ submitted: '2026-07-25' });
    expect(readItem(midnight, 0)).toMatchObject({ submitted: '2026-07-24' });
  });

  test('wrapped titles and abstracts are one line', () => {
    expect(read({ title: 'Why\n  Language Models', summary: 'Like students,\nthey guess.' })).toMatchObject({
      title: 'Why Language Models',
      abstract: 'Like students, they guess.',
    });
  });

  test('hidden authors stay hidden', () => {
    const authors = [{ name: 'Ann Bee' }, { name: 'Hidden', hidden: true }, { name: ' Cee  Dee ', hidden: null }];

    expect(read({ authors })).toMatchObject({ authors: ['Ann Bee', 'Cee Dee'] });
  });

  test.each<[unknown, string]>([
    ['2503.0213', 'lost its trailing zero'],
    [2503.0213, 'is a number'],
    ['not-an-id', 'is none'],
    ['2513.00001', 'names a thirteenth month'],
  ])('an id that %s %s is never guessed', (wrong) => {
    expect(read({ id: wrong })).toHaveProperty('reason');
  });

  test('the flat items of the search are read as the wrapped ones are', () => {
    const flat = paperObject({ id });

    expect(readItem(flat, 0, day)).toEqual(readItem({ paper: flat }, 0, day));
    expect(readItem({ id, title: 'Sparse', thumbnailUrl: '/t.png', source: 'arxiv' }, 0)).toEqual({
      ...{ id, title: 'Sparse', abstract: '' },
    });
  });

  test.each([
    ['https://github.com/example/sparse', 'https://github.com/example/sparse'],
    ['example/sparse', 'https://github.com/example/sparse'],
    ['see the paper', undefined],
  ])('the repository "%s" is %s', (githubRepo, url) => {
    const paper = read({ githubRepo });

    expect(paper).toMatchObject(url === undefined ? {} : { codeUrl: url, codeStars: 9 });
    if (url === undefined) expect(paper).not.toHaveProperty('codeStars');
  });

  test('a paper that was withdrawn is marked', () => {
    expect(read({ withdrawnAt: '2026-03-01T00:00:00.000Z' })).toMatchObject({ isWithdrawn: true });
    expect(read({ withdrawnAt: null })).not.toHaveProperty('isWithdrawn');
  });
});

test('one bad item is told and takes no other with it', () => {
  const items = [listItem({ id }), listItem({ id: '2602.00001', title: '' }), null, [], listItem({ id: '2602.00002' })];

  const { papers, skipped } = readItems(items, day);

  expect(papers.map((paper) => paper.id)).toEqual([id, '2602.00002']);
  expect(skipped).toEqual([
    { item: '2602.00001', reason: 'is no paper: its title is empty' },
    { item: 'item 3', reason: 'is no paper: it has no fields' },
    { item: 'item 4', reason: 'is no paper: it has no fields' },
  ]);
});

/** Ways into a JSON value, to its objects and their fields. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))];
}

function changedAt(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((inner, index) => (String(index) === key ? changedAt(inner, rest, replacement) : inner));
  if (typeof value !== 'object' || value === null) return replacement;
  const fields = Object.entries(value).map(([name, inner]) => [
    name,
    name === key ? changedAt(inner, rest, replacement) : inner,
  ]);
  return Object.fromEntries(fields.filter(([, inner]) => inner !== undefined));
}

const replacements = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.jsonValue(),
  fc.constantFrom('', ' ', -1, 1e21, 0.5, true, [], {}, [null], [{}], { name: 1 }, '\u0000', '\uD800', '2026-13-45'),
);

test('whatever else the answer turns into, it never breaks, and a paper with id and title is never lost', () => {
  const valid = [listItem({ id }), listItem({ id: '2602.00001' }), listItem({ id: '2602.00002' })];
  const paths = pathsIn(valid).filter((path) => path.length > 0);
  const mutations = fc.array(fc.tuple(fc.constantFrom(...paths), replacements), { minLength: 1, maxLength: 6 });

  fc.assert(
    fc.property(mutations, (changes) => {
      const mutated = changes.reduce<unknown>(
        (value, [path, replacement]) => changedAt(value, path, replacement),
        valid,
      );
      const items = Array.isArray(mutated) ? mutated : [];

      const { papers, skipped } = readItems(items, day);

      expect(papers.length + skipped.length).toBe(items.length);
      const isUntouched = (index: number): boolean =>
        !changes.some(
          ([[first, second, third]]) =>
            first === String(index) &&
            (second === undefined ||
              (second === 'paper' && (third === undefined || third === 'id' || third === 'title'))),
        );
      const kept = new Set(papers.map((paper) => paper.id));
      for (const [index, whole] of [id, '2602.00001', '2602.00002'].entries())
        if (isUntouched(index)) expect(kept).toContain(whole);
    }),
    { numRuns: 500 },
  );
});
