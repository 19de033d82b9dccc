import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/**
 * The Slack of `emulate`, an emulator that nobody here wrote. It plays one workspace and names every one alike, so each workspace is one
 * emulator, and Slack's one address is this router: it finds the workspace by the token or the code of a request.
 */

export const client = { id: '1.2', secret: 'client-secret' };
/** As every emulator calls its workspace and first channel. */
const emulatedTeam = 'T000000001';
export const channel = 'C000000001';

interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

export interface EmulatedWorkspace {
  readonly team: string;
  /** What a person does in the browser: chooses whom to sign in as, and allows. Where Slack sends the browser next. */
  allow(authorizeUrl: string): Promise<string>;
  /** Messages as JSON, oldest first, at the top of the channel or in a thread, for somebody with this token. */
  said(token: string, thread?: string): Promise<string[]>;
  /** Tokens that it gave out, oldest first. */
  readonly tokens: string[];
}

export interface EmulatedSlack {
  /** Base of the Web API, with a slash at the end. */
  readonly apiUrl: string;
  readonly workspaces: readonly [EmulatedWorkspace, EmulatedWorkspace];
}

/** Loudly, since CI must not lack it; undefined where it is not installed. */
async function emulatorModule(): Promise<typeof import('emulate') | undefined> {
  try {
    return await import('emulate');
  } catch {
    process.stderr.write('SKIPPED: "emulate" is not installed, so nothing was tried on a Slack that others wrote.\n');
    return undefined;
  }
}

const emulate = await emulatorModule();
export const isMissing = emulate === undefined;

async function startWorkspace(index: number, redirectUrl: string, scopes: readonly string[], port: number) {
  if (emulate === undefined) throw new Error('The emulator is not installed.');
  const app = {
    ...{ client_id: client.id, client_secret: client.secret, app_id: 'A0PAPERBOY', name: 'Paperboy', scopes },
    redirect_uris: [redirectUrl],
  };
  const emulator: Emulator = await emulate.createEmulator({
    service: 'slack',
    port,
    seed: {
      slack: {
        team: { name: `Team ${index}`, domain: `team-${index}` },
        users: [{ name: 'ada', real_name: 'Ada Marlowe' }],
        channels: [{ name: 'general' }],
        oauth_apps: [app],
      },
    },
  });
  onTestFinished(() => emulator.close());
  const team = `T00000000${index}`;
  const tokens: string[] = [];
  const call = async (method: string, token: string, fields: Record<string, string>): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}` };
    const body = new URLSearchParams(fields);
    return (await fetch(`${emulator.url}/api/${method}`, { method: 'POST', headers, body })).json();
  };
  return {
    ...{ team, tokens, emulator },
    async allow(authorizeUrl: string) {
      const { search, searchParams: asked } = new URL(authorizeUrl);
      const page = await (await fetch(`${emulator.url}/oauth/v2/authorize${search}`)).text();
      const user = /name="user_id" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const fields = Object.fromEntries(asked);
      const form = new URLSearchParams({ ...fields, user_id: user });
      const answer = await fetch(`${emulator.url}/oauth/v2/authorize/callback`, {
        ...{ method: 'POST', body: form, redirect: 'manual' as const },
      });
      return answer.headers.get('location') ?? '';
    },
    async said(token: string, thread?: string) {
      const answer =
        thread === undefined
          ? await call('conversations.history', token, { channel })
          : await call('conversations.replies', token, { channel, ts: thread });
      return ((answer as { messages?: object[] }).messages ?? []).map((message) => JSON.stringify(message));
    },
  };
}

/** Two workspaces behind one address of the Web API. */
export async function startEmulatedSlack(redirectUrl: string, scopes: readonly string[]): Promise<EmulatedSlack> {
  const first = await startWorkspace(1, redirectUrl, scopes, 41_810);
  const second = await startWorkspace(2, redirectUrl, scopes, 41_811);
  const all = [first, second];

  async function pass(request: IncomingMessage, body: Buffer, { emulator, team }: typeof first): Promise<string> {
    const headers = Object.entries(request.headers).filter(([name]) => /^(?:authorization|content-type)$/.test(name));
    const answer = await fetch(`${emulator.url}${request.url}`, {
      method: request.method ?? 'POST',
      headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
      body: new Uint8Array(body),
    });
    return (await answer.text()).replaceAll(emulatedTeam, team);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    response.setHeader('content-type', 'application/json');
    const token = /xoxb-[\w-]+/.exec(`${request.headers.authorization} ${body}`)?.[0] ?? '';
    const owner = all.find(({ tokens }) => tokens.includes(token));
    if (owner !== undefined) {
      response.end(await pass(request, body, owner));
      return;
    }
    for (const workspace of all) {
      const text = await pass(request, body, workspace);
      const given: { ok: boolean; access_token?: string } = JSON.parse(text);
      if (given.access_token !== undefined) workspace.tokens.push(given.access_token);
      if (given.ok || workspace === all.at(-1)) {
        response.end(text);
        return;
      }
    }
  }

  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { apiUrl: `http://127.0.0.1:${port}/api/`, workspaces: [first, second] };
}
