import type { Engine } from './engine.ts';
import { miniSearch } from './minisearch.ts';
import { orama } from './orama.ts';
import { paperboy } from './paperboy.ts';

/** In the order of the tables. */
export const allEngines: ReadonlyMap<string, Engine> = new Map([
  ['minisearch', miniSearch],
  ['orama', orama],
  ['paperboy', paperboy],
]);
