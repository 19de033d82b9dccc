import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shippedVectors } from '../src/compose.ts';
import { openLibrary } from '../src/open-library.ts';
import { aPaper } from './support/builders.ts';

function aFolder(): { papers: string; snapshotDir: string } {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-library-'));
  const papers = join(folder, 'papers.jsonl');
  writeFileSync(
    papers,
    '{"id": "a", "title": "Pruning Heads", "abstract": "We prune."}\n{"id": "b", "title": "Heads", "abstract": ""}\nnothing\n',
  );
  return { papers, snapshotDir: join(folder, 'var') };
}

async function open({ papers, snapshotDir }: ReturnType<typeof aFolder>) {
  const [rebuilt, problems]: [string[], string[]] = [[], []];
  const { library } = await openLibrary({
    files: [papers],
    vectors: shippedVectors,
    snapshotDir,
    snapshotFromBytes: 0,
    onProblem: ({ line, reason }) => problems.push(`${line} ${reason}`),
    onRebuild: (reason) => rebuilt.push(reason),
  });
  return { titles: [...library.papers()].map(({ title }) => title), rebuilt, problems };
}

const problems = ['3 is not JSON; skipped.'];

test('the index of large files is made once, and loaded from then on', async () => {
  const folder = aFolder();

  expect(await open(folder)).toEqual({ titles: ['Pruning Heads', 'Heads'], rebuilt: ['There is none yet.'], problems });
  expect(await open(folder)).toEqual({ titles: ['Pruning Heads', 'Heads'], rebuilt: [], problems });
});

test('when a file changes, the index is made anew', async () => {
  const folder = aFolder();
  await open(folder);

  writeFileSync(folder.papers, '{"id": "b", "title": "Growing Heads", "abstract": "We grow."}\n');

  expect(await open(folder)).toEqual({
    titles: ['Growing Heads'],
    rebuilt: ['The papers or the vectors have changed since.'],
    problems: [],
  });
});

test('an index that was damaged is made anew', async () => {
  const folder = aFolder();
  await open(folder);
  const snapshot = join(folder.snapshotDir, readdirSync(folder.snapshotDir)[0] ?? '');

  writeFileSync(snapshot, readFileSync(snapshot).fill(1, 400, 410));

  expect(await open(folder)).toMatchObject({
    titles: ['Pruning Heads', 'Heads'],
    rebuilt: ['It is damaged or cut short: its checksum is wrong.'],
  });
  expect((await open(folder)).rebuilt).toEqual([]);
});

test('where no snapshot can be kept, papers are searched all the same', async () => {
  const folder = aFolder();
  writeFileSync(folder.snapshotDir, 'a file where the folder should be');

  const { titles, rebuilt, problems: told } = await open(folder);

  expect(titles).toEqual(['Pruning Heads', 'Heads']);
  expect(rebuilt.at(-1)).toContain('No snapshot can be kept');
  expect(told).toEqual(problems);
});

describe('what sources brought', () => {
  async function openFollowing({ papers, snapshotDir }: ReturnType<typeof aFolder>, storeChange: number) {
    const opened = await openLibrary({
      files: [papers],
      vectors: shippedVectors,
      snapshotDir,
      store: { name: 'a database', change: storeChange },
      keptFrom: 1,
      onProblem: () => undefined,
    });
    return { ...opened, ids: () => [...opened.library.papers()].map(({ id }) => id).toSorted() };
  }

  test('is kept when the bot stops, and the next start goes on from there', async () => {
    const folder = aFolder();
    const before = await openFollowing(folder, 5);
    before.library.add([aPaper({ id: 'new', title: 'Brought by a source' })]);
    before.keep(5);

    const after = await openFollowing(folder, 8);

    expect([before.change, after.change]).toEqual([0, 5]);
    expect(after.ids()).toEqual(['a', 'b', 'new']);
  });

  test('is not kept as if it came from a file that changed since it was read', async () => {
    const folder = aFolder();
    const before = await openFollowing(folder, 5);
    before.library.add([aPaper({ id: 'new' })]);
    writeFileSync(folder.papers, '{"id": "c", "title": "Written while the bot ran", "abstract": ""}\n');
    before.keep(5);

    const after = await openFollowing(folder, 8);

    expect([after.change, after.ids()]).toEqual([0, ['c']]); // and the store tells of "new" again
  });

  test('what a writer that was killed left is cleared away, what another is writing is not', async () => {
    const folder = aFolder();
    const opened = await openFollowing(folder, 5);
    opened.keep(5);
    const [snapshot = ''] = readdirSync(folder.snapshotDir);
    const [dead, alive] = [`${snapshot}.dead`, `${snapshot}.alive`];
    for (const name of [dead, alive]) writeFileSync(join(folder.snapshotDir, name), '');
    const twoHoursAgo = Date.now() / 1_000 - 7_200;
    utimesSync(join(folder.snapshotDir, dead), twoHoursAgo, twoHoursAgo);

    opened.keep(6);

    expect(readdirSync(folder.snapshotDir).toSorted()).toEqual([snapshot, alive]);
  });

  test('leaves nothing behind where it cannot be kept', async () => {
    const folder = aFolder();
    const before = await openFollowing(folder, 5);
    before.keep(5);
    const [snapshot = ''] = readdirSync(folder.snapshotDir);
    rmSync(join(folder.snapshotDir, snapshot));
    mkdirSync(join(folder.snapshotDir, snapshot));

    expect(() => before.keep(6)).toThrow();
    expect(readdirSync(folder.snapshotDir)).toEqual([snapshot]);
  });

  test('is not trusted when the database knows less', async () => {
    const folder = aFolder();
    const before = await openFollowing(folder, 5);
    before.library.add([aPaper({ id: 'new' })]);
    before.keep(5);

    const after = await openFollowing(folder, 2);

    expect([after.change, after.ids()]).toEqual([0, ['a', 'b']]);
    // Nor later: this database may have come to that change by other papers.
    expect((await openFollowing(folder, 9)).change).toBe(0);
  });
});
