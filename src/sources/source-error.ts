/**
 * - unreachable: no answer, or a failure of the server; later it may work
 * - rate-limited: it wants fewer requests
 * - blocked: it shows a web page instead of papers
 * - unreadable: it answers with something that is not understood
 * - refused: it takes this request for wrong
 */
export type SourceErrorKind = 'unreachable' | 'rate-limited' | 'blocked' | 'unreadable' | 'refused';

/** A source did not give papers; the message is a sentence for people, without an address or a secret. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: SourceErrorKind;
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** How long the source asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: SourceErrorKind, message: string, details: Partial<SourceError> = {}) {
    const { status, retryAfterMs, cause } = details;
    super(message, { cause });
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}
