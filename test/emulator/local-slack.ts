import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { freePort } from '../playground/stand-in/support.ts';
import { wordsOn } from '../support/posted.ts';
import { aFolder } from '../support/store.ts';

/**
 * local-slack, an emulator of Slack by others (github.com/parvalabs/local-slack): a second opinion beside our own stand-in. It knows no
 * limits, keeps no metadata, and hands every mention over twice, as `message` and as `app_mention`.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = join(root, 'node_modules/local-slack-linux-x64/bin/local-slack');

/** Says loudly that the emulator's tests do not run, and whether that is an error: in CI it is. */
export function isEmulatorMissing(): boolean {
  if (existsSync(binary)) return false;
  if (process.env['CI'] === 'true') throw new Error('CI must have local-slack; npm ci installs it on Linux x64.');
  process.stderr.write(
    '\n*** NO LOCAL-SLACK FOUND: its tests are SKIPPED. npm ci installs it on Linux x64, and nowhere else. ***\n\n',
  );
  return true;
}

/** How long something may take before a test fails: the bot reads its library first. */
const patienceMs = 45_000;

const config = {
  workspace: { name: 'Lab', teamId: 'T0LAB' },
  app: {
    ...{ appId: 'A0PAPERBOY', botUserId: 'U0PAPERBOY', botName: 'paperboy', mode: 'socket' },
    ...{ botToken: 'xoxb-emulator', appToken: 'xapp-emulator', signingSecret: 'emulator' },
  },
  users: [{ id: 'U0ADA', name: 'ada', realName: 'Ada' }],
  channels: [{ id: 'C0GENERAL', name: 'general', members: ['U0ADA', 'U0PAPERBOY'] }],
} as const;

export const ada = config.users[0].id;
export const general = config.channels[0].id;
export const botUserId = config.app.botUserId;

const messageSchema = z.looseObject({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  text: z.string().optional(),
  blocks: z.array(z.looseObject({})).default([]),
});
const messagesSchema = z.looseObject({ messages: z.array(messageSchema) });

/** A message of the bot as people see it. */
export interface Seen {
  readonly ts: string;
  readonly thread: string | undefined;
  readonly shown: string;
  readonly blocks: readonly Record<string, unknown>[];
}

export interface LocalSlack {
  /** Id of the direct message between Ada and the bot. */
  directMessage(): Promise<string>;
  /** Says it as Ada, and gives the ts. */
  say(channel: string, text: string, thread?: string): Promise<string>;
  command(channel: string, text: string): Promise<void>;
  /** Presses the first button with this action_id. */
  /** A button, or an option of a menu by its label. */
  press(channel: string, message: Seen, actionId: string, option?: string): Promise<void>;
  openHome(): Promise<void>;
  /** What the bot has said in a channel, oldest first. */
  saidIn(channel: string): Promise<Seen[]>;
  /** Waits for the bot's nth message in a channel, from 1. */
  nthSaid(channel: string, nth: number): Promise<Seen>;
  /** Waits until the bot has called this method. */
  untilCalled(method: string): Promise<void>;
}

/** Starts a program that stops with the test, and waits for a line of it. */
async function started(command: string, args: readonly string[], env: Record<string, string>, line: string) {
  const child = spawn(command, args, { cwd: root, env: { PATH: process.env['PATH'] ?? '', ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  await vi.waitFor(
    () => {
      if (!output.includes(line)) throw new Error(`"${line}" is not in:\n${output}`);
    },
    { timeout: patienceMs, interval: 20 },
  );
}

const labelOf = ({ text }: Record<string, unknown>): unknown =>
  typeof text === 'object' && text !== null && 'text' in text ? text.text : undefined;

function* elementsOf(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const one of Object.values(value)) yield* elementsOf(one);
}

/** The emulator, and the bot as `npm start` starts it, connected to it. */
export async function startWithEmulator(): Promise<LocalSlack> {
  const folder = aFolder();
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify(config));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  await started(
    binary,
    ['--config', file, '--port', String(port), '--files-dir', join(folder, 'files')],
    {},
    'local-slack is running',
  );
  const { botToken, appToken } = config.app;
  const env = {
    ...{ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: `${url}/api/` },
    ...{ PORT: String(await freePort()), STATE_DIR: join(folder, 'state'), SOURCES: 'none', LOG_FORMAT: 'json' },
  };
  await started(process.execPath, ['src/main.ts'], env, '"Ready"');

  async function post(path: string, body: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/_control/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  }

  async function saidIn(channel: string): Promise<Seen[]> {
    const { messages } = messagesSchema.parse(await (await fetch(`${url}/_control/messages/${channel}`)).json());
    return messages
      .filter(({ user }) => user === botUserId)
      .map(({ ts, thread_ts: thread, blocks }) => ({ ts, thread, blocks, shown: wordsOn(blocks) }));
  }

  return {
    saidIn,
    async directMessage() {
      const headers = { authorization: `Bearer ${botToken}`, 'content-type': 'application/x-www-form-urlencoded' };
      const response = await fetch(`${url}/api/conversations.open`, { method: 'POST', headers, body: `users=${ada}` });
      return z.looseObject({ channel: z.looseObject({ id: z.string() }) }).parse(await response.json()).channel.id;
    },
    async say(channel, text, thread) {
      const answer = await post('message', {
        channel,
        user: ada,
        text,
        ...(thread !== undefined && { thread_ts: thread }),
      });
      return z.looseObject({ message: messageSchema }).parse(answer).message.ts;
    },
    async command(channel, text) {
      await post('command', { channel, user: ada, command: '/papers', text });
    },
    async press(channel, { ts, blocks }, actionId, option) {
      const button = [...elementsOf(blocks)].find((element) => element['action_id'] === actionId);
      if (button === undefined) throw new Error(`There is no button ${actionId}.`);
      const { type, action_id, value, text } = button;
      const chosen = [...elementsOf(button['options'])].find((one) => labelOf(one) === option);
      const what = option === undefined ? { value, text } : { selected_option: chosen };
      await post('interact', { channel, messageTs: ts, user: ada, action: { type, action_id, ...what } });
    },
    async openHome() {
      await post('open-home', { user: ada });
    },
    nthSaid: (channel, nth) =>
      vi.waitFor(
        async () => {
          const message = (await saidIn(channel))[nth - 1];
          if (message === undefined) throw new Error(`The bot has not said ${nth} messages in ${channel}.`);
          return message;
        },
        { timeout: patienceMs, interval: 20 },
      ),
    untilCalled: (method) =>
      vi.waitFor(
        async () => {
          const log = await (await fetch(`${url}/_control/log`)).text();
          if (!log.includes(`"${method}"`)) throw new Error(`${method} was not called.`);
        },
        { timeout: patienceMs, interval: 20 },
      ),
  };
}
