export function createChanges() {
  const listeners = new Set<() => void>();
  let isTelling = false;

  return {
    changed() {
      if (isTelling) return;
      isTelling = true;
      queueMicrotask(() => {
        isTelling = false;
        for (const listener of [...listeners]) listener();
      });
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Tells listeners that something changed, once for all the changes of one turn of the event loop. */
export type Changes = ReturnType<typeof createChanges>;
