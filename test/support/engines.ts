import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openStore, type Store, type StorePlace } from '../../src/store/open-store.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { aFolder } from './store.ts';

export const engines = ['sqlite', 'postgres'] as const;
export type Engine = (typeof engines)[number];

export interface Stores {
  /** A place where nothing was stored yet. */
  emptyPlace(): Promise<StorePlace>;
  /** Opens a place, an empty one by default; closed when the test ends. */
  open(place?: StorePlace): Promise<Store>;
  /** Opens an empty PostgreSQL for all tests of the block; whoever asks closes it. */
  openForAll(): Promise<Store>;
}

/** Stores on one engine, for the tests of the describe block that calls it. */
export function useStores(engine: Engine): Stores {
  let postgres: Postgres | undefined;
  let databases = 0;
  if (engine === 'postgres') {
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres?.stop());
  }

  async function placeIn(stateDir: string): Promise<StorePlace> {
    databases += 1;
    const databaseUrl = await postgres?.createDatabase(`test_${databases}`);
    return { databaseUrl, stateDir, onConnectionError: () => undefined };
  }

  const emptyPlace = (): Promise<StorePlace> => placeIn(aFolder());

  return {
    emptyPlace,
    openForAll: async () => openStore(await placeIn('')),
    async open(place) {
      const store = await openStore(place ?? (await emptyPlace()));
      onTestFinished(() => store.close());
      return store;
    },
  };
}
