import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isListed, meaningOf } from '../../../src/slack/delivery/slack-codes.ts';
import { documentedCodes } from './documented-codes.ts';

const root = join(import.meta.dirname, '../../../src/slack');
const table = 'delivery/slack-codes.ts';

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** What Bolt calls for us: at the start, and to open a socket. */
const calledByBolt = ['auth.test', 'apps.connections.open'];
const calls =
  /\bclient\s*\.((?:auth|apps|assistant|chat|conversations|files|reactions|users|views|team|bots)(?:\.\w+)+)\s*\(/g;
const called = new Set([
  ...calledByBolt,
  ...sources.flatMap(({ text }) => [...text.matchAll(calls)].map(([, method = '']) => method)),
]);
const codesOf = (method: string): string[] => (documentedCodes[method] ?? '').split(' ').filter((code) => code !== '');

test('the methods that are called are those whose codes are known', () => {
  expect([...called].toSorted()).toEqual(
    Object.keys(documentedCodes)
      .filter((method) => method !== 'every method')
      .toSorted(),
  );
});

test.each(Object.keys(documentedCodes))('every documented code of %s has a row', (method) => {
  expect(codesOf(method).filter((code) => !isListed(code))).toEqual([]);
});

test('nothing but the table decides by a code', () => {
  const codes = Object.keys(documentedCodes)
    .flatMap(codesOf)
    .filter((code) => code.includes('_'));
  const deciding = sources
    // What a browser brings back from Slack's page is no answer of the Web API.
    .filter(({ file }) => file !== table && file !== 'installations/install-pages.ts')
    .flatMap(({ file, text }) => codes.filter((code) => text.includes(`'${code}'`)).map((code) => `${file}: ${code}`));

  expect([...new Set(deciding)]).toEqual([]);
});

test('a code that nobody knows may pass, and is told by its name', () => {
  expect(meaningOf('brand_new_refusal')).toMatchObject({
    means: 'unknown',
    again: 'later',
    person: expect.stringContaining('“brand_new_refusal”'),
  });
});
