import type { TerminalStream } from './command.ts';

const barChars = 30;

export interface SourceProgress {
  show(slicesRead: number, slice: string, papers: number): void;
  /** Removes the line. */
  end(): void;
}

/** On a terminal one line that is written over; elsewhere nothing, what happened is told at the end. */
export function sourceProgress(stream: TerminalStream, slices: number): SourceProgress {
  const rewrite = (line: string): void => {
    if (stream.isTTY === true) stream.write(`\r\u001B[2K${line}`);
  };
  return {
    show(slicesRead, slice, papers) {
      const filled = slices === 0 ? barChars : Math.round((barChars * slicesRead) / slices);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(barChars - filled)}`;
      rewrite(`${bar} ${slicesRead} of ${slices}, ${papers} papers, ${slice}`);
    },
    end: () => rewrite(''),
  };
}
