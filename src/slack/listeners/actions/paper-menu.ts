import { UnknownValueError } from '../../delivery/errors.ts';
import { previewsMessage } from '../../messages/link-notices.ts';
import type { LinkDeed } from '../../messages/link-preview.ts';
import type { PaperDeed } from '../../messages/paper-blocks.ts';
import { callerOf } from '../../reach.ts';
import { type OnPress, pressedPaper, tell } from './press.ts';
import { markRead, markUnread, savePressed, unsavePaper } from './save-paper.ts';
import { sharePaper } from './share-paper.ts';
import { showBibtex } from './show-bibtex.ts';
import { showSimilar } from './turn-page.ts';
import { unsharePaper } from './unshare-paper.ts';

/** Each option does what the listener of its deed does. */
function doing(deeds: Readonly<Record<string, OnPress>>): OnPress {
  const byName = new Map(Object.entries(deeds));
  return async (press, dependencies) => {
    const deed = byName.get(pressedPaper(press).do ?? '');
    if (deed === undefined) throw new UnknownValueError('The value of a menu is none of ours');
    await deed(press, dependencies);
  };
}

/** The menu under a paper: each option does what the button of that name does. */
export function createPaperMenu(showDetails: OnPress): OnPress {
  return doing({
    details: showDetails,
    similar: showSimilar,
    bibtex: showBibtex,
    save: savePressed,
    read: markRead,
    unread: markUnread,
    remove: unsavePaper,
    share: sharePaper,
    unshare: unsharePaper,
  } satisfies Record<PaperDeed, OnPress>);
}

/** "No previews here": links to papers stay bare in this conversation, until somebody wants it otherwise. */
const switchPreviewsOff: OnPress = async (press, dependencies) => {
  const { thread } = pressedPaper(press);
  const { team, channel } = callerOf(press);
  if (channel === undefined) return;
  const isChanged = await dependencies.reading.links.switchOff({ team, channel });
  await tell(press, dependencies, previewsMessage('off', { thread, isChanged }), { thread });
};

/** The menu of a paper under a link. */
export function createLinkMenu(showDetails: OnPress): OnPress {
  return doing({ details: showDetails, off: switchPreviewsOff } satisfies Record<LinkDeed, OnPress>);
}
