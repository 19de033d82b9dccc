import { z } from 'zod';
import { parsed } from '../block-kit/problems.ts';

export type TokenKind = 'bot' | 'app';

/** One Web API method: what it needs, and what it does with its arguments. */
export interface Method {
  token: TokenKind;
  /** All of them are needed. Methods whose scope depends on the channel check it themselves. */
  scopes: string[];
  /**
   * The answer without its `ok`.
   *
   * @throws Refusal with Slack's error code
   */
  run(given: Record<string, unknown>): object;
}

export type Methods = Record<string, Method>;

interface MethodDefinition<Shape extends z.ZodRawShape> {
  token?: TokenKind;
  scopes?: string[];
  /** Arguments by name. Slack ignores those it does not know, and so does this. */
  parameters: Shape;
  run(given: z.output<z.ZodObject<Shape>>): object | undefined;
}

export function method<Shape extends z.ZodRawShape>(definition: MethodDefinition<Shape>): Method {
  const { token = 'bot', scopes = [], parameters, run } = definition;
  const schema = z.object(parameters);
  return {
    token,
    scopes,
    run: (given) => run(parsed(schema, given, 'invalid_arguments')) ?? {},
  };
}

// Arguments come as form fields or as JSON; both give the same.

export const text = z.string();
export const optionalText = text.optional();
export const flag = z.preprocess(toBoolean, z.boolean().optional()).optional();
export const count = z.coerce.number().int().min(0).optional();
/** Comma-separated, or a JSON list. */
export const list = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',').map((item) => item.trim()) : given),
  z.array(z.string()),
);
/** A JSON value, or the text of one. What is not JSON stays text, for the method to refuse in its own words. */
export const json = z.preprocess(toJson, z.unknown()).optional();

function toBoolean(given: unknown): unknown {
  if (given === 'true' || given === '1' || given === 1) return true;
  if (given === 'false' || given === '0' || given === 0) return false;
  return given;
}

function toJson(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}
