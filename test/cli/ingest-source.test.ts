import { writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';
import type { StandInPaper } from '../../src/playground/source-stand-in/published.ts';
import { startSourceStandIn } from '../../src/playground/source-stand-in/source-stand-in.ts';
import { createSourceRuns } from '../../src/store/source-runs.ts';
import { testNow } from '../support/builders.ts';
import { aFolder, aStore } from '../support/store.ts';
import { paperboy } from './terminal.ts';

const sparse: StandInPaper = {
  ...{ id: '2506.00001', title: 'Sparse Attention', abstract: 'We skip tokens.', authors: ['Ann Bee'] },
  ...{ categories: ['cs.CL'], upvotes: 3 },
};
const dense: StandInPaper = { ...sparse, id: '2506.00002', title: 'Dense Attention' };
/** The day of Daily Papers on testNow. */
const today = '2025-06-13';

/** A source with a paper today and one two days ago, and the environment of a bot that reads it. */
async function aSource() {
  const standIn = await startSourceStandIn({ now: () => testNow });
  onTestFinished(() => standIn.stop());
  standIn.huggingFace.put(today, sparse);
  standIn.huggingFace.put('2025-06-11', dense);
  const stateDir = aFolder();
  const env = { HUGGING_FACE_URL: standIn.url, STATE_DIR: stateDir };
  const ingest = (...args: string[]) => paperboy(['ingest', '--source', 'hugging-face', ...args], { env });
  return { standIn, env, ingest, stateDir };
}

test('a source is read by hand since a day, and what happened to each paper is told', async () => {
  const { standIn, ingest } = await aSource();

  const first = await ingest('--since', '2025-06-11');
  standIn.huggingFace.change(sparse.id, { upvotes: 9 });
  const second = await ingest('--since', '2025-06-11');

  expect(first).toEqual({
    ...{ exitCode: 0, stderr: '' },
    stdout: `added    2506.00001  Sparse Attention
added    2506.00002  Dense Attention
2 added, 0 updated, 0 unchanged, 0 skipped
`,
  });
  expect(second.stdout).toBe('updated  2506.00001  Sparse Attention\n0 added, 1 updated, 1 unchanged, 0 skipped\n');
});

test('one day is read with --date; a dry run tells the same and writes nothing', async () => {
  const { ingest } = await aSource();

  const dry = await ingest('--date', '2025-06-11', '--dry-run');
  const real = await ingest('--date', '2025-06-11');

  expect(dry.stdout).toBe(
    'added    2506.00002  Dense Attention\n1 added, 0 updated, 0 unchanged, 0 skipped (dry run: nothing written)\n',
  );
  expect(real.stdout).toBe('added    2506.00002  Dense Attention\n1 added, 0 updated, 0 unchanged, 0 skipped\n');
});

test('a paper that ships with the bot is updated, not added', async () => {
  const { standIn, ingest } = await aSource();
  standIn.huggingFace.put('2025-06-12', { ...sparse, id: '2409.10594', title: 'Kolmogorov-Arnold Transformer' });

  expect((await ingest('--date', '2025-06-12')).stdout).toContain('updated  2409.10594');
});

test('after a break the same command goes on where it was', async () => {
  const { standIn, ingest } = await aSource();
  // Days are read newest first: the first answer is sound, then the source shows web pages.
  const running = ingest('--since', '2025-06-11');
  while (standIn.requests.length === 0) await new Promise(setImmediate);
  standIn.fail('hugging-face', 'web-page');
  const broken = await running;
  standIn.heal('hugging-face');
  const asked = standIn.requests.length;
  const resumed = await ingest('--since', '2025-06-11');

  expect(broken.exitCode).toBe(1);
  expect(broken.stdout).toContain('1 added');
  expect(broken.stderr).toBe(
    'Hugging Face Daily Papers answered with a web page instead of papers. The same command goes on from here.\n',
  );
  expect(resumed).toMatchObject({ exitCode: 0 });
  expect(resumed.stdout).toContain('added    2506.00002');
  expect(standIn.requests.slice(asked).some((path) => path.includes(today))).toBe(false);
});

test('an item that is no paper is told with its reason, and the rest is read', async () => {
  const { standIn, ingest } = await aSource();
  standIn.huggingFace.put(today, { ...sparse, id: '2506.1' });

  const { stdout, exitCode } = await ingest('--date', today);

  expect(exitCode).toBe(0);
  expect(stdout).toContain('skipped  2506.1 has an id that arXiv could not have issued\n');
  expect(stdout).toContain('1 added, 0 updated, 0 unchanged, 1 skipped');
});

test('whoever stops it is told what was added and skipped so far, and that it goes on from there', async () => {
  const { standIn, ingest } = await aSource();
  standIn.huggingFace.put(today, { ...sparse, id: '2506.1' });
  // The list of the next day never comes.
  const running = ingest('--since', '2025-06-11');
  while (standIn.requests.length === 0) await new Promise(setImmediate);
  standIn.fail('hugging-face', 'hangs');
  while (standIn.requests.length === 1) await new Promise(setImmediate);
  process.emit('SIGTERM');
  const { stdout, stderr, exitCode } = await running;

  expect(stdout).toContain('skipped  2506.1 has an id that arXiv could not have issued\n1 added');
  expect(stdout).toContain('1 skipped');
  expect({ stderr, exitCode }).toEqual({ stderr: 'Stopped. The same command goes on from here.\n', exitCode: 1 });
});

test('a dry run that fails does not promise to go on: it keeps nothing', async () => {
  const { standIn, ingest } = await aSource();
  standIn.fail('hugging-face', 'web-page');

  expect(await ingest('--date', today, '--dry-run')).toMatchObject({
    ...{ exitCode: 1, stderr: 'Hugging Face Daily Papers answered with a web page instead of papers.\n' },
  });
});

test('what broke off more than a day ago begins anew: its lists have grown', async () => {
  const { standIn, ingest, stateDir } = await aSource();
  const runs = createSourceRuns(await aStore(`${stateDir}/playground`));
  const longAgo = testNow - 2 * 86_400_000;
  await runs.beginBackfill('hugging-face', 'since 2025-06-11', longAgo);
  await runs.recordSlice('hugging-face', { slice: '2025-06-11', readAt: longAgo + 1, papers: 0 });

  const { stdout } = await ingest('--since', '2025-06-11');

  expect(stdout).toContain('added    2506.00002');
  expect(standIn.requests).toHaveLength(3);
});

test('while another process reads the source it is left alone', async () => {
  const { ingest, standIn, stateDir } = await aSource();
  const runs = createSourceRuns(await aStore(`${stateDir}/playground`));
  await runs.claim('hugging-face', { now: testNow, leaseMs: 60_000, isDueOnly: false });

  const { exitCode, stderr } = await ingest();

  expect({ exitCode, stderr }).toEqual({
    ...{
      exitCode: 1,
      stderr:
        'Another Paperboy is reading Hugging Face Daily Papers. Try again when it is done, or in 20 minutes if it was killed.\n',
    },
  });
  expect(standIn.requests).toEqual([]);
});

test.each([
  [['--source', 'reddit'], '--source takes hugging-face or arxiv, not "reddit".'],
  [['--source', 'arxiv', '--since', 'monday'], '--since takes a day as YYYY-MM-DD, not "monday".'],
  [['--source', 'arxiv', '--date', '2025-02-30'], '--date takes a day as YYYY-MM-DD, not "2025-02-30".'],
  [['--source', 'arxiv', '--date', '2025-06-20'], '--date 2025-06-20 has not come yet'],
  [['--source', 'arxiv', '--date', '2025-06-01', '--since', '2025-06-01'], 'Give --date or --since, not both.'],
  [['--since', '2025-06-01'], '--date and --since go with --source.'],
  [['file.txt', '--source', 'arxiv'], 'A source is read without files and --out.'],
])('ingest %j is refused with the cure', async (args, sentence) => {
  const { exitCode, stderr } = await paperboy(['ingest', ...args], { env: { STATE_DIR: aFolder() } });

  expect(exitCode).toBe(2);
  expect(stderr).toContain(sentence);
});

test('titles of a digest get the ids that the search knows for exactly them', async () => {
  const { standIn, env } = await aSource();
  const digest = `${aFolder()}/digest.jsonl`;
  writeFileSync(
    digest,
    '{"id":"title-1","title":"Sparse attention","abstract":"x"}\n{"id":"title-2","title":"Attention","abstract":"x"}\n',
  );

  const { stdout } = await paperboy(['ingest', digest, '--dry-run', '--find-ids'], { env });

  expect(stdout).toContain('added    2506.00001  Sparse attention\nadded    title-2  Attention\n');
  expect(standIn.requests).toHaveLength(2);
});

test('status tells the library, the sources and the next digests', async () => {
  const { env, ingest } = await aSource();
  await ingest();

  const { stdout, exitCode } = await paperboy(['status'], { env: { ...env, SOURCES: 'hugging-face' } });

  expect(exitCode).toBe(0);
  expect(stdout).toContain('121 papers in the library. The newest, of Dec 2025: ');
  expect(stdout).toContain('Hugging Face Daily Papers: one paper today. Last read: ');
  expect(stdout).toContain('No digests.');
});

test('on a terminal one line shows how far it is; a log stays free of it', async () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  const log = new PassThrough();
  for (const stream of [terminal, log]) {
    const progress = progressOn(stream);
    progress.show(2, 4, 'read, 31 papers, 2025-06-11');
    progress.end();
    stream.end();
  }

  expect(await text(terminal)).toContain('███████████████░░░░░░░░░░░░░░░ 2 of 4 read, 31 papers, 2025-06-11');
  expect(await text(log)).toBe('');
});
