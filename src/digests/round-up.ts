import { z } from 'zod';
import type { Paper } from '../papers/paper.ts';

/** What a weekly digest tells of its week, before its papers. */
export interface RoundUp {
  /** Papers that the most people saved where the readers of this digest could see it, the most saved first. */
  readonly saved: readonly Told[];
  /** Papers of the week with the most upvotes, none of those above. */
  readonly upvoted: readonly Told[];
  /** How many papers of the week there were on what. */
  readonly subjects: Subjects | undefined;
}

/** A paper, and how many people saved it, or voted for it. */
export interface Told {
  readonly paper: Paper;
  readonly count: number;
}

const count = z.int().nonnegative();
const told = z.array(z.object({ id: z.string(), count }));

const subjects = z.object({
  /** The digest's own topics, or subjects that the week's papers name themselves. */
  of: z.enum(['topics', 'keywords']),
  counts: z.array(z.object({ name: z.string(), papers: count })),
});
export type Subjects = z.infer<typeof subjects>;

/** As it is kept with the digest that it belongs to. */
export const storedRoundUp = z.object({
  saved: told,
  upvoted: told,
  subjects: subjects.optional(),
});
export type StoredRoundUp = z.infer<typeof storedRoundUp>;

export function encodeRoundUp(roundUp: RoundUp): StoredRoundUp {
  const idsOf = (list: readonly Told[]) => list.map(({ paper, count }) => ({ id: paper.id, count }));
  return { ...roundUp, saved: idsOf(roundUp.saved), upvoted: idsOf(roundUp.upvoted) };
}

/** @param paperOf gives the paper by its id alone where the library lost it */
export async function decodeRoundUp(roundUp: StoredRoundUp, paperOf: (id: string) => Promise<Paper>): Promise<RoundUp> {
  const papersOf = (list: StoredRoundUp['saved']): Promise<Told[]> =>
    Promise.all(list.map(async ({ id, count }) => ({ paper: await paperOf(id), count })));
  const [saved, upvoted] = [await papersOf(roundUp.saved), await papersOf(roundUp.upvoted)];
  return { saved, upvoted, subjects: roundUp.subjects };
}
