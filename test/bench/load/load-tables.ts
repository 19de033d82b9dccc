import type { DigestsFigures } from './digests-run.ts';
import type { LoadFigures, Spread } from './load-run.ts';
import type { BotProbe } from './probe.ts';

/** The load of the machine beside the figures, the bench's own included. */
interface Beside {
  readonly load: number;
}

export interface LoadRow extends LoadFigures, BotProbe, Beside {
  readonly mode: string;
  readonly replicas: number;
  readonly questions: string;
  /** Asked a second. */
  readonly rate: number;
}

export interface Endurance extends LoadFigures, BotProbe, Beside {
  readonly questions: number;
}

const shown = (value: number): string => (value >= 99.5 ? value.toFixed(0) : value.toPrecision(2));
const spread = ({ p50, p99, max }: Spread): string[] => [shown(p50), shown(p99), shown(max)];
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : [head, head.map(() => '---'), ...rows].map(line).join('');
}

const share = ({ coreMs, elapsedMs }: BotProbe): string => ((coreMs / elapsedMs) * 100).toFixed(0);
const delays = ({ loopDelayP99Ms, loopDelayMaxMs }: BotProbe): string[] => [
  shown(loopDelayP99Ms),
  shown(loopDelayMaxMs),
];
const ofBot = ['% of a core', 'RSS, MB', 'loop delay p99, ms', 'max', 'load'];

export function loadTable(rows: readonly LoadRow[]): string {
  const head = [
    ...['mode', 'replicas', 'questions', 'a second', 'acks a second', 'answers a second'],
    ...['ack p50, ms', 'p99', 'max', 'answer p50, ms', 'p99', 'max', 'lost', 'core ms a question', ...ofBot],
  ];
  return table(
    head,
    rows.map((row) => [
      ...[row.mode, String(row.replicas), row.questions, String(row.rate)],
      ...[shown(row.acksPerSecond), shown(row.answersPerSecond)],
      ...[...spread(row.ackMs), ...spread(row.answerMs), String(row.lost), shown(row.coreMs / row.sent), share(row)],
      ...[megabytes(row.residentBytes), ...delays(row), row.load.toFixed(1)],
    ]),
  );
}

export function enduranceTable(rows: readonly Endurance[]): string {
  return table(
    ['questions', 'RSS, MB', 'held by V8, MB', 'answer p99, ms', 'lost', 'load'],
    rows.map(({ questions, residentBytes, heldBytes, answerMs, lost, load }) => [
      ...[String(questions), megabytes(residentBytes), megabytes(heldBytes), shown(answerMs.p99)],
      ...[String(lost), load.toFixed(1)],
    ]),
  );
}

export function digestsTable(rows: readonly (DigestsFigures & Beside)[]): string {
  const head = [
    ...['digests', 'replicas', 'all stand after, s', 'p50, s', 'p99', 'a second', 'lost', 'twice'],
    ...['core ms a digest', ...ofBot],
  ];
  return table(
    head,
    rows.map((row) => [
      ...[String(row.digests), String(row.replicas)],
      ...[row.afterDueMs.max, row.afterDueMs.p50, row.afterDueMs.p99].map((ms) => shown(ms / 1_000)),
      ...[shown(row.perSecond), String(row.lost), String(row.twice), shown(row.coreMs / row.digests), share(row)],
      ...[megabytes(row.residentBytes), ...delays(row), row.load.toFixed(1)],
    ]),
  );
}
