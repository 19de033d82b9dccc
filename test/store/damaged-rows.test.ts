import { expect, onTestFinished, test } from 'vitest';
import { createAccessLosses } from '../../src/store/access-losses.ts';
import type { DamagedRow } from '../../src/store/damaged-rows.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { createPapers } from '../../src/store/papers.ts';
import { createQuestions, type Question } from '../../src/store/questions.ts';
import { createSourceRuns } from '../../src/store/source-runs.ts';
import { aPaper } from '../support/builders.ts';
import { aFolder } from '../support/store.ts';

async function openTold(): Promise<{ readonly store: Store; readonly told: string[] }> {
  const told: string[] = [];
  const onDamagedRow = ({ table, id }: DamagedRow): void => void told.push(`${table} ${id}`);
  const store = await openStore({
    ...{ databaseUrl: undefined, stateDir: aFolder(), onDamagedRow },
    onConnectionError: () => undefined,
  });
  onTestFinished(() => store.close());
  return { store, told };
}

const question = (ts: string): Question => ({
  ...{ id: `T1 C1 ${ts}`, team: 'T1', channel: 'C1', user: 'U1', ts, thread: undefined, isDirect: false },
  ...{ text: 'dropout', botUserId: undefined },
});

test.each(['{', 'null', '{"id":"x"}'])('a question kept as %s is given up; the others are answered', async (kept) => {
  const { store, told } = await openTold();
  const questions = createQuestions(store);
  for (const ts of ['1', '2', '3']) await questions.keep(question(ts), 1_000, 0);
  await store.db.updateTable('questions').set({ question: kept }).where('id', '=', 'T1 C1 2').execute();

  const claim = () => questions.claim({ now: 2_000, limit: 8, leaseMs: 0 });

  expect((await claim()).map((held) => held.question.ts)).toEqual(['1', '3']);
  expect((await claim()).map((held) => held.question.ts)).toEqual(['1', '3']);
  expect(told).toEqual(['questions T1 C1 2']);
  expect([...store.rows.damaged()]).toEqual([['questions', 1]]);
});

test('a damaged row of a source is as if it had not been read, and the next run writes it anew', async () => {
  const { store, told } = await openTold();
  const runs = createSourceRuns(store);
  const claim = () => runs.claim('arxiv', { now: 1_000, leaseMs: 10, isDueOnly: true });
  await claim();
  await store.db
    .updateTable('source_runs')
    .set({ last_success: 'x', failures: 'y', next_at: 'z', lease_until: 'w' } as never)
    .execute();
  await runs.recordSlice('arxiv', { slice: '2026-11-01', readAt: 1, papers: 2 });
  await runs.recordSlice('arxiv', { slice: '2026-11-02', readAt: 1, papers: 2 });
  await store.db
    .updateTable('source_slices')
    .set({ papers: 'x' } as never)
    .where('slice', '=', '2026-11-01')
    .execute();

  expect(await runs.get('arxiv')).toBeUndefined();
  expect([...(await runs.slices('arxiv')).keys()]).toEqual(['2026-11-02']);
  const lease = await claim();
  if (lease !== undefined) await runs.succeed(lease, { now: 2_000, nextAt: 3_000 });
  expect(await runs.get('arxiv')).toMatchObject({ lastSuccess: 2_000, failure: undefined, nextAt: 3_000 });
  expect(told).toEqual(['source_runs arxiv', 'source_slices arxiv 2026-11-01']);
});

test('the damaged note of a workspace hides no other', async () => {
  const { store, told } = await openTold();
  const losses = createAccessLosses(store);
  for (const team of ['T1', 'T2']) await losses.begin({ team, since: 1, code: 'x', sentence: 'y' });
  await store.db
    .updateTable('access_losses')
    .set({ since: 'x' } as never)
    .where('team', '=', 'T1')
    .execute();

  expect((await losses.all()).map(({ team }) => team)).toEqual(['T2']);
  expect(await losses.end('T1')).toBeUndefined();
  expect(told).toEqual(['access_losses T1']);
});

test.each(['{', '"x"', '{"id":"b","title":1}'])('a paper kept as %s hides none of those after it', async (kept) => {
  const { store, told } = await openTold();
  const papers = createPapers(store);
  const ids = ['a', 'b', 'c', 'd'];
  const all = ids.map((id) => aPaper({ id }));
  await papers.learn('arxiv', all, 1);
  await store.db.updateTable('papers').set({ paper: kept }).where('id', '=', 'b').execute();
  await store.db.updateTable('paper_facts').set({ said: kept }).where('paper_id', '=', 'c').execute();

  const changed = await papers.changedSince(0, 2);
  const learnt = await papers.learn('arxiv', [aPaper({ id: 'c', upvotes: 3 }), aPaper({ id: 'd', upvotes: 4 })], 2);

  expect(changed.map(({ paper }) => paper.id)).toEqual(['a', 'c']);
  expect(await papers.get('b')).toBeUndefined();
  expect(learnt.map(({ paper }) => paper.upvotes)).toEqual([3, 4]);
  expect(told).toEqual(['papers b', 'paper_facts c arxiv']);
});
