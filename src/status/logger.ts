import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config.ts';

/** Logs are for operators: JSON lines on standard error, or readable lines with LOG_FORMAT=pretty. Secrets never reach them. */
export function createLogger({ level, format }: Config['log']): Logger {
  const standardError = 2;
  const destination =
    format === 'pretty'
      ? pretty({ destination: standardError, ignore: 'pid,hostname', translateTime: 'HH:MM:ss', sync: true })
      : pino.destination({ dest: standardError, sync: true });
  return pino(
    {
      level,
      redact: { paths: ['token', '*.token', 'headers.authorization', '*.headers.authorization'], censor: '[secret]' },
    },
    destination,
  );
}
