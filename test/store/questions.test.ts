import { describe, expect, test } from 'vitest';
import { answerWithinMs, createQuestions, knownForMs, type Question } from '../../src/store/questions.ts';
import { engines, useStores } from '../support/engines.ts';

const leaseMs = 60_000;
const now = 1_000_000_000_000;

function aQuestion(ts = '1.0'): Question {
  const place = { team: 'T1', channel: 'C1', ts, thread: undefined, isDirect: false };
  return { ...place, id: `T1 C1 ${ts}`, user: 'U1', text: 'kv cache', botUserId: 'UBOT' };
}

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  test('of many processes that take in the same message one holds it, and it comes back as it was', async () => {
    const questions = createQuestions(await stores.open());

    const kept = await Promise.all(Array.from({ length: 9 }, () => questions.keep(aQuestion(), now, leaseMs)));
    const [claimed] = await questions.claim({ now: now + leaseMs, limit: 9, leaseMs });

    expect(kept.filter((held) => held !== undefined)).toHaveLength(1);
    expect(claimed?.question).toEqual(aQuestion());
    expect(claimed?.postingSince).toBeUndefined();
  });

  test('what nobody holds any more is claimed once, the oldest first', async () => {
    const questions = createQuestions(await stores.open());
    for (const [place, ts] of ['3.0', '1.0', '2.0'].entries()) await questions.keep(aQuestion(ts), now + place, 0);

    const claims = await Promise.all(
      Array.from({ length: 4 }, () => questions.claim({ now: now + 10, limit: 3, leaseMs })),
    );
    const claimed = claims.flat().map(({ question }) => question.ts);

    expect(claimed.toSorted()).toEqual(['1.0', '2.0', '3.0']);
    expect(await questions.claim({ now: now + 10, limit: 3, leaseMs })).toEqual([]);
  });

  test('whoever lost the lease writes nothing any more', async () => {
    const questions = createQuestions(await stores.open());
    const first = await questions.keep(aQuestion(), now, leaseMs);
    const [second] = await questions.claim({ now: now + leaseMs, limit: 1, leaseMs });
    if (first === undefined || second === undefined) throw new Error('not held');

    const written = [
      await questions.markPosting(first, now, leaseMs),
      await questions.release(first, now),
      await questions.leaveUnclear(first, now),
      await questions.finish(first, now, '9.0'),
      await questions.finish(second, now, '8.0'),
    ];

    expect(written).toEqual([false, false, false, false, true]);
    expect(await questions.answerOf(aQuestion().id)).toBe('8.0');
  });

  test.each([
    ['surely refused', 'release', undefined],
    ['unclear', 'leaveUnclear', now + 1],
  ] as const)(
    'after a request that was %s the next holder knows what to look for',
    async (_, outcome, postingSince) => {
      const questions = createQuestions(await stores.open());
      const held = await questions.keep(aQuestion(), now, leaseMs);
      if (held === undefined) throw new Error('not held');
      await questions.markPosting(held, now + 1, leaseMs);
      await questions[outcome](held, now + 5_000);

      const early = await questions.claim({ now: now + 4_999, limit: 1, leaseMs });
      const [claimed] = await questions.claim({ now: now + 5_000, limit: 1, leaseMs });

      expect(early).toEqual([]);
      expect(claimed?.postingSince).toBe(postingSince);
    },
  );

  test('words are deleted when answered or ten minutes old; the key stays a week', async () => {
    const store = await stores.open();
    const questions = createQuestions(store);
    const words = () => store.db.selectFrom('questions').select(['id', 'question']).orderBy('id').execute();
    const answered = await questions.keep(aQuestion('1.0'), now, leaseMs);
    await questions.keep(aQuestion('2.0'), now, leaseMs);
    // A clock that ran ahead.
    await questions.keep(aQuestion('3.0'), now + 10 * knownForMs, -10 * knownForMs);
    if (answered !== undefined) await questions.finish(answered, now, '9.0');

    const forgotten = await questions.forgetOld(now + answerWithinMs);
    const later = await words();
    const again = await questions.keep(aQuestion('1.0'), now + knownForMs - 1, leaseMs);
    await questions.forgetOld(now + knownForMs);

    expect(forgotten.toSorted()).toEqual(['T1 C1 2.0', 'T1 C1 3.0']);
    expect(later.map(({ question }) => question)).toEqual([null, null, null]);
    expect(again).toBeUndefined();
    expect((await words()).map(({ id }) => id)).toEqual(['T1 C1 3.0']);
  });
});
