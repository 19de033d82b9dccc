import type { Collection } from './collection.ts';
import { type Conditions, noConditions } from './filters.ts';

/** How many papers came out on a day or later. */
export interface CameOut {
  readonly all: number;
  /** Those of them of which only the month or the year is known: they may have come out before. */
  readonly roughlyDated: number;
}

/** @param day "YYYY-MM-DD" */
export async function cameOutSince(library: Pick<Collection, 'list'>, day: string): Promise<CameOut> {
  const count = async (conditions: Partial<Conditions>): Promise<number> =>
    (await library.list({ ...noConditions, ...conditions }, 'new', 1)).total;
  const [all, roughlyDated] = await Promise.all([count({ since: day }), count({ since: day, before: day })]);
  return { all, roughlyDated };
}
