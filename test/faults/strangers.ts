import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Each comes over HTTP, signed and forged, and each over the socket. */
const deliveries = 10_000;
/** Several times what two busy cores take. */
const limitMs = 1_800_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The property test of what strangers send, long. @returns whether nothing ended, threw, or reached anybody */
export async function sendAsStrangers(): Promise<boolean> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const startedAt = performance.now();
  const vitest = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'test/slack/strangers.test.ts', `--testTimeout=${limitMs}`],
    {
      cwd: root,
      env: { ...process.env, STRANGERS: String(deliveries), STRANGERS_SEED: String(seed) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [vitest.stdout, vitest.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(vitest, 'exit');
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  if (code !== 0) process.stdout.write(output);
  process.stdout.write(
    `${deliveries} damaged deliveries over HTTP, signed and forged, and as many over the socket: seed ${seed}, ${code === 0 ? 'none ended or reached anything' : 'FAILED'}, ${seconds} s\n`,
  );
  return code === 0;
}
