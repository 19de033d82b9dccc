import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Paper } from '../../../src/papers/paper.ts';

/** An index over the papers that it was built from. */
export interface Index {
  /** Ids of at most `limit` papers, best first. Any text is a question; none throws. */
  search(question: string, limit: number): readonly string[] | Promise<readonly string[]>;
  /** All that people get for a question, the texts that explain it too. */
  answer?(question: string): Promise<unknown>;
  /** What it holds outside V8's heap and where V8 does not count it, in bytes. */
  readonly nativeBytes?: number;
}

/** One search engine, set up as its own documentation advises for questions in plain words over title and abstract. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  build(papers: readonly Paper[]): Index | Promise<Index>;
}

const packageJson = JSON.parse(readFileSync(fileURLToPath(new URL('../../../package.json', import.meta.url)), 'utf8'));

/** The version of a package, which package.json pins; our own without a name. */
export function versionOf(name?: string): string {
  return name === undefined
    ? packageJson.version
    : { ...packageJson.dependencies, ...packageJson.devDependencies }[name];
}
