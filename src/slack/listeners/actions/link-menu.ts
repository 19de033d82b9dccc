import { decodePaperState, stateOf } from '../../button-state.ts';
import { previewsMessage } from '../../messages/link-notices.ts';
import type { LinkDeed } from '../../messages/link-preview.ts';
import { callerOf } from '../../reach.ts';
import { createDeedMenu } from './deed-menu.ts';
import { type ButtonDependencies, type PaperListener, tellPresser } from './paper-buttons.ts';
import { createShowDetails } from './paper-details.ts';

/** "No previews here": links to papers stay bare in this conversation, until somebody wants it otherwise. */
function createSwitchPreviewsOff(dependencies: ButtonDependencies): PaperListener {
  const { links } = dependencies.reading;
  return async (args) => {
    await args.ack();
    const { thread } = decodePaperState(stateOf(args.payload));
    const { team, channel } = callerOf(args);
    if (channel === undefined) return;
    const isChanged = await links.switchOff({ team, channel });
    await tellPresser(args, thread, previewsMessage('off', { thread, isChanged }), dependencies);
  };
}

/** The menu of a paper under a link. */
export function createLinkMenu(dependencies: ButtonDependencies): PaperListener {
  const deeds = new Map<LinkDeed, PaperListener>([
    ['details', createShowDetails(dependencies)],
    ['off', createSwitchPreviewsOff(dependencies)],
  ]);
  return createDeedMenu(deeds);
}
