/** What lies further back does not count, in milliseconds. */
const countedMs = 60_000;

/** How often something happened lately. */
export interface Pace {
  step(): void;
  /** Steps a second in the last minute; undefined when there was none. */
  perSecond(): number | undefined;
}

/** @param monotonicMs milliseconds of a clock that never jumps */
export function createPace(monotonicMs: () => number): Pace {
  const steps: number[] = [];
  const forget = (): void => {
    const since = monotonicMs() - countedMs;
    steps.splice(0, steps.findLastIndex((at) => at < since) + 1);
  };
  return {
    step() {
      steps.push(monotonicMs());
      // Nobody may ever ask.
      if (steps.length % 1_000 === 0) forget();
    },
    perSecond() {
      forget();
      const [first] = steps;
      const overMs = first === undefined ? 0 : monotonicMs() - first;
      return overMs === 0 ? undefined : (1_000 * steps.length) / overMs;
    },
  };
}
