import { openStore } from '../../src/store/open-store.ts';

// A process of its own that opens the place given as JSON, and says that it could.

const store = await openStore({ ...JSON.parse(process.argv[2] ?? ''), onConnectionError: () => undefined });
await store.db.selectFrom('deliveries').selectAll().execute();
await store.close();
process.stdout.write('opened');
