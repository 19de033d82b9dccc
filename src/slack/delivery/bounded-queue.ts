export interface BoundedQueueOptions {
  /** Tasks that run at the same time. */
  readonly atOnce: number;
  /** Tasks that wait for their turn; one more is refused. */
  readonly waiting: number;
}

/** Work that nobody waits for, so that a burst of it takes no more than its share. */
export function createBoundedQueue({ atOnce, waiting }: BoundedQueueOptions) {
  const turns: (() => void)[] = [];
  let running = 0;

  return {
    /** False, and nothing is done, when too much waits already; else true when it is done. @throws what the task throws */
    async run(task: () => Promise<void>): Promise<boolean> {
      if (running >= atOnce) {
        if (turns.length >= waiting) return false;
        // Whoever ends hands its place on, so that nobody who comes now gets before it.
        await new Promise<void>((resolve) => turns.push(resolve));
      } else {
        running += 1;
      }
      try {
        await task();
        return true;
      } finally {
        const next = turns.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
