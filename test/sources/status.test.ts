import { expect, test } from 'vitest';
import { createArxiv } from '../../src/sources/arxiv/arxiv.ts';
import { createHuggingFace } from '../../src/sources/hugging-face/hugging-face.ts';
import { createSourcesStatus } from '../../src/sources/status.ts';
import { freshnessNote, sourceSentence } from '../../src/status/status-words.ts';
import { createSourceRuns } from '../../src/store/source-runs.ts';
import { aStore } from '../support/store.ts';

const unused = {
  get: () => Promise.reject(new Error('Nothing is asked for here.')),
  sleep: async () => undefined,
  monotonicMs: () => 0,
};
const wednesday = Date.UTC(2026, 10, 25, 14);
const saturday = Date.UTC(2026, 10, 28, 14);

/** What is said of Daily Papers at `now`, after a run that ended so. */
async function said(
  now: number,
  run: { papers: number } | { reason: string; since: number } | undefined,
  timeZone = 'Europe/London',
) {
  const runs = createSourceRuns(await aStore());
  const source = createHuggingFace({ ...unused, url: 'http://127.0.0.1:1/', token: undefined, now: () => now });
  const claim = async (at: number) => {
    const lease = await runs.claim(source.name, { now: at, leaseMs: 1, isDueOnly: false });
    if (lease === undefined) throw new Error('Free');
    return lease;
  };
  if (run !== undefined) {
    await runs.succeed(await claim(now - 86_400_000), { now: now - 86_400_000, nextAt: now });
    if ('reason' in run)
      await runs.fail(await claim(run.since), { now: run.since, nextAt: now + 600_000, reason: run.reason });
    else {
      await runs.recordSlice(source.name, { slice: source.newestSlice(now), readAt: now, papers: run.papers });
      await runs.succeed(await claim(now), { now, nextAt: now + 3_600_000 });
    }
  }
  const [status] = await createSourcesStatus({ sources: [source], runs, now: () => now })();
  if (status === undefined) throw new Error('One source');
  return { sentence: sourceSentence(status, timeZone), note: freshnessNote([status], timeZone) };
}

test('a quiet day, a closed day and a broken source are three different sentences', async () => {
  const quiet = await said(wednesday, { papers: 0 });
  const closed = await said(saturday, { papers: 0 });
  const broken = await said(wednesday, {
    since: wednesday - 7_200_000,
    reason: 'Hugging Face Daily Papers has trouble (HTTP 503).',
  });

  expect(quiet.sentence).toBe(
    'Hugging Face Daily Papers: nothing new today so far. Last read: Wed 25 Nov, 14:00. Next: Wed 25 Nov, 15:00.',
  );
  expect(closed.sentence).toContain('closed on Sat 28 Nov, it brings few papers or none at weekends');
  expect(broken.sentence).toBe(
    'Hugging Face Daily Papers: not readable since Wed 25 Nov, 12:00, newer papers may be missing. Hugging Face Daily Papers has trouble (HTTP 503). Last read: Tue 24 Nov, 14:00. Next try: Wed 25 Nov, 14:10.',
  );
  expect(quiet.note).toBe('Hugging Face Daily Papers: nothing new today as of Wed 25 Nov, 14:00.');
  expect(closed.note).toBe('Hugging Face Daily Papers is closed on Sat 28 Nov, as on every weekend.');
  expect(broken.note).toBe(
    'Hugging Face Daily Papers has not been readable since Wed 25 Nov, 12:00: newer papers may be missing here.',
  );
});

test('on a Monday morning in Tokyo, a Sunday in New York, the closed day is named', async () => {
  const { note } = await said(Date.UTC(2026, 10, 30), { papers: 0 }, 'Asia/Tokyo');

  expect(note).toBe('Hugging Face Daily Papers is closed on Sun 29 Nov, as on every weekend.');
});

test('papers that came, also at a weekend, are counted', async () => {
  expect((await said(saturday, { papers: 3 })).note).toBe(
    'Hugging Face Daily Papers: 3 papers today as of Sat 28 Nov, 14:00.',
  );
});

test('before the first run it says so, and where no source is read it says nothing', async () => {
  expect((await said(wednesday, undefined)).sentence).toContain('not read yet. First try: Wed 25 Nov, 14:00');
  expect(freshnessNote([], 'UTC')).toBeUndefined();
});

test('a feed that shows only what was known is quiet, whatever its own date says; a bot that did not read for hours is broken', async () => {
  const runs = createSourceRuns(await aStore());
  const source = createArxiv({ ...unused, url: undefined, categories: ['cs.CL'] });
  const lease = await runs.claim('arxiv', { now: wednesday, leaseMs: 1, isDueOnly: false });
  if (lease === undefined) throw new Error('Free');
  await runs.recordSlice('arxiv', { slice: 'feed', readAt: wednesday, papers: 300 });
  await runs.succeed(lease, { now: wednesday, nextAt: wednesday + 3_600_000 });
  const freshnessAt = async (now: number) =>
    (await createSourcesStatus({ sources: [source], runs, now: () => now })())[0]?.freshness;

  expect(await freshnessAt(wednesday)).toEqual({ kind: 'quiet' });
  expect(await freshnessAt(wednesday + 4 * 3_600_000)).toMatchObject({ kind: 'broken', since: wednesday });
});
