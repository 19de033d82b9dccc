import type { Logger } from 'pino';
import { causeOf, troubleOf } from './errors.ts';

/**
 * Logs what Slack refuses of work that nobody asked for. What somebody would have to change is told once: each time it is the same.
 *
 * @throws an error that is not Slack's
 */
export function createRefusalLog(logger: Logger): (error: unknown, told: string, where: object) => void {
  const toldBefore = new Set<string>();
  return (error, told, where) => {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    const key = `${told} ${trouble.code}`;
    const isNews = trouble.again === 'later' || !toldBefore.has(key);
    toldBefore.add(key);
    logger[isNews ? 'warn' : 'debug']({ ...causeOf(error), ...where }, told);
  };
}
