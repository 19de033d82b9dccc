import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import { aStore } from '../support/store.ts';

const loss = (team: string) => ({ team, since: 1, code: 'x', sentence: 'y' });

test('what comes together is committed together, in order, and each gets its own result', async () => {
  const { db } = await aStore();
  const together = createGroupCommit(db);
  const count = sql<{ count: number }>`select count(*) as count from access_losses`;

  const counts = await Promise.all(
    ['T1', 'T2', 'T3'].map((team) =>
      together(async (open) => {
        await open.insertInto('access_losses').values(loss(team)).execute();
        return (await count.execute(open)).rows[0]?.count;
      }),
    ),
  );

  expect(counts).toEqual([1, 2, 3]);
});

test('one that fails takes no other with it', async () => {
  const { db } = await aStore();
  const together = createGroupCommit(db);
  const add = (team: string) => together((open) => open.insertInto('access_losses').values(loss(team)).execute());

  const settled = await Promise.allSettled([add('T1'), add('T1'), add('T2')]);

  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await db.selectFrom('access_losses').select('team').orderBy('team').execute()).toEqual([
    { team: 'T1' },
    { team: 'T2' },
  ]);
});
