import { describe, expect, test, vi } from 'vitest';
import { defaultWishes } from '../../src/digests/wishes.ts';
import { engines, useStores } from '../support/engines.ts';
import { dayMs, hourMs, openDesk, papersNamed } from './desk.ts';

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('a digest is posted at its time, once, however often the worker looks', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe({ time: '09:00' });

    desk.clock.now += 9 * hourMs - 1;
    await desk.worker.pass();
    const before = [...desk.post.standing];
    desk.clock.now += 1;
    await desk.postAll();

    expect(before).toEqual([]);
    expect(desk.post.standing).toEqual([`${id}.2025-06-14/0`]);
    expect(await desk.deliveries.of(id, 9)).toMatchObject([{ state: 'sent', posted: ['1'], localDate: '2025-06-14' }]);
  });

  test('details follow in their order, each once, after the post itself', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe({ hasDetails: true, size: 2 });
    desk.clock.now += 9 * hourMs;

    await desk.postAll();

    expect(desk.post.standing).toEqual([0, 1, 2].map((part) => `${id}.2025-06-14/${part}`));
    expect(desk.post.parts.map(({ delivery }) => delivery.posted[0])).toEqual([undefined, '1', '1']);
  });

  test('nothing follows a post that leads to what its thread would tell; what was begun otherwise is finished as it was begun', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe({ hasDetails: true, size: 2 });
    desk.clock.now += 9 * hourMs;
    await desk.worker.pass();
    desk.post.postsLeadOn = true;
    await desk.postAll();
    const begun = desk.post.standing.splice(0);
    desk.clock.now += dayMs;

    await desk.postAll();

    expect(begun).toEqual([0, 1, 2].map((part) => `${id}.2025-06-14/${part}`));
    expect(desk.post.standing).toEqual([`${id}.2025-06-15/0`]);
  });

  test('a post that Slack refuses as if it were a reply is no post: its maker is told', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe({ hasDetails: true, size: 2 });
    desk.clock.now += 9 * hourMs;
    desk.post.next('no-thread');

    await desk.postAll();

    expect(await desk.deliveries.of(id, 1)).toMatchObject([{ state: 'failed' }]);
    expect(desk.post.told).toEqual(['Removed.']);
  });

  test('a 429 releases the delivery: it is posted when the wait is over', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('rate-limited');

    await desk.worker.pass();
    const [waiting] = await desk.deliveries.of(id, 1);
    desk.clock.now += 30_000;
    await desk.worker.pass();

    expect(waiting).toMatchObject({ state: 'pending', notBefore: desk.clock.now });
    expect(desk.post.standing).toEqual([`${id}.2025-06-14/0`]);
  });

  test('a 429 holds up its channel, and no other: ten due together, one told to wait an hour', async () => {
    const desk = openDesk(await stores.open());
    for (let channel = 0; channel < 10; channel += 1) await desk.subscribe({}, `C${channel}`, 'T1');
    const { id: same } = await desk.subscribe({ size: 3 }, 'C0', 'T1');
    desk.clock.now += 9 * hourMs;
    desk.post.next({ kind: 'rate-limited', retryAfterMs: hourMs, sentence: 'rate limit' }, undefined, 'C0');

    await desk.postAll();
    const inTheHour = [...desk.post.standing];
    desk.clock.now += hourMs;
    await desk.postAll();

    expect(inTheHour).toHaveLength(9);
    expect(inTheHour).not.toContain(`${same}.2025-06-14/0`);
    expect(desk.post.standing).toHaveLength(11);
  });

  test('when a second channel is told to wait, all of the workspace is held up, and nobody else', async () => {
    const desk = openDesk(await stores.open());
    for (const channel of ['C1', 'C2', 'C3']) await desk.subscribe({ time: '09:00' }, channel, 'T1');
    const { id: other } = await desk.subscribe({}, 'C4', 'T2');
    desk.clock.now += 9 * hourMs;
    for (const channel of ['C1', 'C2']) desk.post.next('rate-limited', undefined, channel);

    await desk.worker.pass();
    desk.clock.now += 300;
    await desk.worker.pass();
    desk.clock.now += 300;
    await desk.worker.pass();
    const held = [...desk.post.standing];
    desk.clock.now += 60_000;
    await desk.postAll();

    expect(held).toEqual([`${other}.2025-06-14/0`]);
    expect(desk.post.standing).toHaveLength(4);
  });

  test('waits grow while Slack goes on refusing, and end after half a day, which the maker is told', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    const refusal = { kind: 'rate-limited', retryAfterMs: 1_000, sentence: 'rate limit' } as const;
    for (let attempt = 0; attempt < 5_000; attempt += 1) desk.post.next(refusal);

    for (let minute = 0; minute < 13 * 60; minute += 5) {
      await desk.worker.pass();
      desk.clock.now += 5 * 60_000;
    }

    expect(desk.post.parts.length).toBeLessThan(100);
    expect(await desk.deliveries.of(id, 1)).toMatchObject([{ state: 'failed' }]);
    expect(desk.post.told).toEqual(['Slack’s rate limit held it up for half a day.']);
    expect((await desk.digests.all())[0]?.subscription.paused).toBeUndefined();
  });

  test('a refusal that nobody knows is passing trouble for an hour, then it pauses the subscription', async () => {
    const desk = openDesk(await stores.open());
    const subscription = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    for (let attempt = 0; attempt < 500; attempt += 1)
      desk.post.next({ kind: 'refused', sentence: 'Slack refuses this.', until: 'it is known' });

    for (let minute = 0; minute < 90; minute += 1) {
      await desk.worker.pass();
      desk.clock.now += 60_000;
    }

    expect((await desk.digests.get(subscription))?.paused).toBe('Slack refuses this.');
    expect(desk.post.told).toEqual(['Slack refuses this.']);
  });

  test('a maker who cannot be told now is told later; for one who is gone the channel’s other makers, else who runs the bot', async () => {
    const desk = openDesk(await stores.open());
    await desk.subscribe();
    await desk.digests.subscribe({ team: 'T1', channel: 'C1' }, 'U2', {
      ...defaultWishes,
      time: '10:00',
      timeZone: 'UTC',
    });
    desk.clock.now += 9 * hourMs;
    desk.post.next('refused');
    desk.post.telling = 'later';
    desk.post.gone.add('U1');
    await desk.postAll();
    const early = [...desk.post.told];

    desk.post.telling = 'told';
    desk.clock.now += hourMs;
    await desk.anotherWorker().pass();
    desk.post.gone.add('U2');
    desk.post.next('refused');
    await desk.subscribe({ time: '11:00' });
    desk.clock.now += hourMs;
    await desk.postAll();

    expect(early).toEqual([]);
    expect(desk.post.told).toEqual(['U2: Archived.', 'UOPS: Archived.']);
  });

  test('two digests of one channel with details in their threads keep to a message a second', async () => {
    const desk = openDesk(await stores.open());
    for (const exclusion of ['one', 'two'])
      await desk.subscribe({ exclusions: [`without-${exclusion}`], hasDetails: true, size: 2 });
    desk.clock.now += 9 * hourMs;

    const at: number[] = [];
    for (let look = 0; look < 200; look += 1) {
      const before = desk.post.parts.length;
      await desk.worker.pass();
      for (let post = before; post < desk.post.parts.length; post += 1) at.push(desk.clock.now);
      desk.clock.now += 50;
    }

    expect(at).toHaveLength(6);
    const gaps = at.slice(1).map((moment, index) => moment - (at[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  });

  test('a message that Slack took without saying so is found in its history, and not posted again', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('unclear', 'arrives');

    await desk.postAll();

    expect(desk.post.standing).toEqual([`${id}.2025-06-14/0`]);
    expect(await desk.deliveries.of(id, 1)).toMatchObject([{ state: 'sent', posted: ['1'] }]);
  });

  test('a message that surely did not arrive is posted again, after a settling time', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('unclear');

    await desk.worker.pass();
    desk.clock.now += 9_999;
    await desk.worker.pass();
    const early = desk.post.parts.length;
    desk.clock.now += 1;
    await desk.worker.pass();

    expect(early).toBe(1);
    expect(desk.post.standing).toEqual([`${id}.2025-06-14/0`]);
  });

  test('where the history may not be read the delivery fails with the reason, and is never posted twice', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('unclear', 'arrives');
    desk.post.nextFind({ kind: 'unreadable', sentence: 'May not look.' });

    await desk.postAll();

    expect(desk.post.standing).toHaveLength(1);
    expect(await desk.deliveries.of(id, 1)).toMatchObject([{ state: 'failed', reason: 'May not look.' }]);
  });

  test('while Slack does not answer at all it goes on looking, for half a day', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('unclear');
    for (let look = 0; look < 200; look += 1) desk.post.nextFind({ kind: 'later', retryAfterMs: undefined });

    for (let hour = 0; hour < 12 * 12; hour += 1) {
      await desk.worker.pass();
      desk.clock.now += hourMs / 12;
    }
    const [after12h] = await desk.deliveries.of(id, 1);
    desk.clock.now += hourMs;
    await desk.worker.pass();

    expect(after12h?.state).toBe('posting');
    expect(await desk.deliveries.of(id, 1)).toMatchObject([{ state: 'failed' }]);
    expect(desk.post.parts).toHaveLength(1);
  });

  test('a final refusal fails the delivery, pauses the subscription and tells whoever made it', async () => {
    const desk = openDesk(await stores.open());
    const subscription = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('refused');

    await desk.postAll();
    desk.clock.now += 3 * dayMs;
    await desk.postAll();

    expect(desk.post.parts).toHaveLength(1);
    expect(desk.post.told).toEqual(['Archived.']);
    expect((await desk.digests.get(subscription))?.paused).toBe('Archived.');
    expect(await desk.deliveries.of(subscription.id, 5)).toMatchObject([{ state: 'failed', reason: 'Archived.' }]);
  });

  test('papers of a digest that was surely not posted may be chosen again', async () => {
    const desk = openDesk(await stores.open(), papersNamed('Only one'));
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('refused');
    await desk.worker.pass();

    const sent = await desk.deliveries.papersSent(id);

    expect([...sent]).toEqual([]);
  });

  test('a passing refusal is tried again, later each time', async () => {
    const desk = openDesk(await stores.open());
    await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    const refusal = { kind: 'refused', sentence: 'Try later.', until: 'it passes' } as const;
    for (let attempt = 0; attempt < 3; attempt += 1) desk.post.next(refusal);

    const at: number[] = [];
    for (let second = 0; second < 120; second += 1) {
      const before = desk.post.parts.length;
      await desk.worker.pass();
      if (desk.post.parts.length > before) at.push(second);
      desk.clock.now += 1_000;
    }

    expect(at).toEqual([0, 10, 30, 70]);
  });

  test('a worker that died after the request was sent is taken over: the message is found, not repeated', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.next('sent');
    desk.post.during(() => Promise.reject(new Error('kill -9')));
    await desk.worker.pass();
    desk.post.standing.push(`${id}.2025-06-14/0`);

    desk.clock.now += 89_000;
    await desk.worker.pass();
    const held = (await desk.deliveries.of(id, 1))[0]?.state;
    desk.clock.now += 1_000;
    await desk.anotherWorker().pass();

    expect(held).toBe('posting');
    expect(desk.post.standing).toHaveLength(1);
    expect(await desk.deliveries.of(id, 1)).toMatchObject([{ state: 'sent', posted: ['1'] }]);
  });

  test.each([
    ['removes its copy when another posted meanwhile', 'sent', undefined],
    ['looks for its copy where Slack did not even say that it took it', 'unclear', undefined],
    ['looks for it again where Slack does not show the channel', 'unclear', { kind: 'later', retryAfterMs: undefined }],
  ] as const)('a worker that stood still past its lease %s', async (_what, answer, firstLook) => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe();
    desk.clock.now += 9 * hourMs;
    desk.post.during(async () => {
      desk.clock.now += 100_000;
      await desk.anotherWorker().pass();
      desk.clock.now += 1_000;
      desk.post.next(answer, 'arrives');
      if (firstLook !== undefined) desk.post.nextFind(firstLook);
    });

    await desk.worker.pass();

    const [delivery] = await desk.deliveries.of(id, 1);
    expect(desk.post.standing).toHaveLength(2);
    expect(delivery).toMatchObject({ state: 'sent', posted: ['1'] });
    expect(desk.post.removed).toEqual(['2']);
  });

  test('what is posted is fixed before the first request: a retry never brings other papers', async () => {
    const desk = openDesk(await stores.open(), papersNamed('One', 'Two', 'Three', 'Four'));
    await desk.subscribe({ size: 2 });
    desk.clock.now += 9 * hourMs;
    desk.post.next('unclear');

    await desk.postAll();

    const [first, second] = desk.post.parts.map(({ digest }) => digest);
    expect(second).toEqual(first);
  });

  test('no paper comes twice, until the archive is through; that is said once, and then it is quiet', async () => {
    const desk = openDesk(await stores.open(), papersNamed('One', 'Two', 'Three'));
    const { id } = await desk.subscribe({ size: 2 });
    desk.clock.now += 9 * hourMs;

    for (let day = 0; day < 5; day += 1) {
      await desk.postAll();
      desk.clock.now += dayMs;
    }

    const posted = desk.post.parts.map(({ digest }) =>
      digest.kind === 'papers' ? digest.papers.map(({ paper }) => paper.title) : digest.kind,
    );
    expect(posted).toEqual([['Three', 'Two'], ['One'], 'archive-read']);
    expect((await desk.deliveries.of(id, 9)).map(({ state }) => state)).toEqual([
      'skipped',
      'skipped',
      'sent',
      'sent',
      'sent',
    ]);
  });

  test('that nothing is new is said once in a row, however long nothing is', async () => {
    const desk = openDesk(await stores.open());
    const { id } = await desk.subscribe({ whenQuiet: 'say' });
    desk.clock.now += 9 * hourMs;

    for (let day = 0; day < 35; day += 1) {
      await desk.worker.pass();
      desk.clock.now += dayMs;
    }

    expect(desk.post.standing).toEqual([`${id}.2025-06-14/0`]);
  });

  test('a subscription removed in the middle posts nothing more, and its record says why', async () => {
    const desk = openDesk(await stores.open());
    const subscription = await desk.subscribe({ hasDetails: true });
    desk.clock.now += 9 * hourMs;
    await desk.worker.pass();

    await desk.digests.remove(subscription);
    await desk.postAll();

    expect(desk.post.standing).toHaveLength(1);
    expect(await desk.deliveries.of(subscription.id, 5)).toMatchObject([
      { state: 'skipped', reason: 'The digest was stopped.' },
    ]);
  });

  test('channels whose requests hang delay no other', async () => {
    const desk = openDesk(await stores.open());
    for (let team = 0; team < 17; team += 1) await desk.subscribe({}, 'C1', `T${team}`);
    desk.clock.now += 9 * hourMs;
    const { promise: held, resolve } = Promise.withResolvers<void>();
    for (let post = 0; post < 16; post += 1) desk.post.during(() => held);

    const pass = desk.worker.pass();
    await vi.waitFor(() => expect(desk.post.standing).toHaveLength(1), { timeout: 20_000 });
    resolve();
    await pass;

    expect(desk.post.standing).toHaveLength(17);
  });

  test('two workers share the work: each of fifty digests is posted once', async () => {
    const desk = openDesk(await stores.open());
    for (let channel = 0; channel < 50; channel += 1) await desk.subscribe({}, `C${channel}`, `T${channel % 5}`);
    desk.clock.now += 9 * hourMs;
    const other = desk.anotherWorker();

    for (let pass = 0; pass < 10; pass += 1) {
      await Promise.all([desk.worker.pass(), other.pass()]);
      desk.clock.now += 1_000;
    }

    expect(desk.post.standing).toHaveLength(50);
    expect(new Set(desk.post.standing).size).toBe(50);
  });
});
