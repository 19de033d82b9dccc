import type { Engine } from './engine.ts';
import { flexSearch } from './flexsearch.ts';
import { lunrJs } from './lunr.ts';
import { miniSearch } from './minisearch.ts';
import { orama } from './orama.ts';
import { paperboy } from './paperboy.ts';
import { sqliteFts5 } from './sqlite-fts5.ts';

/** Every engine by the name that --engines takes, in the order of the tables. */
export const allEngines: ReadonlyMap<string, Engine> = new Map([
  ['minisearch', miniSearch],
  ['flexsearch', flexSearch],
  ['orama', orama],
  ['lunr', lunrJs],
  ['fts5', sqliteFts5],
  ['paperboy', paperboy],
]);
