import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTokenSeal, SealError } from '../../../src/slack/installations/token-seal.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];

test('what is sealed opens again, says nothing of the token, and is another each time', () => {
  const seal = createTokenSeal([first]);

  const [one, other] = [seal.seal('xoxb-1', 'T1'), seal.seal('xoxb-1', 'T1')];

  expect([seal.open(one, 'T1'), seal.open(other, 'T1')]).toEqual(['xoxb-1', 'xoxb-1']);
  expect(one).not.toBe(other);
  expect(Buffer.from(one.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('xoxb');
});

test.each([
  ['changed', (sealed: string) => `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`, 'T1'],
  ['cut', (sealed: string) => sealed.slice(0, 14), 'T1'],
  ['empty', () => '', 'T1'],
  ['that of another workspace', (sealed: string) => sealed, 'T2'],
])('a seal that is %s does not open', (_, damage, about) => {
  const seal = createTokenSeal([first]);

  expect(() => seal.open(damage(seal.seal('xoxb-1', 'T1')), about)).toThrow(SealError);
});

test('a new key opens what the one before it sealed, and that one alone does not', () => {
  const sealed = createTokenSeal([first]).seal('xoxb-1', 'T1');
  const rotated = createTokenSeal([second, first]);

  expect(rotated.open(sealed, 'T1')).toBe('xoxb-1');
  expect([rotated.isNewest(sealed), rotated.isNewest(rotated.seal('xoxb-1', 'T1'))]).toEqual([false, true]);
  expect(() => createTokenSeal([second]).open(sealed, 'T1')).toThrow('TOKEN_ENCRYPTION_KEY does not name');
});
