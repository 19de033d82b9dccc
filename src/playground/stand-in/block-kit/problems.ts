import type { z } from 'zod';
import { refusalFor } from '../web-api/refusal.ts';

/**
 * What is given, as the schema reads it.
 *
 * @param under where it stands in the request, for the JSON pointers
 * @throws Refusal `error` with Slack's wording for each thing that is wrong
 */
export function parsed<Shape extends z.ZodType>(
  schema: Shape,
  given: unknown,
  error: string,
  under = '',
): z.output<Shape> {
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) return result.data;
  throw refusalFor(
    error,
    result.error.issues.flatMap((issue) => describe(issue, under)).map((problem) => problem.trim()),
  );
}

/** The wording is Slack's own where a real answer was seen in public code or issues; the rest follows its manner. */
function describe(issue: z.core.$ZodIssue, under: string): string[] {
  const path = issue.path.map(String);
  const at = (keys: string[]) => {
    const pointer = under + keys.map((step) => `/${step}`).join('');
    return pointer && `[json-pointer:${pointer}]`;
  };
  const key = path.at(-1);
  if (issue.input === undefined && issue.code !== 'custom' && key !== undefined) {
    return [`missing required field: ${key} ${at(path.slice(0, -1))}`];
  }
  switch (issue.code) {
    case 'too_big': {
      if (issue.origin === 'array') return [`no more than ${issue.maximum} items allowed ${at(path)}`];
      const unit = issue.origin === 'string' ? ' characters' : '';
      return [`must be less than ${Number(issue.maximum) + 1}${unit} ${at(path)}`];
    }
    case 'too_small': {
      if (issue.origin === 'array') return [`must provide at least ${issue.minimum} items ${at(path)}`];
      const unit = issue.origin === 'string' ? ' characters' : '';
      return [`must be more than ${Number(issue.minimum) - 1}${unit} ${at(path)}`];
    }
    case 'unrecognized_keys':
      return issue.keys.map((unknown) => `invalid additional property: ${unknown} ${at(path)}`);
    case 'invalid_union': {
      const type = typeOf(issue.input);
      if (type === undefined) return [`missing required field: type ${at(path.slice(0, -1))}`];
      return [`unsupported type: ${type} ${at(path)}`];
    }
    case 'invalid_type':
      return [`must provide ${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected} ${at(path)}`];
    case 'invalid_value':
      return [`must be a valid enum value ${at(path)}`];
    case 'custom':
      return [`${issue.message} ${at(path)}`];
    default:
      return [`failed to match schema ${at(path)}`];
  }
}

/** zod reports a foreign `type` with the whole object as its input. */
function typeOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'type' in input ? input.type : undefined;
}
