import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded into the bot before it starts: tells whoever asks what it takes of the machine since it was asked last.

export interface BotProbe {
  /** What it took of a core, its encoder's threads included: the same whatever else the machine does. */
  readonly coreMs: number;
  readonly elapsedMs: number;
  readonly residentBytes: number;
  /** What V8 holds after a collection of garbage. */
  readonly heldBytes: number;
  readonly loopDelayP99Ms: number;
  readonly loopDelayMaxMs: number;
}

const resolutionMs = 5;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();
let cpu = process.cpuUsage();
let atMs = performance.now();

process.on('message', () => {
  const { user, system } = process.cpuUsage(cpu);
  const [coreMs, elapsedMs] = [(user + system) / 1_000, performance.now() - atMs];
  // The timer itself waits so long.
  const [loopDelayP99Ms = 0, loopDelayMaxMs = 0] = [delay.percentile(99), delay.max].map(
    (ns) => ns / 1e6 - resolutionMs,
  );
  globalThis.gc?.();
  const { rss: residentBytes, heapUsed, external } = process.memoryUsage();
  const told: BotProbe = {
    coreMs,
    elapsedMs,
    residentBytes,
    heldBytes: heapUsed + external,
    loopDelayP99Ms,
    loopDelayMaxMs,
  };
  process.send?.(told);
  delay.reset();
  cpu = process.cpuUsage();
  atMs = performance.now();
});
// Whoever measures is gone.
process.on('disconnect', () => process.exit());
