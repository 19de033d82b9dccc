import type { PaperDeed } from '../../messages/paper-blocks.ts';
import { createDeedMenu } from './deed-menu.ts';
import type { ButtonDependencies, PaperListener } from './paper-buttons.ts';
import { createShowDetails } from './paper-details.ts';
import { createMarkRead, createMarkUnread, createSavePaper, createUnsavePaper } from './save-paper.ts';
import { createSharePaper } from './share-paper.ts';
import { createShowBibtex } from './show-bibtex.ts';
import { createShowSimilar } from './similar-papers.ts';
import { createUnsharePaper } from './unshare-paper.ts';

/** The menu under a paper: each option does what the button of that name does. */
export function createPaperMenu(dependencies: ButtonDependencies): PaperListener {
  const deeds = new Map<PaperDeed, PaperListener>([
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
  return createDeedMenu(deeds);
}
