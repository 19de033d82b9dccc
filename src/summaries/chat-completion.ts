import { z } from 'zod';
import type { HttpGet } from '../sources/http-get.ts';
import { SourceError } from '../sources/source-error.ts';
import type { ChatMessage } from './prompt.ts';

export interface ModelSettings {
  /** Base of an OpenAI-compatible API, with a slash at the end: "http://127.0.0.1:11434/v1/". */
  readonly url: string;
  readonly model: string;
  readonly key: string | undefined;
}

/** Two sentences, and what a reasoning model thinks before them. */
const maxAnswerBytes = 256 * 1024;

const completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

/** @throws SourceError for whatever is no answer, and the signal's reason when it fires */
export type Complete = (messages: readonly ChatMessage[], signal: AbortSignal) => Promise<string>;

/**
 * Asks for one chat completion: https://platform.openai.com/docs/api-reference/chat/create. Only the three parameters that every server
 * of this API takes are sent: limits of length go by other names with other models, and some refuse a temperature.
 */
export function createChatCompletion(get: HttpGet, { url, model, key }: ModelSettings): Complete {
  return async (messages, signal) => {
    const { text } = await get({
      url: new URL('chat/completions', url),
      from: 'The model',
      json: { model, messages, stream: false },
      ...(key !== undefined && { headers: { authorization: `Bearer ${key}` } }),
      maxBytes: maxAnswerBytes,
      signal,
    });
    try {
      return completion.parse(JSON.parse(text)).choices[0]?.message.content ?? '';
    } catch (cause) {
      throw new SourceError('unreadable', 'The model answered with something that is no chat completion.', { cause });
    }
  };
}
