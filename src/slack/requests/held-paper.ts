import type { LookedUp } from '../../sources/look-up.ts';
import type { Dependencies } from '../dependencies.ts';

export type PaperHolders = Pick<Dependencies, 'paperboy' | 'lookUp'>;

/** A paper of the library, or of a source that is asked for it now. */
export async function heldPaper(id: string, { paperboy, lookUp }: PaperHolders): Promise<LookedUp> {
  const paper = await paperboy.ask.paper(id);
  return paper === undefined ? lookUp(id) : { kind: 'found', paper };
}
