import type { Logger } from 'pino';
import { causeOf, troubleOf } from './errors.ts';

/**
 * Logs what Slack refuses of work that nobody asked for. A permission that is missing is told once: it is missing each time.
 *
 * @throws an error that is not Slack's
 */
export function createRefusalLog(logger: Logger): (error: unknown, told: string, where: object) => void {
  const toldBefore = new Set<string>();
  return (error, told, where) => {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    const key = `${told} ${trouble.code}`;
    const isNews = trouble.means !== 'permission' || !toldBefore.has(key);
    toldBefore.add(key);
    logger[isNews ? 'warn' : 'debug']({ ...causeOf(error), ...where }, told);
  };
}
