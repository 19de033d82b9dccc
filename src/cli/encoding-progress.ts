import type { TerminalStream } from './command.ts';
import { bar } from './progress.ts';

/** Elsewhere than on a terminal a line for each twentieth, so that a log stays short. */
const plainParts = 20;

function duration(seconds: number): string {
  return seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Shows how many papers are encoded: on a terminal a bar that is written over. */
export function encodingProgress(stream: TerminalStream, now: () => number): (encoded: number, of: number) => void {
  const startMs = now();
  const isTerminal = stream.isTTY === true;
  return (encoded, of) => {
    const perSecond = (1_000 * encoded) / Math.max(now() - startMs, 1);
    const figures = `${encoded} of ${of} papers encoded, ${perSecond.toFixed(0)} a second, ${duration((of - encoded) / perSecond)} left`;
    if (isTerminal) {
      stream.write(`\r\u001B[2K${bar(encoded, of)} ${figures}${encoded === of ? '\n' : ''}`);
    } else if (Math.floor((plainParts * encoded) / of) > Math.floor((plainParts * (encoded - 1)) / of)) {
      stream.write(`${figures}\n`);
    }
  };
}
