/** Slack says no: `{ok: false, error}`, with the details that the method documents. */
export class Refusal extends Error {
  readonly details: Record<string, unknown>;

  constructor(error: string, details: Record<string, unknown> = {}) {
    super(error);
    this.details = details;
  }
}

/** Slack's answer to malformed input: every problem twice, once for programs and once for people. */
export function refusalFor(error: string, problems: string[]): Refusal {
  return new Refusal(error, {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

/** HTTP 429 with Retry-After. */
export class RateLimited extends Error {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('ratelimited');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
