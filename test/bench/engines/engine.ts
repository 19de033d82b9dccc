import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Paper } from '../../../src/papers/paper.ts';
import type { Meanings } from './meanings.ts';

/** An index over the papers that it was built from. */
export interface Index {
  /** Ids of at most `limit` papers, best first. Any text is a question; none throws. */
  search(question: string, limit: number): readonly string[] | Promise<readonly string[]>;
}

/** One search engine, set up as its own documentation advises for questions in plain words over title and abstract. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  build(papers: readonly Paper[], meanings: Meanings): Index | Promise<Index>;
}

const packageJson = JSON.parse(readFileSync(fileURLToPath(new URL('../../../package.json', import.meta.url)), 'utf8'));

/** The version of a package, which package.json pins; our own without a name. */
export function versionOf(name?: string): string {
  return name === undefined
    ? packageJson.version
    : { ...packageJson.dependencies, ...packageJson.devDependencies }[name];
}
