import type { z } from 'zod';

/** Continues a sentence that begins with an item, such as "is no paper: its title is missing". */
export function whyNoPaper({ issues }: z.ZodError): string {
  const reasons = issues.map(({ path: [field], message }) =>
    field === undefined ? 'it has no fields' : `its ${String(field)} ${message}`,
  );
  return `is no paper: ${[...new Set(reasons)].join('; ')}`;
}
