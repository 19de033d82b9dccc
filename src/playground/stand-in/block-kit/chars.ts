import { z } from 'zod';

/** A text of 1 to `maxChars` characters. Slack counts code points: an emoji is one. */
export function chars(maxChars: number, { min = 1 }: { min?: number } = {}) {
  return z.string().check(({ value, issues }) => {
    const length = value.length > maxChars ? [...value].length : value.length;
    if (length > maxChars) issues.push({ code: 'too_big', origin: 'string', maximum: maxChars, input: value });
    if (length < min) issues.push({ code: 'too_small', origin: 'string', minimum: min, input: value });
  });
}
