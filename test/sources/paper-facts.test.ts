import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createArxiv } from '../../src/sources/arxiv/arxiv.ts';
import { createCatchUp, createMemoryFollower } from '../../src/sources/catch-up.ts';
import { createHttpGet } from '../../src/sources/http-get.ts';
import { createFillFacts } from '../../src/sources/paper-facts.ts';
import { createPapers } from '../../src/store/papers.ts';
import { aPaper, libraryOf } from '../support/builders.ts';
import { mockHttp } from '../support/http-mock.ts';
import { aStore } from '../support/store.ts';
import { queryPage } from './arxiv/feeds.ts';

const shipped = [
  aPaper({ id: '2611.00001', title: 'As shipped', abstract: 'Shipped as well.' }),
  aPaper({ id: '2611.00002', title: 'Known', authors: ['Eve Ef'] }),
  aPaper({ id: 'title-000000000000', title: 'Not on arXiv' }),
];

/** A bot that starts with these papers and the network. */
async function aStart(store: Awaited<ReturnType<typeof aStore>>, named: readonly string[] = []) {
  const library = libraryOf(shipped);
  const papers = createPapers(store);
  const add = (paper: (typeof shipped)[number]): void => library.add([paper]);
  const catchUp = createCatchUp({
    papers,
    follower: createMemoryFollower({ add, known: library.get, monotonicMs: () => 0 }),
  });
  await catchUp();
  const fillFacts = createFillFacts({
    arxiv: createArxiv({
      ...{ get: createHttpGet({ timeoutMs: 5_000, now: () => 0 }), url: undefined, categories: ['cs.CL'] },
      ...{ monotonicMs: () => 0, sleep: async () => undefined },
    }),
    incomplete: async () => ({
      papers: shipped.map(({ id }) => library.get(id)).filter((paper) => paper !== undefined),
      ids: named.filter((id) => library.get(id) === undefined),
    }),
    ...{ papers, catchUp, logger: pino({ level: 'silent' }), now: () => 1 },
  });
  return { library, fill: () => fillFacts(new AbortController().signal) };
}

const queries = () => mockHttp('https://export.arxiv.org').get('/api/query');

test('papers without authors get them at the first start, text untouched; a second start asks nothing', async () => {
  const store = await aStore();
  queries()
    .query({ id_list: '2611.00001', max_results: 1 })
    .reply(200, queryPage([{ id: '2611.00001v3' }]));

  await (await aStart(store)).fill();
  const { library, fill } = await aStart(store);
  await fill();

  expect(library.get('2611.00001')).toMatchObject({
    ...{ title: 'As shipped', abstract: 'Shipped as well.', authors: ['Ann Bee', 'Cee Dee'] },
    ...{ published: '2026-11-19', categories: ['cs.CL', 'cs.LG'] },
  });
  expect(library.get('2611.00002')?.authors).toEqual(['Eve Ef']);
});

test('where arXiv does not answer the papers stay as they are, and the next start asks again', async () => {
  const store = await aStore();
  queries().query(true).reply(403);
  queries()
    .query(true)
    .reply(200, queryPage([{ id: '2611.00001v3' }]));

  const first = await aStart(store);
  await first.fill();
  const missing = first.library.get('2611.00001')?.authors ?? [];
  const second = await aStart(store);
  await second.fill();

  expect(missing).toEqual([]);
  expect(second.library.get('2611.00001')?.authors).toEqual(['Ann Bee', 'Cee Dee']);
});

test('a paper that a reading list names by its link alone is held whole after the first start', async () => {
  const store = await aStore();
  queries()
    .query({ id_list: '2611.00001,2611.00003', max_results: 2 })
    .reply(200, queryPage([{ id: '2611.00001v3' }, { id: '2611.00003v1', title: 'Named by link' }]));

  await (await aStart(store, ['2611.00003'])).fill();
  const { library, fill } = await aStart(store, ['2611.00003']);
  await fill();

  expect(library.get('2611.00003')).toMatchObject({ title: 'Named by link', abstract: 'We examine halo gas.' });
});
