import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

const levels: Readonly<Record<string, LogLevel>> = {
  trace: LogLevel.DEBUG,
  debug: LogLevel.DEBUG,
  info: LogLevel.INFO,
  warn: LogLevel.WARN,
};

/** Bolt writes what it gets and sends as JSON, with people's words and the tickets of sockets; and addresses with tokens in them. */
function withoutContents(text: string): string {
  return text.replace(/[{[][\s\S]*/, '…').replace(/\?\S+/g, '?…');
}

/** Bolt's logger, writing to ours: one format, one level, one stream. */
export function createBoltLogger(logger: Logger): BoltLogger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]): void => {
      // Bolt tells of each request as a whole, which takes longer to clean than to leave.
      if (!logger.isLevelEnabled(level)) return;
      const err = parts.find((part) => part instanceof Error);
      const said = parts.filter((part) => typeof part === 'string').join(' ');
      logger[level]({ ...(err && { err }) }, withoutContents(said) || 'Bolt');
    };
  return {
    debug: write('debug'),
    // Bolt tells of every reconnect at info; to an operator that is detail.
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    getLevel: () => levels[logger.level] ?? LogLevel.ERROR,
    // Level and name are ours to set.
    setLevel: () => undefined,
    setName: () => undefined,
  };
}
