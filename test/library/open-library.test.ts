import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLibrary } from '../../src/library/open-library.ts';
import { createAsk } from '../../src/search/ask.ts';
import { aPaper, testNow, titlesOf } from '../support/builders.ts';

interface Folder {
  readonly papers: string;
  readonly stateDir: string;
}

function aFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-library-'));
  const papers = join(folder, 'papers.jsonl');
  writeFileSync(
    papers,
    '{"id": "a", "title": "Pruning Heads", "abstract": "We prune."}\n{"id": "b", "title": "Heads", "abstract": ""}\nnothing\n',
  );
  return { papers, stateDir: join(folder, 'var') };
}

async function open({ papers, stateDir }: Folder) {
  const [rebuilt, problems]: [string[], string[]] = [[], []];
  const opened = await openLibrary({
    files: [papers],
    stateDir,
    ...{ keptFrom: 1, mostMissing: 0 },
    onProblem: ({ line, reason }) => problems.push(`${line} ${reason}`),
    onRebuild: (reason) => rebuilt.push(reason),
  });
  const titles = async (question: string) =>
    titlesOf(await createAsk({ library: opened.library, now: () => testNow }).ask(question));
  return { ...opened, titles, rebuilt, problems };
}

const keptIn = ({ stateDir }: Folder): string[] => readdirSync(stateDir).filter((name) => name.startsWith('words-'));
const changed = ({ stateDir }: Folder): number[] =>
  keptIn({ papers: '', stateDir }).map((name) => readFileSync(join(stateDir, name)).length);

describe('the index of a large library', () => {
  test('is kept once its papers are there, and loaded at the next start', async () => {
    const folder = aFolder();
    const first = await open(folder);
    await first.keep();
    const bytes = changed(folder);

    const second = await open(folder);
    await second.keep();

    expect(first.problems).toEqual(['3 is not JSON; skipped.']);
    expect([...second.library.papers()].map(({ title }) => title)).toEqual(['Pruning Heads', 'Heads']);
    expect(await second.titles('pruning')).toEqual(['Pruning Heads']);
    expect([second.rebuilt, changed(folder)]).toEqual([[], bytes]);
  });

  test('holds what sources brought, for the start at which they bring it again', async () => {
    const folder = aFolder();
    const first = await open(folder);
    const brought = aPaper({ id: 'new', title: 'Brought by a source', abstract: 'We use low-rank adaptation (LoRA).' });
    first.library.add([brought]);
    await first.keep();

    const second = await open(folder);
    second.library.add([brought]);
    await second.keep();

    expect(await second.titles('brought')).toEqual(['Brought by a source']);
    expect(await second.titles('LoRA')).toEqual(['Brought by a source']);
    expect(second.library.size).toBe(3);
  });

  test('takes a paper anew that has another text since, and forgets one that is gone', async () => {
    const folder = aFolder();
    await (await open(folder)).keep();
    writeFileSync(folder.papers, '{"id": "b", "title": "Growing Heads", "abstract": "We grow."}\n');

    const again = await open(folder);
    await again.keep();

    expect(await again.titles('growing heads')).toEqual(['Growing Heads']);
    expect(await again.titles('pruning')).toEqual(['none']);
    expect([again.library.size, again.library.papersWith('heads'), again.library.papersWith('prune')]).toEqual([
      1, 1, 0,
    ]);
  });

  test('is made anew when its file was damaged', async () => {
    const folder = aFolder();
    await (await open(folder)).keep();
    const file = join(folder.stateDir, keptIn(folder)[0] ?? '');
    writeFileSync(file, readFileSync(file).fill(49, 400, 410));

    const again = await open(folder);

    expect(again.rebuilt).toEqual(['The index that was kept is damaged: its checksum is wrong.']);
    expect(await again.titles('pruning')).toEqual(['Pruning Heads']);
  });

  test('that cannot be kept is told, and searched all the same', async () => {
    const folder = aFolder();
    writeFileSync(folder.stateDir, 'a file where the folder should be');
    const opened = await open(folder);

    await expect(opened.keep()).rejects.toThrow();
    expect(await opened.titles('pruning')).toEqual(['Pruning Heads']);
  });

  test('of other files goes after a month in which nobody read it', async () => {
    const folder = aFolder();
    await (await open(folder)).keep();
    const [own = ''] = keptIn(folder);
    const [old, recent] = ['words-0123456789ab.json', 'words-ba9876543210.json'];
    for (const name of [old, recent]) writeFileSync(join(folder.stateDir, name), '');
    const twoMonthsAgo = Date.now() / 1_000 - 60 * 86_400;
    utimesSync(join(folder.stateDir, old), twoMonthsAgo, twoMonthsAgo);
    writeFileSync(folder.papers, '{"id": "c", "title": "Other Heads", "abstract": ""}\n');

    await (await open(folder)).keep();

    expect(keptIn(folder).toSorted()).toEqual([own, recent].toSorted());
  });
});

test('a small library is not worth a file', async () => {
  const folder = aFolder();
  const { keep } = await openLibrary({ files: [folder.papers], stateDir: folder.stateDir, onProblem: () => undefined });

  await keep();

  expect(() => readdirSync(folder.stateDir)).toThrow('ENOENT');
});
