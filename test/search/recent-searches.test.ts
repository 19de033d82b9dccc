import { expect, test } from 'vitest';
import type { Search } from '../../src/search/collection.ts';
import { noConditions } from '../../src/search/filters.ts';
import { createLibrary, type Library } from '../../src/search/library.ts';
import { dims } from '../../src/search/meaning/encoder.ts';
import { aPaper } from '../support/builders.ts';

const direction = new Float32Array(dims).fill(Math.sqrt(1 / dims));
const asked: Search = {
  terms: [{ term: 'kernel', weight: 1, isMisspelt: false }],
  ...{ lexicalWeight: 1, meaningWeight: 1, direction, conditions: noConditions, limit: 10 },
};

function libraryOf(...ids: string[]): Library {
  const library = createLibrary();
  library.add(ids.map((id) => aPaper({ id, title: `Kernel ${id}`, abstract: '' })));
  return library;
}

test('what is asked again is what was found before', async () => {
  const library = libraryOf('a', 'b');

  expect(await library.search(asked)).toBe(await library.search(asked));
});

test.each<[string, Partial<Search>]>([
  ['other papers left out', { except: ['a'] }],
  ['other conditions', { conditions: { ...noConditions, excluded: ['a'] } }],
  ['another meaning', { direction: direction.map((value) => -value) }],
  ['no meaning', { direction: undefined }],
  ['more papers', { limit: 11 }],
])('the same words with %s are another search', async (_, other) => {
  const library = libraryOf('a', 'b');

  expect(await library.search({ ...asked, ...other })).not.toBe(await library.search(asked));
});

test.each<[string, (library: Library) => void, string[]]>([
  ['added', (library) => library.add([aPaper({ id: 'c', title: 'Kernel c', abstract: '' })]), ['a', 'b', 'c']],
  ['replaced', (library) => library.add([aPaper({ id: 'b', title: 'Heads', abstract: '' })]), ['a']],
  ['removed', (library) => library.remove('b'), ['a']],
  ['given its vector', (library) => library.setVector('b', 'key', new Int8Array(dims).fill(1)), ['a', 'b']],
])('it is searched anew when a paper was %s', async (_, change, expected) => {
  const library = libraryOf('a', 'b');
  const before = await library.search(asked);

  change(library);

  const { hits } = await library.search(asked);
  expect(hits).not.toBe(before.hits);
  expect(hits.map(({ paper }) => paper.id).toSorted()).toEqual(expected);
});
