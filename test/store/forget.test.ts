import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createForget, holds, somebodyWhoLeft } from '../../src/store/forget.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { engines, useStores } from '../support/engines.ts';

/** How a column tells of a workspace or of a person; ids of installations and of questions do as well. */
const tells = /^(?:team|organisation|person|user|channel|\w+_by)$/;

const [ada, ben] = ['U1', 'U2'];

/** Rows of two people in two workspaces, in every table that tells of either. */
async function seed({ db }: Store): Promise<void> {
  for (const team of ['T1', 'T2']) {
    for (const person of [ada, ben]) {
      const key = `${team}${person}`;
      const kept = { team, person };
      await db
        .insertInto('saved_papers')
        .values({ ...kept, paper_id: '1', title: 'x', channel: 'C1', saved_at: 1, read_at: null, removed_at: null })
        .execute();
      await db
        .insertInto('follows')
        .values({ ...kept, kind: 'author', target: 'x', name: 'X', since: 1, told: '[]' })
        .execute();
      await db
        .insertInto('shown_lists')
        .values({ ...kept, channel: 'C1', thread: null, ts: '1.1', posted: '{}', shown_at: 1 })
        .execute();
      for (const channel of ['C1', `D${person}`]) {
        const id = `${key}${channel}`;
        const words = {
          time: '09:00',
          days: '[1]',
          time_zone: 'UTC',
          topics: '[]',
          exclusions: '[]',
          fewer_like: '[]',
        };
        await db
          .insertInto('subscriptions')
          .values({
            ...{ id, team, channel, created_by: person, ...words, size: 5, has_details: 1, when_quiet: 'say' },
            ...{ saved_like: 0, paused: null, changed_by: person === ada ? 'ada' : 'ben', snoozed_until: null },
            ...{ removed_at: null, next_at: 1, created_at: 1 },
          })
          .execute();
        await db
          .insertInto('deliveries')
          .values({
            ...{ id: `d${id}`, subscription_id: id, local_date: '2025-01-01', team, channel, due_at: 1, state: 'sent' },
            ...{ content: null, parts: 1, posted: '[]', not_before: 1, lease: null, lease_until: 0, attempts: 0 },
            ...{ posting_since: null, posting_at: null, reason: null, created_at: 1, finished_at: 1 },
          })
          .execute();
        await db
          .insertInto('sent_papers')
          .values({ subscription_id: id, paper_id: '1', delivery_id: `d${id}` })
          .execute();
        await db
          .insertInto('subscription_notes')
          .values({ subscription_id: id, sentence: 'x', not_before: 1, attempts: 0 })
          .execute();
        const question = JSON.stringify({ id: 'x', team, channel, user: person, text: 'x' });
        const free = {
          not_before: 1,
          lease: null,
          lease_until: 0,
          posting_since: null,
          answer: null,
          finished_at: null,
        };
        await db
          .insertInto('questions')
          .values({ id: `${team} ${channel} ${person}.1`, question, kept_at: 1, ...free })
          .execute();
        await db
          .insertInto('shared_links')
          .values({ team, channel, paper_id: person === ada ? 'a' : 'b', ts: '1', shared_by: person, shared_at: 1 })
          .execute();
        await db
          .insertInto('previews_off')
          .values({ team, channel, since: 1 })
          .onConflict((on) => on.doNothing())
          .execute();
      }
    }
    await db.insertInto('access_losses').values({ team, since: 1, code: 'x', sentence: 'x' }).execute();
    await db.insertInto('plain_workspaces').values({ team, since: 1 }).execute();
    await db.insertInto('installations').values({ id: team, sealed: 'x', installed_at: 1, refresh_until: 0 }).execute();
    await db
      .insertInto('organisation_teams')
      .values({ team, organisation: `E${team}` })
      .execute();
  }
}

/** All that stands in the tables that hold something of people or workspaces, as one text a table. */
async function rowsOf({ db }: Store): Promise<ReadonlyMap<string, string>> {
  const tables = Object.entries(holds).flatMap(([table, what]) => (what === 'nobody' ? [] : [table as keyof Tables]));
  const all = new Map<string, string>();
  for (const table of tables) {
    const { rows } = await sql`select * from ${sql.table(table)}`.execute(db);
    all.set(table, rows.map((row) => JSON.stringify(row)).join('\n'));
  }
  return all;
}

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('every table that tells of a workspace or a person says so', async () => {
    const { db } = await stores.open();
    const found = await db.introspection.getTables();

    const untold = found.filter(({ name, columns }) => {
      const isOurs = Object.hasOwn(holds, name);
      return columns.some((column) => tells.test(column.name)) && (!isOurs || holds[name as keyof Tables] === 'nobody');
    });

    expect(untold.map(({ name }) => name)).toEqual([]);
  });

  test('nothing is left of a person who wants to be forgotten, and all of everybody else', async () => {
    const store = await stores.open();
    await seed(store);
    const before = await rowsOf(store);
    const person = { team: 'T1', person: ada };

    const kept = await createForget(store).countOf({ ...person, names: ['ada'] });
    await createForget(store).person({ ...person, names: ['ada'], directMessage: `D${ada}` });
    const after = await rowsOf(store);

    expect(kept).toEqual({ saved: 1, follows: 1, ownDigests: 1, channelDigests: 1 });
    const left = [...after.values()].join('\n').split('\n');
    expect(left.filter((row) => row.includes('T1') && row.replaceAll('T1U1C1', '').includes(ada))).toEqual([]);
    expect(left.filter((row) => row.includes('"T1"') && row.includes('"ada"'))).toEqual([]);
    expect(after.get('subscriptions')).toContain(somebodyWhoLeft);
    for (const [table, rows] of before) {
      const ofOthers = rows.split('\n').filter((row) => row.includes('T2') || row.includes(`"${ben}"`));
      expect(after.get(table)?.split('\n')).toEqual(expect.arrayContaining(ofOthers));
    }
  });

  test.each([
    ['set up, of her own and of a channel', [], null, 1],
    ['was the last to change, of a channel', ['ben'], null, 2],
    ['set up, also when they are stopped', ['ada', 'ada l'], 5, 1],
  ])('what is kept of a person counts digests that she %s', async (_, names, stoppedAt, channelDigests) => {
    const store = await stores.open();
    await seed(store);
    await store.db.updateTable('subscriptions').set({ removed_at: stoppedAt }).execute();

    const kept = await createForget(store).countOf({ team: 'T1', person: ada, names });

    expect(kept).toEqual({ saved: 1, follows: 1, ownDigests: 1, channelDigests });
  });

  test('nothing is left of a workspace that removed the app, and all of the other', async () => {
    const store = await stores.open();
    await seed(store);
    const before = await rowsOf(store);

    await createForget(store).workspace('T1');
    const after = await rowsOf(store);

    expect([...after.values()].join('\n')).not.toContain('T1');
    for (const [table, rows] of before) {
      const ofOthers = rows.split('\n').filter((row) => row.includes('T2'));
      expect(after.get(table)?.split('\n').toSorted()).toEqual(ofOthers.toSorted());
    }
  });

  test('of an organisation all its workspaces go', async () => {
    const store = await stores.open();
    await seed(store);

    await createForget(store).workspace('ET2');
    const after = [...(await rowsOf(store)).values()].join('\n');

    expect(after).not.toContain('"ET2"');
    expect(after).not.toContain('"team":"T2"');
    expect(after).toContain('"team":"T1"');
  });
});
