import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { openStore } from '../../src/store/open-store.ts';
import type { insertDue } from './due-subscriptions.ts';

/** What a round needs of a version of the bot. */
export interface Version {
  readonly name: string;
  readonly workerFile: string;
  readonly openStore: typeof openStore;
  readonly insertDue: typeof insertDue;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const git = (...args: readonly string[]): Buffer => execFileSync('git', args, { cwd: root, maxBuffer: 2 ** 28 });

/** Commits with migrations since then; the newest alone may be one that changes nothing that digests need. */
const commitsBack = 3;

/** The bot as it was some migrations ago, from the repository's history. @throws where that is not here, as in a shallow clone */
export async function unpackEarlierVersion(folder: string): Promise<Version> {
  const added = git('log', '--diff-filter=A', '--format=%h', `-${commitsBack}`, '--', 'src/store/migrations');
  const name = `${added.toString().trim().split('\n').at(-1)}^`;
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: git('archive', name, 'src', 'test', 'data', 'package.json') });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const load = (file: string) => import(pathToFileURL(join(folder, file)).href);
  const { openStore } = await load('src/store/open-store.ts');
  const { insertDue } = await load('test/faults/due-subscriptions.ts');
  return { name, workerFile: join(folder, 'test/faults/worker-process.ts'), openStore, insertDue };
}
