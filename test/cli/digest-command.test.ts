import { expect, test } from 'vitest';
import { createDigests } from '../../src/digests/digests.ts';
import { defaultWishes } from '../../src/digests/wishes.ts';
import { createDeliveries } from '../../src/store/deliveries.ts';
import { createStoppedSubscriptions } from '../../src/store/stopped-subscriptions.ts';
import { createSubscriptions } from '../../src/store/subscriptions.ts';
import { testNow } from '../support/builders.ts';
import { aFolder, aStore } from '../support/store.ts';
import { paperboy } from './terminal.ts';

/** A state folder in which #C1 has a digest on quantization; `env` names it. */
async function stateWithDigest(): Promise<{ env: Record<string, string> }> {
  const stateDir = aFolder();
  const store = await aStore(`${stateDir}/playground`);
  const digests = createDigests({
    subscriptions: createSubscriptions(store),
    stopped: createStoppedSubscriptions(store),
    deliveries: createDeliveries(store),
    choose: async () => ({ kind: 'nothing-new' }),
    withRoundUp: async (digest) => digest,
    now: () => testNow,
  });
  const wishes = { ...defaultWishes, timeZone: 'Europe/London', topics: ['quantization'], size: 1 };
  await digests.subscribe({ team: 'T1', channel: 'C1' }, 'U1', wishes);
  return { env: { STATE_DIR: stateDir } };
}

test('a dry run prints what would be posted, and plans nothing', async () => {
  const { env } = await stateWithDigest();

  const first = await paperboy(['digest', '--channel', 'C1', '--dry-run'], { env });
  const again = await paperboy(['digest', '--channel', 'C1', '--dry-run'], { env });

  expect(first.exitCode).toBe(0);
  expect(first.stdout).toMatch(
    /^C1: Quantization, one paper from the archive; nothing to send among \d+ recent papers; weekdays at 09:00 \(Europe\/London\)\n1\. .+ \(quantization, (?:new|archive)\)\n {3}.+\n {3}https:\/\/arxiv\.org\/abs\//,
  );
  expect(again.stdout).toBe(first.stdout);
});

test('without a dry run it plans a digest for the running bot, or that of a date, once', async () => {
  const { env } = await stateWithDigest();

  const now = await paperboy(['digest', '--channel', 'C1'], { env });
  const first = await paperboy(['digest', '--channel', 'C1', '--date', '2025-06-14'], { env });
  const second = await paperboy(['digest', '--channel', 'C1', '--date', '2025-06-14'], { env });
  const other = await paperboy(['digest', '--channel', 'C1', '--date', '2025-06-13'], { env });

  expect(now.stdout).toBe(
    'C1: a digest is planned; the running bot posts it, and the next one of the schedule at its time.\n',
  );
  expect(first.stdout).toBe('C1: the digest of Sat 14 Jun is planned; the running bot posts it.\n');
  expect(second.stdout).toBe('C1: the digest of Sat 14 Jun is pending already\n');
  expect(other.stdout).toBe('C1: the digest of Fri 13 Jun is planned; the running bot posts it.\n');
});

test('a channel without a digest is named, with those that have one', async () => {
  const { env } = await stateWithDigest();

  const { exitCode, stderr } = await paperboy(['digest', '--channel', 'C9'], { env });

  expect(exitCode).toBe(1);
  expect(stderr).toBe('C9 has no digest. Channels that have one: C1.\n');
});

test.each([
  [['digest'], 'Name a channel by its id'],
  [['digest', '--channel', 'C1', '--date', '2025-02-30'], '--date takes a day such as 2026-11-24, not "2025-02-30".'],
])('%j is refused with the cure', async (args, cure) => {
  const { exitCode, stderr } = await paperboy(args);

  expect(exitCode).toBe(2);
  expect(stderr).toContain(cure);
});

test('subscriptions lists every digest, when it comes next and what happened', async () => {
  const { env } = await stateWithDigest();
  await paperboy(['digest', '--channel', 'C1'], { env });

  const { stdout } = await paperboy(['subscriptions'], { env });

  expect(stdout.split('\n')).toEqual([
    'C1  quantization',
    '  weekdays at 09:00 (Europe/London), one paper, with details; older papers when nothing is new',
    '  next: Mon 16 Jun, 09:00',
    '  Sat 14 Jun: pending',
    '',
  ]);
});

test('a bad environment is told at once, as at the start of the bot', async () => {
  const { exitCode, stderr } = await paperboy(['subscriptions'], { env: { DATABASE_URL: 'mysql://x', PORT: 'no' } });

  expect(exitCode).toBe(2);
  expect(stderr).toContain('DATABASE_URL must be the address of a PostgreSQL database');
  expect(stderr).toContain('PORT must be');
});
