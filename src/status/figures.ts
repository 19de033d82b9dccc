import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Slack waits 3 s for an acknowledgement; people notice an answer that takes longer than a quarter of a second. */
const ackBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];
const answerBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export type Figures = ReturnType<typeof createFigures>;

/** What is counted while the bot works, for Prometheus. @param ofProcess memory, garbage collection and the delay of the event loop too: once a process */
export function createFigures({ ofProcess = false }: { readonly ofProcess?: boolean } = {}) {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const acks = new Histogram({
    ...{ name: 'paperboy_ack_seconds', help: 'From the arrival of a delivery to its acknowledgement.' },
    ...{ labelNames: ['kind'], buckets: ackBuckets, registers },
  });
  const answers = new Histogram({
    ...{ name: 'paperboy_answer_seconds', help: 'From the arrival of a delivery until all that it asked for is done.' },
    ...{ labelNames: ['kind'], buckets: answerBuckets, registers },
  });
  const calls = new Counter({
    ...{ name: 'paperboy_slack_calls_total', help: 'Calls of Slack’s Web API by method and outcome.' },
    ...{ labelNames: ['method', 'outcome'], registers },
  });
  return {
    registry,
    /** @param kind "command", "app_mention", "block_actions", … @param ms from the arrival */
    acknowledged: (kind: string, ms: number): void => acks.observe({ kind }, ms / 1_000),
    /** All that a delivery asked for is done. */
    answered: (kind: string, ms: number): void => answers.observe({ kind }, ms / 1_000),
    /** @param outcome "ok", Slack's error code, "http_503" or "no_answer" */
    called: (method: string, outcome: string): void => calls.inc({ method, outcome }),
  };
}
