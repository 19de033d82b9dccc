import { decodePaperState, stateOf } from '../../button-state.ts';
import { UnknownValueError } from '../../delivery/errors.ts';
import type { PaperDeed } from '../../messages/paper-blocks.ts';
import type { ButtonDependencies, PaperListener } from './paper-buttons.ts';
import { createShowDetails } from './paper-details.ts';
import { createMarkRead, createMarkUnread, createSavePaper, createUnsavePaper } from './save-paper.ts';
import { createSharePaper } from './share-paper.ts';
import { createShowBibtex } from './show-bibtex.ts';
import { createShowSimilar } from './similar-papers.ts';
import { createUnsharePaper } from './unshare-paper.ts';

/** The menu under a paper: each option does what the button of that name does. */
export function createPaperMenu(dependencies: ButtonDependencies): PaperListener {
  const deeds: ReadonlyMap<string, PaperListener> = new Map<PaperDeed, PaperListener>([
    ['details', createShowDetails(dependencies)],
    ['similar', createShowSimilar(dependencies)],
    ['bibtex', createShowBibtex(dependencies)],
    ['save', createSavePaper(dependencies)],
    ['read', createMarkRead(dependencies)],
    ['unread', createMarkUnread(dependencies)],
    ['remove', createUnsavePaper(dependencies)],
    ['share', createSharePaper(dependencies)],
    ['unshare', createUnsharePaper(dependencies)],
  ]);
  return async (args) => {
    await args.ack();
    const deed = deeds.get(decodePaperState(stateOf(args.payload)).do ?? '');
    if (deed === undefined) throw new UnknownValueError('The value of a menu is none of ours');
    await deed({ ...args, ack: async () => undefined });
  };
}
