import { describe, expect, test } from 'vitest';
import { accessPauseMs } from '../../src/digests/access.ts';
import { missedReason } from '../../src/digests/plan.ts';
import { createAccessLosses } from '../../src/store/access-losses.ts';
import { engines, useStores } from '../support/engines.ts';
import { type Desk, dayMs, hourMs, openDesk, papersNamed } from './desk.ts';

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  /** Two channels of one workspace and one of another, of which the first will be refused from nine o’clock on. */
  async function refused() {
    const store = await stores.open();
    const desk = openDesk(store, papersNamed('One', 'Two', 'Three', 'Four', 'Five', 'Six'));
    const first = await desk.subscribe({ size: 1 }, 'C1', 'T1');
    const second = await desk.subscribe({ size: 1 }, 'C2', 'T1');
    const elsewhere = await desk.subscribe({ size: 1 }, 'C3', 'T2');
    desk.clock.now += 9 * hourMs;
    for (let attempt = 0; attempt < 200; attempt += 1) {
      desk.post.next('no-access', undefined, 'C1');
      desk.post.next('no-access', undefined, 'C2');
    }
    return { desk, losses: createAccessLosses(store), ids: [first.id, second.id, elsewhere.id] as const };
  }

  /** A pass every minute. */
  async function passFor({ clock, worker }: Desk, ms: number): Promise<void> {
    for (const end = clock.now + ms; clock.now < end; clock.now += accessPauseMs) await worker.pass();
  }

  test('a workspace that refuses the bot pauses no subscription; others go on; it is one state, noted once', async () => {
    const { desk, losses, ids } = await refused();

    await passFor(desk, 20 * accessPauseMs);

    const reports = (await desk.digests.all()).toSorted(
      (a, b) => ids.indexOf(a.subscription.id) - ids.indexOf(b.subscription.id),
    );
    expect(reports.map(({ subscription }) => subscription.paused)).toEqual([undefined, undefined, undefined]);
    expect(reports.map(({ deliveries }) => deliveries[0]?.state)).toEqual(['pending', 'pending', 'sent']);
    expect(desk.post.standing).toEqual([`${ids[2]}.2025-06-14/0`]);
    expect(await losses.all()).toMatchObject([{ team: 'T1', code: 'token_revoked' }]);
    expect(desk.post.told).toEqual([]);
    // The workspace is tried about once a minute, not once for each digest and second.
    expect(desk.post.parts.length).toBeLessThan(50);
  });

  test('when it is back the newest missed digest comes, the others are on record, and each maker is told once', async () => {
    const { desk, losses, ids } = await refused();
    await passFor(desk, 2 * accessPauseMs);
    desk.clock.now += 3 * dayMs;
    await passFor(desk, 2 * accessPauseMs);
    desk.post.forgetAnswers();

    await passFor(desk, 4 * accessPauseMs);
    await desk.postAll();

    const ofFirst = await desk.deliveries.of(ids[0], 9);
    expect(ofFirst.map(({ localDate, state }) => `${localDate} ${state}`)).toEqual([
      '2025-06-17 sent',
      '2025-06-16 skipped',
      '2025-06-15 skipped',
      '2025-06-14 skipped',
    ]);
    expect(new Set(ofFirst.slice(1).map(({ reason }) => reason))).toEqual(new Set([missedReason]));
    expect(desk.post.standing.filter((one) => one.startsWith(ids[1]))).toEqual([`${ids[1]}.2025-06-17/0`]);
    expect(desk.post.toldOfAccess).toEqual(['U1']);
    expect(await losses.all()).toEqual([]);
  });

  test('where no digest waits the bot asks Slack itself, and nobody is told of what nobody missed', async () => {
    const store = await stores.open();
    const desk = openDesk(store);
    const losses = createAccessLosses(store);
    await desk.subscribe();
    await losses.begin({ team: 'T1', since: desk.clock.now, code: 'account_inactive', sentence: 'Gone.' });

    const known: number[] = [];
    for (const access of [false, undefined, true]) {
      desk.post.letsIn = access;
      desk.clock.now += accessPauseMs;
      await desk.worker.pass();
      known.push((await losses.all()).length);
    }

    expect(known).toEqual([1, 1, 0]);
    expect(desk.post.toldOfAccess).toEqual([]);
  });

  test('a message in flight when access was lost is looked for when it is back, and not repeated', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('unclear', 'arrives');
    desk.post.nextFind({ kind: 'no-access', code: 'token_revoked', sentence: 'Gone.' });
    await passFor(desk, 3 * accessPauseMs);

    await desk.postAll();

    expect(desk.post.standing).toEqual([`${id}.2025-06-14/0`]);
    expect(await desk.deliveries.of(id, 1)).toMatchObject([{ state: 'sent' }]);
  });
});
