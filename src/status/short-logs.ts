import type { LogFn, Logger } from 'pino';

/** Logs stay readable in an outage, when everything fails at once and each failure may bring a page. */

const messageChars = 300;
const stackChars = 1_500;
/** The same line is written once in this time; the next one says how often it came meanwhile. In milliseconds. */
const onceInMs = 60_000;
const maxKnownLines = 1_000;

/** Slack's refusals need no stack: their code says what they are. */
const isOfSlack = (code: unknown): boolean => typeof code === 'string' && code.startsWith('slack_');

/** An error as the log holds it; of what came with it (headers, a page) nothing. */
export function shortError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error).slice(0, messageChars);
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message.slice(0, messageChars),
    ...(typeof code === 'string' && { code }),
    ...(!isOfSlack(code) && { stack: error.stack?.slice(0, stackChars) }),
    ...(error.cause !== undefined && { cause: String(error.cause).slice(0, messageChars) }),
  };
}

interface Line {
  readonly at: number;
  repeated: number;
}

/** Warnings and errors that say the same are counted, not written again; one that a person has the reference of always is. */
export function countRepeats(now: () => number) {
  const known = new Map<string, Line>();
  const warning = 40;

  return function logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
    const [fields, text] = args as unknown as [Record<string, unknown>, string];
    if (level < warning || typeof fields !== 'object' || fields['reference'] !== undefined) {
      method.apply(this, args);
      return;
    }
    const { err, ...others } = fields;
    const key = JSON.stringify([text, others, err instanceof Error ? err.message.slice(0, messageChars) : '']);
    const line = known.get(key);
    if (line !== undefined && now() - line.at < onceInMs) {
      line.repeated += 1;
      return;
    }
    if (known.size >= maxKnownLines) known.clear();
    known.set(key, { at: now(), repeated: 0 });
    const repeated = line === undefined || line.repeated === 0 ? {} : { repeated: line.repeated };
    method.apply(this, [{ ...fields, ...repeated }, text] as unknown as typeof args);
  };
}
