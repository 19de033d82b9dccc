import type { HomeView } from '@slack/types';
import type { Matches } from '../../search/answer.ts';
import { maxMessageBytes } from '../limits.ts';
import { fitPapers } from './fit-papers.ts';
import { withCures } from './follow-up-messages.ts';
import { helpMessage } from './help-message.ts';
import { matchBlocks } from './paper-blocks.ts';
import { richText, section, text } from './rich-text.ts';

/** The app's Home tab: how to ask, and the newest papers. */
export function homeView({
  newest,
  librarySize,
  command,
}: {
  newest: Matches;
  librarySize: number;
  command: string;
}): HomeView {
  const { blocks: how } = withCures(helpMessage(command), [
    { label: 'My digests', state: { say: 'subscriptions' }, isPrivate: true },
  ]);
  const papers = fitPapers(
    newest.matches,
    (match, maxBytes) => matchBlocks(match, { canShare: false }, maxBytes),
    maxMessageBytes,
  );
  return {
    type: 'home',
    blocks: [
      richText(section(text(`${librarySize} papers in the library.`))),
      ...how,
      { type: 'divider' },
      richText(section(text('Newest papers', { bold: true }))),
      ...papers.flat(),
    ],
  };
}
