import { AsyncLocalStorage } from 'node:async_hooks';

/** Which request the work of this moment belongs to, so that every line of the log can say so, from the event to the reply. */
export interface Trail {
  run<Result>(request: string, work: () => Result): Result;
  current(): string | undefined;
}

export function createTrail(): Trail {
  const storage = new AsyncLocalStorage<string>();
  return { run: (request, work) => storage.run(request, work), current: () => storage.getStore() };
}
