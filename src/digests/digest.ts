import { z } from 'zod';
import type { Paper } from '../papers/paper.ts';
import { type FollowLine, storedFollowLine } from './follow-line.ts';
import { decodeRoundUp, encodeRoundUp, type RoundUp, storedRoundUp } from './round-up.ts';

/** What its person saved or follows. */
const because = z.object({
  kind: z.enum(['saved', 'author', 'paper']),
  /** What that is called. */
  name: z.string(),
});
export type Because = z.infer<typeof because>;

/** A paper of a digest. */
export interface DigestPaper {
  readonly paper: Paper;
  /** The topic that it matches best; undefined where a subscription takes every paper. */
  readonly topic: string | undefined;
  /** It came out lately; false for one of the archive. */
  readonly isNew: boolean;
  /** Why it is there beside the topics, in a digest of one's own. */
  readonly because?: Because | undefined;
}

/** What a digest was chosen from. */
interface Chosen {
  /**
   * Papers of the library, on whatever subject, that came out in the last two weeks; undefined where a paper was chosen that is not among
   * them, and in records of before they were counted.
   */
  readonly newPapers?: number | undefined;
  /** Those of them of which only the month or the year is known: they may be older. */
  readonly roughlyDated?: number | undefined;
  /** Of a weekly one, where there is something to tell of its week. */
  readonly roundUp?: RoundUp | undefined;
  /** Of one's own: what is new of what its reader follows. */
  readonly followed?: readonly FollowLine[] | undefined;
}

/** The papers chosen for one subscription on one date, or why there are none. */
export type Digest = Chosen &
  (
    | { readonly kind: 'papers'; readonly papers: readonly DigestPaper[] }
    /** Nothing came out lately that was not sent. */
    | { readonly kind: 'nothing-new' }
    /** The library has no paper on these topics that was not sent before. */
    | { readonly kind: 'archive-read' }
  );

const count = z.int().nonnegative().optional();
const chosen = {
  newPapers: count,
  roughlyDated: count,
  roundUp: storedRoundUp.optional(),
  followed: z.array(storedFollowLine).optional(),
};
const stored = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('papers'),
    papers: z.array(
      z.object({ id: z.string(), topic: z.string().optional(), isNew: z.boolean(), because: because.optional() }),
    ),
    ...chosen,
  }),
  z.object({ kind: z.literal('nothing-new'), ...chosen }),
  z.object({ kind: z.literal('archive-read'), ...chosen }),
]);

export function encodeDigest(digest: Digest): string {
  const roundUp = digest.roundUp && encodeRoundUp(digest.roundUp);
  const followed = digest.followed && [...digest.followed];
  if (digest.kind !== 'papers')
    return JSON.stringify({ ...digest, roundUp, followed } satisfies z.infer<typeof stored>);
  const papers = digest.papers.map(({ paper, topic, isNew, because }) => ({ id: paper.id, topic, isNew, because }));
  return JSON.stringify({ ...digest, papers, roundUp, followed } satisfies z.infer<typeof stored>);
}

/** Undefined for what somebody damaged. */
function contentIn(json: string): z.infer<typeof stored> | undefined {
  try {
    return stored.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** Ids of its papers, in order; none of one that is damaged. */
export function paperIdsOf(content: string): string[] {
  const digest = contentIn(content);
  return digest?.kind === 'papers' ? digest.papers.map(({ id }) => id) : [];
}

/** What it tells of what its reader follows; nothing of one that is damaged. */
export function followedIn(content: string): readonly FollowLine[] {
  return contentIn(content)?.followed ?? [];
}

/** The digest as it was chosen, a paper that the library lost since by its id alone; undefined where somebody damaged the record. */
export async function decodeDigest(
  content: string,
  paperOf: (id: string) => Promise<Paper | undefined>,
): Promise<Digest | undefined> {
  const digest = contentIn(content);
  if (digest === undefined) return undefined;
  const heldOr = async (id: string): Promise<Paper> => (await paperOf(id)) ?? { id, title: id, abstract: '' };
  const roundUp = digest.roundUp && (await decodeRoundUp(digest.roundUp, heldOr));
  if (digest.kind !== 'papers') return { ...digest, roundUp };
  const papers = digest.papers.map(async ({ id, ...why }) => ({ paper: await heldOr(id), topic: undefined, ...why }));
  return { ...digest, papers: await Promise.all(papers), roundUp };
}
