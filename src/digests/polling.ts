import type { Logger } from 'pino';

/** After an error of the store: it may be restarting. */
const errorPauseMs = 5_000;

export interface PollingOptions {
  /** What is done each time. */
  readonly pass: () => Promise<void>;
  readonly pollMs: number;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly logger: Logger;
  /** For the log, when a pass fails. */
  readonly complaint: string;
}

export type Polling = ReturnType<typeof createPolling>;

/** Asks the store again and again whether there is something to do. */
export function createPolling({ pass, pollMs, sleep, logger, complaint }: PollingOptions) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      let pauseMs = pollMs;
      try {
        await pass();
      } catch (error) {
        logger.error({ err: error }, complaint);
        pauseMs = errorPauseMs;
      }
      await sleep(pauseMs, signal);
    }
  }

  return {
    signal,
    start(): void {
      running = run();
    },
    /** Resolves when the pass under way is over. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
