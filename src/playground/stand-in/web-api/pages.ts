import { maxPageItems } from '../limits.ts';
import { Refusal } from './refusal.ts';

export interface Page<Item> {
  items: Item[];
  /** As Slack gives it: empty after the last page. */
  nextCursor: string;
}

/** One page of a list. The cursor names the first item of the next page, so newer items do not shift it. */
export function pageOf<Item>(
  items: Item[],
  {
    keyOf,
    cursor = '',
    limit = 100,
  }: { keyOf: (item: Item) => string; cursor?: string | undefined; limit?: number | undefined },
): Page<Item> {
  if (limit < 1 || limit > maxPageItems) throw new Refusal('invalid_limit');
  const wanted = Buffer.from(cursor, 'base64').toString();
  const start = cursor === '' ? 0 : items.findIndex((item) => keyOf(item) === wanted);
  if (start < 0) throw new Refusal('invalid_cursor');
  const next = items[start + limit];
  return {
    items: items.slice(start, start + limit),
    nextCursor: next === undefined ? '' : Buffer.from(keyOf(next)).toString('base64'),
  };
}
