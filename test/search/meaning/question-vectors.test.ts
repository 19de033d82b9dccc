import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createStoredTopics } from '../../../src/library/stored-vectors.ts';
import { type Encoder, EncoderError, type Urgency } from '../../../src/search/meaning/encoder.ts';
import { createQuestionVectors, usualLimits } from '../../../src/search/meaning/question-vectors.ts';
import { openVectorsInFile } from '../../../src/search/meaning/vectors-in-file.ts';
import { loadTestEncoder } from '../../support/encoder.ts';
import { engines, useStores } from '../../support/engines.ts';
import { aFolder } from '../../support/store.ts';

const { encoder, isMissing } = await loadTestEncoder();

/** The encoder, and what it was asked. */
function observed(real: Encoder): { readonly encoder: Encoder; readonly asked: [string, Urgency][] } {
  const asked: [string, Urgency][] = [];
  const encode: Encoder['encode'] = (pieces, urgency) => {
    asked.push([pieces.join(' '), urgency]);
    return real.encode(pieces, urgency);
  };
  return { encoder: { ...real, failure: undefined, encode }, asked };
}

const patient = (_ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
const impatient = async (): Promise<void> => undefined;

describe.skipIf(isMissing)('a question', () => {
  test('is encoded once, and known at once when it is asked again', async () => {
    const { encoder: one, asked } = observed(encoder);
    const vectors = createQuestionVectors({ encoder: one, limits: usualLimits, sleep: patient });

    const [first, same] = await Promise.all([vectors.of(['kv cache'], 'person'), vectors.of(['kv cache'], 'person')]);
    const again = await vectors.of(['kv cache'], 'person');

    expect(first).toMatchObject({ kind: 'known', pieces: [expect.any(Float32Array)] });
    expect([same, again]).toEqual([first, first]);
    expect(asked).toEqual([['kv cache', 'question']]);
  });

  test('that takes too long is answered without, and there when it is asked again', async () => {
    const { encoder: one, asked } = observed(encoder);
    let waitsMs = 0;
    const vectors = createQuestionVectors({
      ...{ encoder: one, limits: usualLimits },
      async sleep(ms) {
        waitsMs = ms;
      },
    });

    expect(await vectors.of(['kv cache'], 'person')).toEqual({ kind: 'late' });
    expect(waitsMs).toBe(150);
    // Served after it: the first is there by now.
    await encoder.encode(['another'], 'question');

    expect(await vectors.of(['kv cache'], 'person')).toMatchObject({ kind: 'known' });
    expect(asked).toHaveLength(1);
  });

  test('of a whole thread is waited for longer, a topic as long as it takes', async () => {
    const waits: number[] = [];
    const vectors = createQuestionVectors({
      ...{ encoder, limits: usualLimits },
      sleep(ms, signal) {
        waits.push(ms);
        return patient(ms, signal);
      },
    });

    await vectors.of(
      Array.from({ length: 20 }, (_, index) => `message ${index}`),
      'person',
    );
    await vectors.of(['a topic'], 'topic');

    expect(waits).toEqual([1_000]);
  });

  test('of a command is waited for', async () => {
    const vectors = createQuestionVectors({ encoder, sleep: impatient });

    expect(await vectors.of(['kv cache'], 'person')).toMatchObject({ kind: 'known' });
  });

  test.each([[['2024']], [['?!']], [[]]])('of %j has no vector', async (pieces) => {
    const vectors = createQuestionVectors({ encoder, limits: usualLimits, sleep: patient });

    expect(await vectors.of(pieces, 'person')).toEqual({ kind: 'absent' });
  });

  test('is forgotten when thousands were asked since, those asked lately are not', async () => {
    const { encoder: one, asked } = observed({
      ...encoder,
      encode: async (pieces) => ({ whole: new Float32Array(2), pieces: pieces.map(() => undefined) }),
    });
    const vectors = createQuestionVectors({ encoder: one, sleep: patient });
    for (let index = 0; index < 3_000; index += 1) {
      await vectors.of([`question ${index}`], 'person');
      await vectors.of(['question 0'], 'person');
    }
    const before = asked.length;

    await vectors.of(['question 2999'], 'person');
    await vectors.of(['question 0'], 'person');
    expect(asked).toHaveLength(before);
    await vectors.of(['question 1'], 'person');
    expect(asked).toHaveLength(before + 1);
  });
});

test('without an encoder there is no vector, and nobody waits', async () => {
  const vectors = createQuestionVectors({ encoder: undefined, limits: usualLimits, sleep: patient });

  expect(await vectors.of(['kv cache'], 'person')).toEqual({ kind: 'absent' });
});

test.each([
  ['that starts again', undefined, { kind: 'late' }],
  ['that ended', 'The encoder died again.', { kind: 'absent' }],
])('an encoder %s is no error', async (_, failure, expected) => {
  let told: string | undefined;
  const broken: Encoder = {
    ...encoder,
    get failure() {
      return told;
    },
    async encode() {
      told = failure;
      throw new EncoderError('Not encoded.');
    },
  };
  const vectors = createQuestionVectors({ encoder: broken, limits: usualLimits, sleep: patient });

  expect(await vectors.of(['kv cache'], 'person')).toEqual(expected);
  expect(await vectors.of(['kv cache'], 'topic')).toEqual(expected);
});

describe.skipIf(isMissing)('a topic of a subscription', () => {
  test('is kept, and the same after a restart', async () => {
    const path = join(aFolder(), 'topics.bin');
    const start = () => {
      const topics = openVectorsInFile(path, 'append');
      onTestFinished(() => topics.close());
      const { encoder: one, asked } = observed(encoder);
      return { vectors: createQuestionVectors({ encoder: one, topics, sleep: patient }), asked };
    };
    const before = start();
    const first = await before.vectors.of(['state space models'], 'topic');

    const after = start();
    const again = await after.vectors.of(['state space models'], 'topic');

    expect(first).toMatchObject({ kind: 'known' });
    expect(again).toEqual(first);
    expect([before.asked, after.asked]).toEqual([[['state space models', 'topic']], []]);
  });

  describe.each(engines)('on %s', (engine) => {
    const stores = useStores(engine);

    test('is there as long as it is asked for, and a week', async () => {
      const store = await stores.open();
      const day = 86_400_000;
      let today = 0;
      const topics = createStoredTopics(store, () => today * day);
      const { encoder: one, asked } = observed(encoder);

      for (; today < 10; today += 2) {
        // Each day another process.
        await createQuestionVectors({ encoder: one, topics, sleep: patient }).of(['agents'], 'topic');
      }
      const rows = await store.db.selectFrom('paper_vectors').select('needed_at').execute();

      expect(asked).toEqual([['agents', 'topic']]);
      expect(rows).toEqual([{ needed_at: 8 * day }]);
    });
  });
});
