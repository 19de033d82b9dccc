export const secrets = { bot: 'xoxb-bench', app: 'xapp-bench', signing: 'bench' };

/** A run that the driver asks for. */
export interface LoadRun {
  /** Addresses of the bot's processes for signed requests, one after the other; none: over their sockets. */
  readonly eventsUrls: readonly string[];
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
  /** From the first question to the last acknowledgement, and to the last answer. */
  readonly acksPerSecond: number;
  readonly answersPerSecond: number;
  readonly sent: number;
  readonly lost: number;
}

/** What stands of digests so far. */
export interface DigestsStanding {
  /** For each message when it was posted first, in milliseconds since 1970-01-01 UTC. */
  readonly firstAtMs: readonly number[];
  readonly twice: number;
}

/** What the process that plays Slack is asked for; before other digests it forgets those that stand. */
export type SlackJob = LoadRun | 'digests' | 'no digests';
