import { describe, expect, test } from 'vitest';
import {
  clausesOf,
  createDatabaseCollection,
  createDatabaseFollower,
  createSearchEntries,
} from '../../src/library/database-library.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { Answer } from '../../src/search/answer.ts';
import { createAsk } from '../../src/search/ask.ts';
import type { Statistics } from '../../src/search/collection.ts';
import { quantise } from '../../src/search/meaning/packed-vectors.ts';
import { parseQuestion } from '../../src/search/question.ts';
import { createCatchUp } from '../../src/sources/catch-up.ts';
import type { Store, StorePlace } from '../../src/store/open-store.ts';
import { createPaperSearch, type PaperSearch } from '../../src/store/paper-search.ts';
import { type Changed, createPapers } from '../../src/store/papers.ts';
import { aPaper, shippedPaperboy, testNow, titlesOf } from '../support/builders.ts';
import { useStores } from '../support/engines.ts';
import { seeded } from '../support/seeded.ts';

const { library, meaning, ask: inMemory } = await shippedPaperboy();
const papers = [...library.papers()];

function searchIn(store: Store, version = '1') {
  return createPaperSearch({ store, version, entryOf: createSearchEntries() });
}

/** All of these papers as of one change. */
const changedTo = (change: number, ...changed: Paper[]): Changed[] => changed.map((paper) => ({ paper, change }));

/** A process that follows the papers of a store. */
function processOn(store: Store, version = '1') {
  const search = searchIn(store, version);
  const collection = createDatabaseCollection({ search });
  const follower = createDatabaseFollower({ search, library: collection });
  return { search, collection, follower, catchUp: createCatchUp({ papers: createPapers(store), follower }) };
}

async function askIn(store: Store) {
  const vectors = {
    keyOf: ({ id }: Paper) => library.vectorKeyOf(id) ?? '',
    async wholes(keys: readonly string[]) {
      const meanings = (await meaning?.ofKeys(keys)) ?? new Map();
      return new Map(Array.from(meanings, ([key, { whole }]) => [key, quantise(whole)] as const));
    },
  };
  const collection = createDatabaseCollection({ search: searchIn(store), vectors });
  await collection.refresh();
  return createAsk({ library: collection, meaning, now: () => testNow });
}

const firstOf = (answer: Answer): string =>
  answer.kind === 'matches' ? (answer.matches[0]?.paper.id ?? '') : answer.kind;

describe('a library in PostgreSQL', () => {
  const stores = useStores('postgres');
  let filled: StorePlace | undefined;

  /** The shipped library, put in once. */
  async function shippedInDatabase(): Promise<Store> {
    const isFirst = filled === undefined;
    filled ??= await stores.emptyPlace();
    const store = await stores.open(filled);
    if (isFirst) await searchIn(store).put(changedTo(119, ...papers), 0);
    return store;
  }

  test.each([
    'massive activations',
    'PTQ', // an acronym
    'post training quantization', // and one spelled out
    'quantizaton of weigths', // misspelt
    'how do I stop a few outliers from ruining 4 bit quantization',
    '"state space" has:code',
    'pruning -survey -"language models" since:2024 before:2025-06',
    '2409.10594',
    'sourdough bread', // nothing on that
    'hi', // too vague
  ])('answers %j as the same library in memory does', async (question) => {
    const { ask } = await askIn(await shippedInDatabase());

    expect(firstOf(await ask(question))).toBe(firstOf(await inMemory.ask(question)));
  });

  test('lists the newest papers, and how many meet the conditions', async () => {
    const { ask, newest } = await askIn(await shippedInDatabase());

    expect(await newest({ limit: 20 })).toEqual(await inMemory.newest({ limit: 20 }));
    expect(await ask('since:2025 has:code')).toEqual(await inMemory.ask('since:2025 has:code'));
  });

  test('finds similar papers, and condenses a thread', async () => {
    const { similar, condense } = await askIn(await shippedInDatabase());
    const thread = 'did anybody see the run?\nthe quantization of activations broke it, outliers again';

    expect((await similar('2402.17762'))?.matches[0]?.paper.id).toBe(
      (await inMemory.similar('2402.17762'))?.matches[0]?.paper.id,
    );
    expect(await condense(thread)).toBe(await inMemory.condense(thread));
  });

  test('counts as the library in memory does', async () => {
    const search = searchIn(await shippedInDatabase());
    const terms = ['quantiz', 'pruning', 'variance', 'nothing'];

    const counts = await search.papersWith(terms);

    expect(terms.map((term) => counts.get(term) ?? 0)).toEqual(terms.map((term) => library.papersWith(term)));
    expect((await search.totals())?.papers).toBe(library.size);
  });

  test('finds the papers of a few months by common words, as the library in memory does', async () => {
    const { matching } = await askIn(await shippedInDatabase());
    const ids = (found: Awaited<ReturnType<typeof matching>>) => found.map(({ paper }) => paper.id).slice(0, 5);

    const found = ids(await matching('neural network training', { since: '2025-01-01' }));

    expect(found.length).toBeGreaterThan(2);
    expect(found).toEqual(ids(await inMemory.matching('neural network training', { since: '2025-01-01' })));
  });
});

describe('conditions that only the text of a paper tells', () => {
  const stores = useStores('postgres');

  async function among(papers: Paper[]) {
    const store = await stores.open();
    await searchIn(store).put(changedTo(1, ...papers), 0);
    return (await askIn(store)).ask;
  }

  test('the first page is not lost to papers whose authors share the names, nor counts them', async () => {
    const shared = Array.from({ length: 30 }, (_, index) =>
      aPaper({ title: `Newer ${index}`, authors: ['Ann Cee', 'Dan Bee'], published: '2025' }),
    );
    const ask = await among([...shared, aPaper({ title: 'Older', authors: ['Ann Bee'], published: '2024' })]);

    const answer = await ask('author:"Ann Bee"');

    expect([titlesOf(answer), answer.kind === 'matches' && answer.total]).toEqual([['Older'], 1]);
  });

  test('a phrase is found behind many papers that hold its words apart', async () => {
    const apart = Array.from({ length: 150 }, (_, index) =>
      aPaper({ id: `a${index}`, title: 'Space', abstract: 'In any state.' }),
    );
    const others = Array.from({ length: 300 }, (_, index) => aPaper({ id: `b${index}`, title: 'Pruning' }));
    const ask = await among([...apart, ...others, aPaper({ id: 'z', title: 'State Space', abstract: '' })]);

    expect(titlesOf(await ask('"state space"'))).toEqual(['State Space']);
  });
});

describe('papers come and change', () => {
  const stores = useStores('postgres');

  test('a newer version replaces the former, and the former’s words are forgotten', async () => {
    const store = await stores.open();
    const search = searchIn(store);
    const former = aPaper({ id: 'a', title: 'Pruning Heads', abstract: 'We use group relative pruning (GRP).' });
    await search.put(changedTo(1, former), 0);

    await search.put(changedTo(2, aPaper({ id: 'a', title: 'Growing Heads', abstract: '' })), 1);

    expect(await search.papersWith(['pruning', 'growing'])).toEqual(new Map([['growing', 1]]));
    expect(await search.acronyms(['grp'], [])).toEqual([]);
    expect(await search.totals()).toEqual({ papers: 1, tokens: 2 });
    expect(await search.change()).toBe(2);
  });

  test('an index of another version is made anew', async () => {
    const store = await stores.open();
    await searchIn(store, '1').put(changedTo(5, aPaper({ id: 'old', title: 'Pruning' })), 0);
    const newer = searchIn(store, '2');

    expect(await newer.change()).toBe(0); // so all papers are put in again
    await newer.put(changedTo(1, aPaper({ id: 'new', title: 'Growing' })), 0);

    expect(await newer.get('old')).toBeUndefined();
    expect(await newer.papersWith(['pruning', 'growing'])).toEqual(new Map([['growing', 1]]));
  });

  test('hostile text is held and asked about as any other', async () => {
    const store = await stores.open();
    const title = `O'Brien\\'s "K" & | ! :* <-> %_ \u0000 \uD83D don't C++ C#`;
    await searchIn(store).put(
      changedTo(1, aPaper({ id: 'a', title, abstract: "It isn't pruning; drop table papers." })),
      0,
    );
    const { ask } = await askIn(store);

    for (const question of [
      "o'brien",
      "isn't",
      'c++',
      'c#',
      title,
      `"${title.replaceAll('"', '')}"`,
      "'; drop table paper_search; --",
    ])
      await ask(question);
    expect(firstOf(await ask("o'brien pruning"))).toBe('a');
  });

  test('a paper with absurd facts is held as any other, so that it does not keep out those after it', async () => {
    const store = await stores.open();
    const search = searchIn(store);
    const random = seeded(4);
    const author = Array.from({ length: 5_000 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
    const abstract = Array.from({ length: 200_000 }, (_, index) => `word${index}`).join(' ');

    await search.put(
      changedTo(1, aPaper({ id: 'a', authors: [author, 'Ann Bee'], upvotes: 5_000_000_000, abstract })),
      0,
    );
    const { ask } = await askIn(store);

    expect(firstOf(await ask('author:bee'))).toBe('a');
    expect(firstOf(await ask('sort:upvotes'))).toBe('a');
  });

  test('processes that index the same papers at once count nothing twice, and all know how many there are', async () => {
    const place = await stores.emptyPlace();
    const [one, two] = [await stores.open(place), await stores.open(place)];
    const titles = Array.from({ length: 120 }, (_, index) => `Pruning ${index}`);
    await createPapers(one).learn(
      'a source',
      titles.map((title) => aPaper({ title })),
      testNow,
    );
    const both = [processOn(one), processOn(two)];

    await Promise.all(both.map(({ catchUp }) => catchUp()));

    expect(await searchIn(one).papersWith(['pruning'])).toEqual(new Map([['pruning', 120]]));
    expect(both.map(({ collection }) => collection.size)).toEqual([120, 120]);
  });

  test('a process that another has left nothing to index knows all the same how many papers there are', async () => {
    const store = await stores.open();
    const [idle, busy] = [processOn(store), processOn(store)];
    await createPapers(store).learn('a source', [aPaper({ title: 'Pruning' })], testNow);
    await busy.catchUp();

    await idle.catchUp();

    expect(idle.collection.size).toBe(1);
  });

  test('a process that is late puts no former version in the place of a newer one', async () => {
    const search = searchIn(await stores.open());
    const former = changedTo(1, aPaper({ id: 'a', title: 'Former' }));
    await search.put(former, 0);
    await search.put(changedTo(3, aPaper({ id: 'a', title: 'Newer' })), 1);

    await search.put(former, 0);

    expect((await search.get('a'))?.title).toBe('Newer');
    expect(await search.change()).toBe(3);
  });

  test('what follows papers that the index lost in between waits until these are in again', async () => {
    const store = await stores.open();
    const late = searchIn(store, '2');
    await searchIn(store, '1').put(changedTo(8, aPaper({ id: 'a' })), 0);
    await searchIn(store, '2').put(changedTo(1, aPaper({ id: 'b' })), 0);

    await late.put(changedTo(9, aPaper({ id: 'c' })), 8);

    expect(await late.change()).toBe(1);
    expect(await late.get('c')).toBeUndefined();
  });

  test('two versions at once do not make the index anew in turns', async () => {
    const store = await stores.open();
    const [older, newer] = [processOn(store, '1'), processOn(store, '2')];
    await createPapers(store).learn('a source', [aPaper({ title: 'Pruning' })], testNow);
    await older.catchUp();
    await newer.catchUp();

    await expect(older.catchUp()).rejects.toThrow('Another version of Paperboy has made the index');
    expect(older.collection.size).toBe(1); // it answers from what the newer one made
    expect(await newer.search.change()).toBe(1);
  });
});

test('a pasted log full of unknown words does not ask the database for the spelling of each', async () => {
  const asked: string[] = [];
  const search: PaperSearch = {
    ...{ totals: async () => ({ papers: 1, tokens: 1 }), get: async () => undefined, change: async () => 0 },
    ...{ papersWith: async () => new Map(), acronyms: async () => [], candidates: async () => [] },
    ...{ list: async () => ({ papers: [], total: 0 }), put: async () => undefined, areFew: async () => false },
    async termsLike(start) {
      asked.push(start);
      return new Map();
    },
  };
  const { condense } = createAsk({
    library: createDatabaseCollection({ search }),
    now: () => testNow,
  });

  await condense(Array.from({ length: 300 }, (_, index) => `unheard${index}`).join(' '));

  expect(asked.length).toBeLessThanOrEqual(10); // each reads thousands of terms
});

describe('which papers the database is asked for', () => {
  const among = (counts: Readonly<Record<string, number>>): Statistics => ({
    size: 1_000_000,
    meanLength: 100,
    papersWith: (term) => counts[term] ?? 0,
    closestWord: () => undefined,
    acronyms: library.acronyms,
  });
  const terms = (...words: string[]) => words.map((term) => ({ term, weight: 1, isMisspelt: false }));

  test('those with any rare word, and those with common words together', () => {
    const counts = { lora: 900, rank: 30_000, model: 400_000, languag: 300_000 };

    expect(clausesOf(terms('model', 'lora', 'languag', 'rank', 'unheard'), among(counts))).toEqual([
      ['lora'],
      // 300,000 × 3 % is still many, and so is 400,000 × 30 % × 3 %: words that nearly all papers hold bring nothing in.
    ]);
  });

  test('those with all the words, where every word is common', () => {
    expect(clausesOf(terms('model', 'languag'), among({ model: 400_000, languag: 300_000 }))).toEqual([
      ['languag', 'model'],
    ]);
  });

  test('of the few that came out lately those with any of the words', async () => {
    const counts = new Map([
      ['languag', 300_000],
      ['model', 400_000],
    ]);
    const asked: unknown[] = [];
    const search: PaperSearch = {
      ...{ totals: async () => ({ papers: 1_000_000, tokens: 9 }), get: async () => undefined, change: async () => 0 },
      ...{ papersWith: async () => counts, acronyms: async () => [], termsLike: async () => new Map() },
      ...{ list: async () => ({ papers: [], total: 0 }), put: async () => undefined },
      areFew: async ({ sinceDay }) => sinceDay > 0,
      async candidates(clauses) {
        asked.push(clauses);
        return [];
      },
    };
    const collection = createDatabaseCollection({ search });
    await collection.refresh();
    const { matching } = createAsk({ library: collection, now: () => testNow });

    const question = { ...parseQuestion('language models', testNow), since: '2025-01-31' };
    await collection.holding(question);
    await matching('language models', { since: '2025-01-31' });

    expect(asked[0]).toEqual([['languag'], ['model']]);
    // How good a new paper must be is told by all papers, of which there are many.
    expect(asked[1]).toEqual([['languag', 'model']]);
  });

  test('none where no word is known', () => {
    expect(clausesOf(terms('unheard'), among({}))).toEqual([]);
  });
});
