import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../../src/search/evaluation.ts';
import { createInstallationStore } from '../../../src/slack/installations/installation-store.ts';
import { createTokenSeal } from '../../../src/slack/installations/token-seal.ts';
import { createInstallations } from '../../../src/store/installations.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import { insertDue } from '../../faults/due-subscriptions.ts';
import type { DigestsStanding, Spread } from './load-run.ts';
import type { BotProbe } from './probe.ts';
import { askOf, type ReplicaOptions, startReplicas } from './replicas.ts';

const workspaces = 200;

/** A digest goes out this long after it was due, once at most. */
export interface DigestsFigures extends BotProbe {
  readonly replicas: number;
  readonly digests: number;
  readonly afterDueMs: Spread;
  readonly perSecond: number;
  readonly lost: number;
  readonly twice: number;
}

export interface DigestsRun extends Pick<ReplicaOptions, 'count' | 'slackOrigin' | 'stateDir'> {
  readonly slack: ChildProcess;
  readonly databaseUrl: string;
  readonly digests: number;
}

/** Given up after this long; the goal is minutes. */
const limitMs = 1_800_000;

const minuteMs = 60_000;
/** The replicas have the digests before the minute comes: 10,000 rows take a few seconds. */
const leastAheadMs = 20_000;

async function install(store: Store, key: Buffer): Promise<void> {
  const seal = createTokenSeal([key]);
  const installed = createInstallationStore({ installations: createInstallations(store), seal, now: Date.now });
  const user = { id: 'U0ADA', token: undefined, scopes: undefined };
  for (let index = 0; index < workspaces; index += 1) {
    const id = `T${index}`;
    const bot = { token: `xoxb-bench-${index}`, scopes: ['chat:write'], id: 'B0BOT', userId: 'U0BOT' };
    const place = { team: { id }, enterprise: undefined, isEnterpriseInstall: false } as const;
    await installed.storeInstallation({ ...place, user, bot, appId: 'A0BENCH', tokenType: 'bot' });
  }
}

/** Digests of 200 workspaces that are due in the same minute, as replicas share them. */
export async function runDigests(run: DigestsRun): Promise<DigestsFigures> {
  const { slack, databaseUrl, digests, count } = run;
  const key = randomBytes(32);
  const store = await openStore({ databaseUrl, stateDir: run.stateDir, onConnectionError: () => undefined });
  await install(store, key);
  const access = {
    ...{ SLACK_CLIENT_ID: 'bench', SLACK_CLIENT_SECRET: 'bench', SLACK_STATE_SECRET: 'bench'.repeat(8) },
    TOKEN_ENCRYPTION_KEY: key.toString('base64'),
  };
  const replicas = await startReplicas({ ...run, mode: 'http', access });
  try {
    const dueAt = Math.ceil((Date.now() + leastAheadMs) / minuteMs) * minuteMs;
    await insertDue(store, { count: digests, dueAt, perTeam: Math.ceil(digests / workspaces), size: 5 });
    await store.close();
    await sleep(dueAt - Date.now());
    await replicas.probe();
    let standing = await askOf<DigestsStanding>(slack, 'no digests');
    while (standing.firstAtMs.length < digests && Date.now() < dueAt + limitMs) {
      await sleep(500);
      standing = await askOf<DigestsStanding>(slack, 'digests');
      if (process.stderr.isTTY) process.stderr.write(`\r${standing.firstAtMs.length} of ${digests} digests `);
    }
    const afterDueMs = standing.firstAtMs.map((atMs) => atMs - dueAt);
    afterDueMs.sort((a, b) => a - b);
    const max = afterDueMs.at(-1) ?? Number.NaN;
    return {
      ...(await replicas.probe()),
      ...{ replicas: count, digests },
      afterDueMs: { p50: percentile(afterDueMs, 0.5), p99: percentile(afterDueMs, 0.99), max },
      perSecond: (afterDueMs.length * 1_000) / max,
      ...{ lost: digests - afterDueMs.length, twice: standing.twice },
    };
  } finally {
    await replicas.stop();
  }
}
