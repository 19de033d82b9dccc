import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

const levels: Readonly<Record<string, LogLevel>> = {
  trace: LogLevel.DEBUG,
  debug: LogLevel.DEBUG,
  info: LogLevel.INFO,
  warn: LogLevel.WARN,
};

/** Bolt's logger, writing to ours: one format, one level, one stream. */
export function createBoltLogger(logger: Logger): BoltLogger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]): void => {
      const err = parts.find((part) => part instanceof Error);
      logger[level]({ ...(err && { err }) }, parts.filter((part) => part !== err).join(' ') || 'Bolt');
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
