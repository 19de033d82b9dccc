import type { z } from 'zod';

/** Slack's wording for each thing that is wrong with `value`, with a JSON pointer; none when it fits the schema. */
export function problemsIn(schema: z.ZodType, value: unknown, under = ''): string[] {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => describe(issue, under)).map((problem) => problem.trim());
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
    case 'too_big':
      if (issue.origin === 'string') return [`must be less than ${Number(issue.maximum) + 1} characters ${at(path)}`];
      if (issue.origin === 'array') return [`no more than ${issue.maximum} items allowed ${at(path)}`];
      return [`must be less than ${Number(issue.maximum) + 1} ${at(path)}`];
    case 'too_small':
      if (issue.origin === 'string') return [`must be more than ${Number(issue.minimum) - 1} characters ${at(path)}`];
      if (issue.origin === 'array') return [`must provide at least ${issue.minimum} items ${at(path)}`];
      return [`must be more than ${Number(issue.minimum) - 1} ${at(path)}`];
    case 'unrecognized_keys':
      return issue.keys.map((unknown) => `invalid additional property: ${unknown} ${at(path)}`);
    case 'invalid_union': {
      const type = typeOf(issue.input);
      if (type === undefined) return [`missing required field: type ${at(path.slice(0, -1))}`];
      return [`unsupported type: ${type} ${at(path)}`];
    }
    case 'invalid_type':
      return [`must provide ${withArticle(issue.expected)} ${at(path)}`];
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

function withArticle(type: string): string {
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;
}
