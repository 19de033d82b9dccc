import { expect, test } from 'vitest';
import { openLiveLibrary } from '../../src/library/live-library.ts';
import { shippedLibrary } from '../../src/library/open-paperboy.ts';
import { createAsk } from '../../src/search/ask.ts';
import { vectorsInMemory } from '../../src/search/meaning/vectors-in-memory.ts';
import { createCatchUp } from '../../src/sources/catch-up.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createPapers } from '../../src/store/papers.ts';
import { aPaper, testNow, titlesOf } from '../support/builders.ts';
import { useStores } from '../support/engines.ts';
import { aFolder, aStore } from '../support/store.ts';

const stores = useStores('postgres');

async function openOn(store: Store, mostInMemory: number) {
  const {
    collection: library,
    follower,
    keep,
  } = await openLiveLibrary({
    ...{ store, mostInMemory, model: 'a model', kept: vectorsInMemory() },
    files: [shippedLibrary],
    storeName: 'test',
    stateDir: aFolder(),
    now: () => testNow,
    monotonicMs: () => 0,
    onProblem: () => undefined,
  });
  const catchUp = createCatchUp({ papers: createPapers(store), follower });
  await catchUp();
  await keep();
  return { library, ask: createAsk({ library, now: () => testNow }), catchUp };
}

const brought = aPaper({ id: '2506.00001', title: 'Quokka Attention', abstract: 'We attend like quokkas.' });

test('more papers than memory holds are searched in PostgreSQL, those of files too, and new ones at once', async () => {
  const store = await stores.open();
  await createPapers(store).learn('hugging-face', [aPaper({ id: '2506.00000' })], testNow);
  const { ask, library, catchUp } = await openOn(store, 0);

  expect(library.size).toBe(120);
  expect(titlesOf(await ask.ask('massive activations', { limit: 1 }))).toEqual([
    'Massive Activations in Large Language Models',
  ]);
  expect(titlesOf(await ask.ask('quokka'))).toEqual(['none']);

  await createPapers(store).learn('hugging-face', [brought], testNow);
  await catchUp();

  expect(titlesOf(await ask.ask('quokka attention', { limit: 1 }))).toEqual(['Quokka Attention']);
});

test('the same store in memory answers the same', async () => {
  const store = await stores.open();
  await createPapers(store).learn('hugging-face', [brought], testNow);

  const { ask, library } = await openOn(store, 1_000);

  expect(library.size).toBe(120);
  expect(titlesOf(await ask.ask('quokka attention', { limit: 1 }))).toEqual(['Quokka Attention']);
});

test('without PostgreSQL the newest are searched as far as there is room, the older ones found by their ids', async () => {
  const store = await aStore();
  const dated = (id: string, submitted: string) => aPaper({ id, title: `Quokka ${id}`, submitted });
  const papers = createPapers(store);
  await papers.learn('arxiv', [dated('old', '2024-01-01'), dated('new', '2025-06-01')], testNow);
  await papers.learn('arxiv', [dated('middle', '2025-01-01')], testNow);
  const { ask, library, catchUp } = await openOn(store, 119 + 2);

  expect(titlesOf(await ask.ask('quokka sort:new'))).toEqual(['Quokka new', 'Quokka middle']);
  expect((await ask.paper('old'))?.title).toBe('Quokka old');

  await papers.learn('arxiv', [dated('newest', '2025-06-10')], testNow);
  await catchUp();

  expect(titlesOf(await ask.ask('quokka sort:new'))).toEqual(['Quokka newest', 'Quokka new']);
  expect(library.size).toBe(121);
});
