import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';

/** Counts what is being worked on, since Bolt's stop() does not wait for its listeners. */
export interface WorkInFlight {
  readonly middleware: Middleware<AnyMiddlewareArgs>;
  readonly count: number;
  /** Resolves when nothing is being worked on. */
  idle(): Promise<void>;
}

export function createWorkInFlight(): WorkInFlight {
  let count = 0;
  let waiting: (() => void)[] = [];

  return {
    get count() {
      return count;
    },
    async middleware({ next }) {
      count += 1;
      try {
        await next();
      } finally {
        count -= 1;
        if (count === 0) {
          for (const resolve of waiting) resolve();
          waiting = [];
        }
      }
    },
    idle: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
