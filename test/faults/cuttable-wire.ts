import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A stretch of network between a process and its database. */
export interface CuttableWire {
  /** The database, by this way. */
  readonly url: string;
  /**
   * Nothing passes for so long, and neither end is told. Then what was under way goes on, as TCP sends again what was lost; or, every
   * other time, each end learns that its connections are gone.
   */
  cut(forMs: number): Promise<void>;
  stop(): void;
}

export async function startWire(databaseUrl: string): Promise<CuttableWire> {
  const target = new URL(databaseUrl);
  const ends = new Set<Socket>();
  let isCut = false;
  let cuts = 0;

  function join(from: Socket, to: Socket): void {
    ends.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk) => to.write(chunk));
    if (isCut) from.pause();
    from.on('error', () => undefined);
    from.on('close', () => {
      ends.delete(from);
      to.destroy();
    });
  }

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    join(near, far);
    join(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);

  return {
    url: url.href,
    async cut(forMs) {
      isCut = true;
      for (const end of ends) end.pause();
      await sleep(forMs);
      isCut = false;
      cuts += 1;
      for (const end of ends) {
        if (cuts % 2 === 0) end.resetAndDestroy();
        else end.resume();
      }
    },
    stop() {
      server.close();
      for (const end of ends) end.destroy();
    },
  };
}
