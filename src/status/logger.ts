import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config.ts';
import { countRepeats, shortError } from './short-logs.ts';
import type { Trail } from './trail.ts';

/** Tokens of Slack and Hugging Face, tickets of sockets, and the addresses at which anybody may answer a person. */
const secrets =
  /\b(?:xox[a-z]|xapp|xwfp)-[\w-]+|\bhf_\w{10,}|(?<=[?&]ticket=)[\w-]+|https:\/\/hooks\.slack[\w.-]*\.com\/[^\s"\\]+/g;

/** Logs are for operators: JSON lines on standard error, or readable lines with LOG_FORMAT=pretty. Secrets never reach them. */
export function createLogger({ level, format }: Config['log'], trail?: Trail): Logger {
  const standardError = 2;
  const destination =
    format === 'pretty'
      ? pretty({ destination: standardError, ignore: 'pid,hostname', translateTime: 'HH:MM:ss', sync: true })
      : pino.destination({ dest: standardError, sync: true });
  return pino(
    {
      level,
      mixin() {
        const request = trail?.current();
        return request === undefined ? {} : { request };
      },
      serializers: { err: shortError },
      hooks: {
        logMethod: countRepeats(Date.now),
        // Also where no field says what they are, such as in the message of an error.
        streamWrite: (line) => line.replace(secrets, '[secret]'),
      },
      redact: { paths: ['token', '*.token', 'headers.authorization', '*.headers.authorization'], censor: '[secret]' },
    },
    destination,
  );
}
