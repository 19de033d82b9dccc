import { type AddressInfo, createServer } from 'node:net';
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Button, HeaderBlock, PlainTextElement } from '@slack/types';
import { onTestFinished } from 'vitest';
import { type AppOptions, anApp } from '../../../src/playground/stand-in/app-options.ts';
import {
  type SlackStandIn,
  type SlackStandInOptions,
  startSlackStandIn,
} from '../../../src/playground/stand-in/slack-stand-in.ts';

/** A stand-in that stops with the test. Unlike Slack it lets an app post as fast as it likes, unless told otherwise. */
export async function aStandIn(options: SlackStandInOptions = {}): Promise<SlackStandIn> {
  const slack = await startSlackStandIn({ messagesPerSecond: { rate: 100, burst: 100 }, ...options });
  onTestFinished(() => slack.stop());
  return slack;
}

/** An app as its manifest would say. */
export function anAppWith(changes: Partial<AppOptions>): AppOptions {
  return { ...anApp(), ...changes };
}

export function withPapersCommand(): AppOptions {
  return anAppWith({ commands: [{ command: '/papers', description: 'Find papers', usageHint: 'kv cache' }] });
}

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/**
 * Shorter than the default five seconds, which a reconnect takes; a pong that a busy machine brings later than this would
 * cost the app its connection.
 */
const clientPingTimeout = 1_000;

/** A real Bolt app on Socket Mode, with listeners already added, connected to the stand-in. */
export async function aBoltApp(slack: SlackStandIn, addListeners: (app: App) => void): Promise<App> {
  const { apiUrl: slackApiUrl, appToken } = slack;
  const receiver = new SocketModeReceiver({
    appToken,
    clientPingTimeout,
    logger: quiet,
    installerOptions: { clientOptions: { slackApiUrl } },
  });
  const app = newApp(slack, receiver);
  addListeners(app);
  await app.start();
  await slack.until(() => slack.connections() === 1, 'the app to connect');
  onTestFinished(async () => {
    await app.stop();
    await slack.until(() => slack.connections() === 0, 'the app to disconnect');
  });
  return app;
}

/** A real Bolt app that listens for signed HTTP. Needs a stand-in started with `signedHttp`. */
export async function aBoltAppOnHttp(
  slack: SlackStandIn,
  port: number,
  addListeners: (app: App) => void,
): Promise<App> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, port, logger: quiet });
  const app = newApp(slack, receiver);
  addListeners(app);
  await app.start();
  onTestFinished(() => app.stop().then(() => undefined));
  return app;
}

function newApp(slack: SlackStandIn, receiver: SocketModeReceiver | HTTPReceiver): App {
  return new App({
    token: slack.botToken,
    receiver,
    logger: quiet,
    convoStore: false,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

export interface ApiAnswer {
  ok: boolean;
  error?: string;
  errors?: unknown[];
  response_metadata?: { messages?: string[]; next_cursor?: string };
  [field: string]: unknown;
}

/** One raw Web API call, with JSON arguments. */
export async function callApi(
  slack: SlackStandIn,
  method: string,
  given: Record<string, unknown> = {},
  token = slack.botToken,
): Promise<ApiAnswer> {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(given),
  });
  return (await response.json()) as ApiAnswer;
}

export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text) };
}

export function button(actionId: string, more: Partial<Button> = {}): Button {
  return { type: 'button', action_id: actionId, text: plain('Press'), ...more };
}

export function actions<Elements extends object[]>(...elements: Elements) {
  return { type: 'actions' as const, elements };
}
