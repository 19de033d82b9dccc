import type { Paper } from '../../papers/paper.ts';
import type { LookedUp } from '../../sources/look-up.ts';
import type { Dependencies } from '../dependencies.ts';
import type { NotFound } from '../messages/not-held-message.ts';

export type PaperHolders = Pick<Dependencies, 'paperboy' | 'lookUp'>;

/** A paper of the library, or of a source that is asked for it now. */
export async function heldPaper(id: string, { paperboy, lookUp }: PaperHolders): Promise<LookedUp> {
  const paper = await paperboy.ask.paper(id);
  return paper === undefined ? lookUp(id) : { kind: 'found', paper };
}

/** Several papers in the order of their ids, and why the others are not to be had. */
export async function heldPapers(
  ids: readonly string[],
  holders: PaperHolders,
): Promise<{ papers: Paper[]; missing: { id: string; why: NotFound }[] }> {
  const looked = await Promise.all(ids.map(async (id) => ({ id, found: await heldPaper(id, holders) })));
  return {
    papers: looked.flatMap(({ found }) => (found.kind === 'found' ? [found.paper] : [])),
    missing: looked.flatMap(({ id, found }) => (found.kind === 'found' ? [] : [{ id, why: found }])),
  };
}
