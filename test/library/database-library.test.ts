import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  clausesOf,
  createDatabaseFollower,
  createDatabaseLibrary,
  createSearchEntries,
} from '../../src/library/database-library.ts';
import { encodedInDatabase } from '../../src/library/encode-in-database.ts';
import { createStoredVectors } from '../../src/library/stored-vectors.ts';
import type { Paper } from '../../src/papers/paper.ts';
import type { Answer } from '../../src/search/answer.ts';
import { createAsk } from '../../src/search/ask.ts';
import type { Statistics } from '../../src/search/collection.ts';
import { noConditions } from '../../src/search/filters.ts';
import { dims } from '../../src/search/meaning/encoder.ts';
import { quantise } from '../../src/search/meaning/packed-vectors.ts';
import { createCatchUp } from '../../src/sources/catch-up.ts';
import { openNearestPapers } from '../../src/store/nearest-papers.ts';
import type { Store } from '../../src/store/open-store.ts';
import { packWords } from '../../src/store/packed-words.ts';
import { createPaperSearch, type PaperSearch } from '../../src/store/paper-search.ts';
import { createPaperSearchWriter } from '../../src/store/paper-search-writer.ts';
import { type Changed, createPapers } from '../../src/store/papers.ts';
import { aPaper, shippedPaperboy, testNow, titlesOf } from '../support/builders.ts';
import { useStores } from '../support/engines.ts';
import { aStoreWithPgvector } from '../support/pglite.ts';
import { seeded } from '../support/seeded.ts';

const { library: memory, meaning, ask: inMemory } = await shippedPaperboy();
const shipped = [...memory.papers()];

const keyOf = ({ id }: Paper): string => memory.vectorKeyOf(id) ?? `unknown ${id}`;
const entryOf = createSearchEntries(keyOf);

/** Of those that ship with the bot. */
async function shippedWholes(papers: readonly Paper[]): Promise<Map<string, Int8Array>> {
  const meanings = (await meaning?.ofKeys(papers.map(keyOf))) ?? new Map();
  return new Map(Array.from(meanings, ([key, { whole }]) => [key, quantise(whole)] as const));
}

const vectorsIn = (store: Store) => createStoredVectors(store, () => testNow);

/** A process that searches the papers of a store. */
async function processOn(store: Store, { version = '1' } = {}) {
  const papers = createPapers(store);
  const nearest = await openNearestPapers(store.db);
  const search = createPaperSearch(store, nearest);
  const writer = createPaperSearchWriter(store, nearest, version);
  const library = createDatabaseLibrary(search, papers);
  const catchUp = createCatchUp({ papers, follower: createDatabaseFollower({ writer, library, entryOf }) });
  return { nearest, search, writer, library, catchUp, ask: createAsk({ library, meaning, now: () => testNow }) };
}

/** One that holds these papers. @param wholes what they mean, by key */
async function processWith(store: Store, papers: readonly Paper[], wholes?: ReadonlyMap<string, Int8Array>) {
  const kept = wholes ?? (await shippedWholes(papers));
  await createPapers(store).learn('a source', papers, testNow);
  await vectorsIn(store).put(new Map(Array.from(kept, ([key, whole]) => [key, { whole, pieces: [] }])));
  const process = await processOn(store);
  await process.catchUp();
  await process.writer.settle();
  return process;
}

/** All of these papers as of one change, as they are put. */
const entriesOf = (change: number, ...papers: Paper[]) =>
  papers.map((paper): Changed => ({ paper, change })).map(entryOf);

const firstOf = (answer: Answer): string =>
  answer.kind === 'matches' ? (answer.matches[0]?.paper.id ?? '') : answer.kind;

test('where nobody knows in time what was asked, papers are looked for by their words as where there is no encoder', async () => {
  const looks: string[] = [];
  const search: PaperSearch = {
    mostNearest: 120,
    state: async () => ({ edition: 'one', papers: 1_000, tokens: 90_000, change: 1 }),
    termsSince: async () => [{ number: 7, term: 'quantiz', papers: 100 }],
    holding: async (_, most) => {
      looks.push(`${most} that hold a word`);
      return [{ id: 'one', length: 90, words: packWords([[7, 1]]) }];
    },
    nearest: async () => [],
    encoded: async () => [],
    papers: async (ids) => ids.map((id) => aPaper({ id })),
    vectorKeyOf: async () => undefined,
    list: async () => ({ papers: [], total: 0 }),
    unencoded: async () => [],
    unencodedCount: async () => 0,
  };
  const library = createDatabaseLibrary(search, { get: async () => undefined });
  await library.refresh();
  const terms = [{ term: 'quantiz', weight: 1, isMisspelt: false }];
  const asked = { terms, lexicalWeight: 1, meaningWeight: 1, conditions: noConditions, limit: 10 };

  const { hits } = await library.search({ ...asked, direction: undefined });
  const late = await library.search({ ...asked, direction: Promise.resolve(undefined) });

  expect(hits.map(({ paper }) => paper.id)).toEqual(['one']);
  expect(late).toEqual({ hits, indexedTerms: ['quantiz'] });
  expect(looks.at(-1)).toBe(looks[0]);
});

describe.each(['pgvector', 'signs'] as const)('a library in PostgreSQL, by %s', (way) => {
  // The PostgreSQL of the tests has no extension.
  const stores = useStores(way === 'signs' ? 'postgres' : 'sqlite');
  let [store, emptyStore]: (Store | undefined)[] = [];
  let held: Awaited<ReturnType<typeof processWith>>;

  beforeAll(async () => {
    const open = async () => (way === 'pgvector' ? aStoreWithPgvector() : stores.openForAll());
    [store, emptyStore] = [await open(), await open()];
    held = await processWith(store, shipped);
  });
  afterAll(async () => {
    await store?.close();
    await emptyStore?.close();
  });

  test('finds the nearest in that way', async () => {
    expect(held.nearest.kind).toBe(way);
  });

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
    expect(firstOf(await held.ask.ask(question))).toBe(firstOf(await inMemory.ask(question)));
  });

  test('lists the newest papers, and how many meet the conditions', async () => {
    const { ask, newest } = held.ask;

    expect(await newest({ limit: 20 })).toEqual(await inMemory.newest({ limit: 20 }));
    for (const asked of ['since:2025 has:code', 'since:2024 sort:old', 'upvotes:1'])
      expect(await ask(asked)).toEqual(await inMemory.ask(asked));
  });

  test('finds similar papers, and condenses a thread', async () => {
    const { similar, condense } = held.ask;
    const thread = 'did anybody see the run?\nthe quantization of activations broke it, outliers again';

    expect((await similar('2402.17762'))?.matches[0]?.paper.id).toBe(
      (await inMemory.similar('2402.17762'))?.matches[0]?.paper.id,
    );
    expect(await condense(thread)).toBe(await inMemory.condense(thread));
  });

  test('counts as the library in memory does', () => {
    const terms = ['quantiz', 'pruning', 'variance', 'nothing'];

    expect(terms.map(held.library.papersWith)).toEqual(terms.map(memory.papersWith));
    expect(held.library.size).toBe(memory.size);
    expect(held.library.meanLength).toBeCloseTo(memory.meanLength);
    expect(held.library.acronyms.longForms('ptq')).toEqual(memory.acronyms.longForms('ptq'));
  });

  test('finds the papers of a few months by common words, as the library in memory does', async () => {
    const ids = (found: Awaited<ReturnType<typeof inMemory.matching>>) =>
      found.map(({ paper }) => paper.id).slice(0, 5);

    const found = ids(await held.ask.matching('neural network training', { since: '2025-01-01' }));

    expect(found.length).toBeGreaterThan(2);
    expect(found).toEqual(ids(await inMemory.matching('neural network training', { since: '2025-01-01' })));
  });

  test('finds as many as are asked for behind a filter that 1 % or half of the papers meet', async () => {
    const random = seeded(3);
    const aDirection = () => Float32Array.from({ length: dims }, () => random() - 0.5);
    const papers = Array.from({ length: 600 }, (_, index) => {
      const published = index % 100 === 0 ? '2025' : index % 2 === 0 ? '2024' : '2023';
      return aPaper({ id: `p${index}`, title: 'Quokkas', published });
    });
    const vectors = new Map(papers.map(({ id }) => [`unknown ${id}`, quantise(aDirection())]));
    const { library } = await processWith(emptyStore as Store, papers, vectors);
    // By meaning alone: no word is asked for.
    const found = async (since: string) =>
      (
        await library.search({
          ...{ terms: [], lexicalWeight: 1, direction: aDirection(), meaningWeight: 1, limit: 100 },
          conditions: { ...noConditions, since },
        })
      ).hits.map(({ paper }) => paper.published);

    expect(new Set(await found('2025'))).toEqual(new Set(['2025']));
    expect((await found('2025')).length).toBeGreaterThan(0); // those of six whose cosine is above 0
    expect((await found('2024')).length).toBe(100); // though of the 200 nearest half do not meet it
  });
});

describe('conditions that only the text of a paper tells', () => {
  const stores = useStores('postgres');
  const among = async (papers: Paper[]) => (await processWith(await stores.open(), papers)).ask.ask;

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

  test('nothing is found for an author or a phrase that no paper holds', async () => {
    const ask = await among([aPaper({ title: 'Pruning', authors: ['Ann Bee'] })]);

    expect(titlesOf(await ask('pruning author:cee'))).toEqual(['none']);
    expect(titlesOf(await ask('author:cee'))).toEqual(['none']);
  });
});

describe('papers come and change', () => {
  const stores = useStores('postgres');

  test('a newer version replaces the former, and the former’s words are forgotten', async () => {
    const store = await stores.open();
    const { writer, library } = await processOn(store);
    const former = aPaper({ id: 'a', title: 'Pruning Heads', abstract: 'We use group relative pruning (GRP).' });
    await writer.put(entriesOf(1, former), 0);
    await library.refresh();

    await writer.put(entriesOf(2, aPaper({ id: 'a', title: 'Growing Heads', abstract: '' })), 1);
    await library.refresh();

    expect(['pruning', 'growing'].map(library.papersWith)).toEqual([0, 1]);
    expect(library.acronyms.longForms('grp')).toEqual([]);
    expect([library.size, library.meanLength]).toEqual([1, 2]);
    expect(await writer.change()).toBe(2);
  });

  test('an index of another version is made anew, and who answered from it reads the new one', async () => {
    const store = await stores.open();
    const older = await processOn(store);
    await older.writer.put(entriesOf(5, aPaper({ id: 'old', title: 'Pruning' })), 0);
    await older.library.refresh();
    const { writer, library } = await processOn(store, { version: '2' });

    expect(await writer.change()).toBe(0); // so all papers are put in again
    await writer.put(entriesOf(1, aPaper({ id: 'new', title: 'Growing' })), 0);

    for (const one of [library, older.library]) {
      await one.refresh();
      expect(['pruning', 'growing'].map(one.papersWith)).toEqual([0, 1]);
    }
  });

  test('hostile text is held and asked about as any other', async () => {
    const title = `O'Brien\\'s "K" & | ! :* <-> %_ \u0000 \uD83D don't C++ C#`;
    const abstract = "It isn't pruning; drop table papers.";
    const { ask } = (await processWith(await stores.open(), [aPaper({ id: 'a', title, abstract })])).ask;

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
    const random = seeded(4);
    const author = Array.from({ length: 5_000 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
    const abstract = Array.from({ length: 200_000 }, (_, index) => `word${index}`).join(' ');
    const paper = aPaper({ id: 'a', authors: [author, 'Ann Bee'], upvotes: 5_000_000_000, abstract });

    const { ask } = (await processWith(await stores.open(), [paper])).ask;

    expect(firstOf(await ask('author:bee'))).toBe('a');
    expect(firstOf(await ask('sort:upvotes'))).toBe('a');
    expect(firstOf(await ask('upvotes:5000'))).toBe('a');
  });

  test('processes that index the same papers at once count nothing twice, and all know how many there are', async () => {
    const place = await stores.emptyPlace();
    const both = [await processOn(await stores.open(place)), await processOn(await stores.open(place))];
    const titles = Array.from({ length: 120 }, (_, index) => `Pruning ${index}`);
    await createPapers(await stores.open(place)).learn(
      'a source',
      titles.map((title) => aPaper({ title })),
      testNow,
    );

    await Promise.all(both.map(({ catchUp }) => catchUp()));

    expect(both.map(({ library }) => [library.size, library.papersWith('pruning')])).toEqual([
      [120, 120],
      [120, 120],
    ]);
  });

  test('a process that another has left nothing to index knows all the same how many papers there are', async () => {
    const store = await stores.open();
    const [idle, busy] = [await processOn(store), await processOn(store)];
    await createPapers(store).learn('a source', [aPaper({ title: 'Pruning' })], testNow);
    await busy.catchUp();

    await idle.catchUp();

    expect(idle.library.size).toBe(1);
  });

  test('a process that is late puts no former version in the place of a newer one', async () => {
    const { writer, library } = await processOn(await stores.open());
    const former = entriesOf(1, aPaper({ id: 'a', title: 'Former' }));
    await writer.put(former, 0);
    await writer.put(entriesOf(3, aPaper({ id: 'a', title: 'Newer' })), 1);

    await writer.put(former, 0);
    await library.refresh();

    expect(['former', 'newer'].map(library.papersWith)).toEqual([0, 1]);
    expect(await writer.change()).toBe(3);
  });

  test('what follows papers that the index lost in between waits until these are in again', async () => {
    const store = await stores.open();
    const late = await processOn(store, { version: '2' });
    await (await processOn(store)).writer.put(entriesOf(8, aPaper({ id: 'a' })), 0);
    await (await processOn(store, { version: '2' })).writer.put(entriesOf(1, aPaper({ id: 'b' })), 0);

    await late.writer.put(entriesOf(9, aPaper({ id: 'c' })), 8);
    await late.library.refresh();

    expect(await late.writer.change()).toBe(1);
    expect(late.library.size).toBe(1);
  });

  test('two versions at once do not make the index anew in turns', async () => {
    const store = await stores.open();
    const [older, newer] = [await processOn(store), await processOn(store, { version: '2' })];
    await createPapers(store).learn('a source', [aPaper({ title: 'Pruning' })], testNow);
    await older.catchUp();
    await newer.catchUp();

    await expect(older.catchUp()).rejects.toThrow('Another version of Paperboy has made the index');
    expect(older.library.size).toBe(1); // it answers from what the newer one made
    expect(await newer.writer.change()).toBe(1);
  });
});

describe('papers are encoded where PostgreSQL searches', () => {
  const stores = useStores('postgres');

  test('those that lack vectors, the newest first, and are found by them once these are put', async () => {
    const store = await stores.open();
    const { search, writer, library } = await processWith(store, [
      aPaper({ id: 'old', title: 'Pruning', published: '2024-01-01' }),
      aPaper({ id: 'new', title: 'Growing', published: '2025-01-01' }),
    ]);
    const encoded = encodedInDatabase({ search, writer }, vectorsIn(store), () => testNow);
    await encoded.library.refresh?.();
    expect(Array.from(encoded.library.withoutVector(), ({ id }) => id)).toEqual(['new', 'old']);

    const whole = new Int8Array(dims).fill(1);
    await encoded.vectors.put(new Map([['unknown old', { whole, pieces: [] }]]));

    expect(await search.unencodedCount()).toBe(1);
    expect(await library.vectorKeyOf('old')).toBe('unknown old');
    const { hits } = await library.search({
      ...{ terms: [], lexicalWeight: 1, meaningWeight: 1, limit: 10, conditions: noConditions },
      direction: new Float32Array(dims).fill(1 / Math.sqrt(dims)),
    });
    expect(hits.map(({ paper, vectorKey }) => [paper.id, vectorKey])).toEqual([['old', 'unknown old']]);
  });

  test('what was put before anything could derive from it is found once that is made up for', async () => {
    const store = await stores.open();
    const one = await processWith(store, [aPaper({ id: 'a' })], new Map([['unknown a', new Int8Array(dims).fill(1)]]));
    await store.db.deleteFrom('paper_signs' as never).execute();

    await (await processOn(store)).writer.settle();

    const { hits } = await one.library.search({
      ...{ terms: [], lexicalWeight: 1, meaningWeight: 1, limit: 10, conditions: noConditions },
      direction: new Float32Array(dims).fill(1 / Math.sqrt(dims)),
    });
    expect(hits.map(({ paper }) => paper.id)).toEqual(['a']);
  });
});

test('an extension that went and came again finds the nearest as before', async () => {
  const store = await aStoreWithPgvector();
  await processWith(store, [aPaper({ id: 'a' })], new Map([['unknown a', new Int8Array(dims).fill(1)]]));
  await sql`drop extension vector cascade`.execute(store.db);

  const { writer, library, nearest } = await processOn(store);
  await writer.settle();

  const { hits } = await library.search({
    ...{ terms: [], lexicalWeight: 1, meaningWeight: 1, limit: 10, conditions: noConditions },
    direction: new Float32Array(dims).fill(1 / Math.sqrt(dims)),
  });
  expect([nearest.kind, ...hits.map(({ paper }) => paper.id)]).toEqual(['pgvector', 'a']);
  await store.close();
});

describe('which papers the database is asked for', () => {
  const among = (counts: Readonly<Record<string, number>>): Statistics => ({
    size: 1_000_000,
    meanLength: 100,
    papersWith: (term) => counts[term] ?? 0,
    closestWord: () => undefined,
    acronyms: memory.acronyms,
  });

  test('those with any rare word, and those with common words together', () => {
    const counts = { lora: 900, rank: 30_000, model: 400_000, languag: 300_000 };

    expect(clausesOf(['model', 'lora', 'languag', 'rank', 'unheard'], among(counts), 2_000)).toEqual([
      ['lora'],
      // 300,000 × 3 % is still many, and so is 400,000 × 30 % × 3 %: words that nearly all papers hold bring nothing in.
    ]);
  });

  test('those with all the words, where every word is common', () => {
    expect(clausesOf(['model', 'languag'], among({ model: 400_000, languag: 300_000 }), 2_000)).toEqual([
      ['languag', 'model'],
    ]);
  });

  test('none where no word is known', () => {
    expect(clausesOf(['unheard'], among({}), 2_000)).toEqual([]);
  });
});
