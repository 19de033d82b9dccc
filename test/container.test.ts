import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, variableNames } from '../src/config.ts';
import { freePort } from './playground/stand-in/support.ts';
import { aFolder } from './support/store.ts';

/** No Docker runs here: what the image holds and runs is tried without it. */

const root = fileURLToPath(new URL('..', import.meta.url));
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8').replace(/\\\n\s*/g, '');
const lines = dockerfile.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** What the last stage copies out of the repository. */
function copied(): string[] {
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM')));
  return last
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
    .flatMap((line) => line.split(' ').slice(1, -1));
}

test('what the image holds is enough for the bot to start, and its own health check finds it alive', async () => {
  const image = aFolder();
  for (const name of copied()) cpSync(join(root, name), join(image, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(image, 'node_modules'));
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), STATE_DIR: join(image, 'state'), SOURCES: 'none' };
  const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [, check = '[]'] = /HEALTHCHECK .*?CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [, ...main] = z.array(z.string()).parse(JSON.parse(command));
  const [, ...probe] = z.array(z.string()).parse(JSON.parse(check));
  const bot = spawn(process.execPath, main, { cwd: image, env, stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void bot.kill('SIGKILL'));
  await new Promise<void>((ready, failed) => {
    bot.once('exit', (code) => failed(new Error(`The bot ended with ${code}.`)));
    bot.stderr.on('data', (text: Buffer) => text.includes('Ready') && ready());
  });

  const isAlive = (): boolean => {
    try {
      execFileSync(process.execPath, probe, { env, stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };

  expect(isAlive()).toBe(true);
  const ended = new Promise((resolve) => bot.once('exit', resolve));
  bot.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(isAlive()).toBe(false);
});

test('of the encoder’s runtime the image keeps the build of its own platform alone', () => {
  const image = aFolder();
  const bin = join('node_modules', 'onnxruntime-node', 'bin');
  const builds = ['linux/x64', 'linux/arm64', 'darwin/arm64', 'win32/x64', 'win32/arm64'];
  const fileOf = (build: string): string => join(image, bin, 'napi-v6', build, 'onnxruntime_binding.node');
  for (const build of builds) {
    mkdirSync(dirname(fileOf(build)), { recursive: true });
    writeFileSync(fileOf(build), '');
  }
  const [, prune = ''] = /&& (find node_modules\/onnxruntime-node.*)$/m.exec(dockerfile) ?? [];

  execFileSync('sh', ['-c', prune], { cwd: image });

  expect(builds.filter((build) => existsSync(fileOf(build)))).toEqual([`linux/${process.arch}`]);
  // As the package has them today.
  expect(existsSync(join(root, bin, 'napi-v6', 'linux', 'x64', 'onnxruntime_binding.node'))).toBe(true);
});

test('the image needs nothing of the registry that the lock file does not name, and runs no script of a package', () => {
  const [install = ''] = lines.filter((line) => line.startsWith('RUN npm'));

  expect(install).toMatch(/^RUN npm ci --omit=dev --ignore-scripts /);
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) expect(existsSync(join(root, name))).toBe(true);
});

test('the compose file gives the bot a database that it understands, and waits for it', () => {
  const service = z.looseObject({ environment: z.record(z.string(), z.string()) });
  const schema = z.object({
    services: z.object({
      paperboy: service.extend({
        build: z.literal('.'),
        env_file: z.literal('.env'),
        depends_on: z.object({ database: z.object({ condition: z.literal('service_healthy') }) }),
        stop_grace_period: z.string(),
      }),
      database: service.extend({ image: z.string(), healthcheck: z.looseObject({ test: z.array(z.string()) }) }),
    }),
    volumes: z.looseObject({}),
  });
  const { services } = schema.parse(parse(readFileSync(join(root, 'compose.yaml'), 'utf8')));
  const environment = Object.fromEntries(
    Object.entries(services.paperboy.environment).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:-(\w+)\}/g, '$1'),
    ]),
  );

  const config = readConfig({ ...environment, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });

  expect(Object.keys(environment).filter((name) => !variableNames.includes(name))).toEqual([]);
  expect(config.state.databaseUrl).toBe('postgres://paperboy:paperboy@database:5432/paperboy');
  expect(services.database.image).toContain('pgvector');
  expect(Number.parseInt(services.paperboy.stop_grace_period, 10)).toBeGreaterThan(25);
});
