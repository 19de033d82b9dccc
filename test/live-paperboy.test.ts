import { expect, test } from 'vitest';
import { shippedLibrary } from '../src/compose.ts';
import { openLivePaperboy } from '../src/live-paperboy.ts';
import { createCatchUp } from '../src/sources/catch-up.ts';
import type { Store } from '../src/store/open-store.ts';
import { createPapers } from '../src/store/papers.ts';
import { aPaper, testNow, titlesOf } from './support/builders.ts';
import { useStores } from './support/engines.ts';
import { aFolder } from './support/store.ts';

const stores = useStores('postgres');

async function openOn(store: Store, mostInMemory: number) {
  const paperboy = await openLivePaperboy({
    ...{ store, mostInMemory },
    files: [shippedLibrary],
    storeName: 'test',
    snapshotDir: aFolder(),
    now: () => testNow,
    monotonicMs: () => 0,
    onProblem: () => undefined,
  });
  const catchUp = createCatchUp({ papers: createPapers(store), follower: paperboy.follower });
  await catchUp();
  return { ...paperboy, catchUp };
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
