export const secrets = { bot: 'xoxb-bench', app: 'xapp-bench', signing: 'bench' };

/** A run that the driver asks for. */
export interface LoadRun {
  /** The bot's address for signed requests; undefined: over its socket. */
  readonly eventsUrl: string | undefined;
  readonly questions: readonly string[];
  readonly perSecond: number;
  /** After the last question, answers are waited for this long. */
  readonly drainMs: number;
}

export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoadFigures {
  readonly ackMs: Spread;
  readonly answerMs: Spread;
  readonly sent: number;
  readonly lost: number;
}
