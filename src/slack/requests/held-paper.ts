import type { Paperboy } from '../../library/open-paperboy.ts';
import type { LookedUp, LookUp } from '../../sources/look-up.ts';

export interface PaperHolders {
  readonly paperboy: Pick<Paperboy, 'ask'>;
  readonly lookUp: LookUp;
}

/** A paper of the library, or of a source that is asked for it now. */
export async function heldPaper(id: string, { paperboy, lookUp }: PaperHolders): Promise<LookedUp> {
  const paper = await paperboy.ask.paper(id);
  return paper === undefined ? lookUp(id) : { kind: 'found', paper };
}
