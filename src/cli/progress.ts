import type { TerminalStream } from './command.ts';

const barChars = 30;

export function bar(done: number, of: number): string {
  const filled = of === 0 ? barChars : Math.round((barChars * done) / of);
  return `${'█'.repeat(filled)}${'░'.repeat(barChars - filled)}`;
}

export interface Progress {
  /** @param words what is counted, and what else there is to say */
  show(done: number, of: number, words: string): void;
  /** Removes the line. */
  end(): void;
}

/** On a terminal one line that is written over; elsewhere nothing, what happened is told at the end. */
export function progressOn(stream: TerminalStream): Progress {
  const rewrite = (line: string): void => {
    if (stream.isTTY === true) stream.write(`\r\u001B[2K${line}`);
  };
  return {
    show: (done, of, words) => rewrite(`${bar(done, of)} ${done} of ${of} ${words}`),
    end: () => rewrite(''),
  };
}
