import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

type Answer = (response: ServerResponse) => void;

/** What a model was asked: the request's path, its key and its body. */
export interface Asked {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
}

/** A server of the OpenAI-compatible API on this machine. */
export interface ModelStandIn {
  /** With a slash at the end. */
  readonly url: string;
  readonly asked: readonly Asked[];
  /** How it answers from now on. */
  answers(answer: Answer): void;
}

/** A chat completion as these servers send it: https://platform.openai.com/docs/api-reference/chat/object */
export function saying(content: unknown): Answer {
  const message = { role: 'assistant', content };
  return json({ id: 'chatcmpl-1', object: 'chat.completion', choices: [{ index: 0, finish_reason: 'stop', message }] });
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export async function startModel(first: Answer = saying('It is new. It works.')): Promise<ModelStandIn> {
  const asked: Asked[] = [];
  let answer = first;
  const server = createServer(async (request: IncomingMessage, response) => {
    const body: Asked['body'] = JSON.parse(await text(request));
    asked.push({ path: request.url, authorization: request.headers.authorization, body });
    answer(response);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1/`,
    asked,
    answers(next) {
      answer = next;
    },
  };
}
