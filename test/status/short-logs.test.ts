import { pino } from 'pino';
import { expect, test } from 'vitest';
import { countRepeats, shortError } from '../../src/status/short-logs.ts';

function aLogger() {
  const lines: Record<string, unknown>[] = [];
  const clock = { now: 0 };
  const options = { serializers: { err: shortError }, hooks: { logMethod: countRepeats(() => clock.now) } };
  const logger = pino(options, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { logger, lines, clock };
}

test('of an error the log holds a few hundred characters, whatever page came with it', () => {
  const { logger, lines } = aLogger();
  const page = '<html>'.repeat(50_000);
  const error = Object.assign(new Error(`An error: ${page}`, { cause: new Error(page) }), {
    code: 'slack_webapi_http_error',
    body: page,
  });

  logger.error({ err: error }, 'Request failed');

  expect(JSON.stringify(lines[0]).length).toBeLessThan(1_200);
  expect(lines[0]?.['err']).toMatchObject({ type: 'Error', code: 'slack_webapi_http_error' });
});

test('the same line is counted for a minute; other lines, and those that a person has the reference of, are written', () => {
  const { logger, lines, clock } = aLogger();
  for (let time = 0; time < 5; time += 1) logger.warn({ err: new Error('x'), code: 'ratelimited' }, 'Not posted');
  logger.warn({ code: 'is_archived' }, 'Not posted');
  for (let time = 0; time < 2; time += 1) logger.error({ reference: `PB-${time}` }, 'Request failed');
  clock.now += 60_000;
  logger.warn({ err: new Error('x'), code: 'ratelimited' }, 'Not posted');

  expect(lines.map(({ code, reference, repeated }) => [code ?? reference, repeated])).toEqual([
    ['ratelimited', undefined],
    ['is_archived', undefined],
    ['PB-0', undefined],
    ['PB-1', undefined],
    ['ratelimited', 4],
  ]);
});
