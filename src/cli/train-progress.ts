import type { TrainProgress } from '../training/train.ts';
import type { TerminalStream } from './command.ts';

/** On a terminal one line that is written over; elsewhere a line for each twentieth, so that a log stays short. */
const plainShare = 0.05;
const barChars = 30;
const redrawMs = 100;

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Shows how far training is, on `stream`. */
export function trainProgress(stream: TerminalStream, now: () => number): (progress: TrainProgress) => void {
  const isTerminal = stream.isTTY === true;
  const rewrite = (line: string): void => {
    stream.write(`\r\u001B[2K${line}`);
  };
  let firstStep: { at: number; step: number } | undefined;
  let shownShare = 0;
  let shownAt = 0;

  function showLearning(step: number, total: number, loss: number): void {
    firstStep ??= { at: now(), step: step - 1 };
    const share = step / total;
    const left = ((now() - firstStep.at) / (step - firstStep.step)) * (total - step);
    const figures = `step ${step} of ${total}, loss ${loss.toFixed(2)}, ${duration(left)} left`;
    if (isTerminal && (now() - shownAt >= redrawMs || step === total)) {
      shownAt = now();
      const filled = Math.round(barChars * share);
      rewrite(`${'█'.repeat(filled)}${'░'.repeat(barChars - filled)} ${figures}${step === total ? '\n' : ''}`);
    } else if (!isTerminal && (share - shownShare >= plainShare || step === total)) {
      shownShare = share;
      stream.write(`${figures}\n`);
    }
  }

  return (progress) => {
    switch (progress.kind) {
      case 'reading':
        if (isTerminal) rewrite(`${progress.papers} papers read`);
        return;
      case 'vocabulary': {
        const skipped = progress.skipped > 0 ? `; lines that are no papers: ${progress.skipped}` : '';
        const line = `${progress.papers} papers, ${progress.terms} terms${skipped}\n`;
        if (isTerminal) rewrite(line);
        else stream.write(line);
        return;
      }
      case 'learning':
        showLearning(progress.step, progress.total, progress.loss);
    }
  };
}
