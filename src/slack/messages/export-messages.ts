import type { Paper } from '../../papers/paper.ts';
import { type Message, notice } from './message.ts';
import { bibtexMessage } from './paper-details.ts';

/** What people read of the saved papers that they wanted as BibTeX. */

/** Entries in one message, so that each has room for a dozen authors. */
const entriesAtOnce = 10;
/** More messages than this nobody copies from. */
const maxParts = 5;

const papersSaid = (count: number): string => (count === 1 ? 'one saved paper' : `${count} saved papers`);

/** Above the file; Slack reads it as mrkdwn. */
export const fileComment = (count: number): string => `BibTeX of ${papersSaid(count)}.`;
export const fileTitle = (count: number): string => `BibTeX of ${papersSaid(count)}`;

export const nothingToExport = notice('There is no saved paper to export.');
export const entriesSent = notice('It is in your direct message with me.');
export const fileSent = notice('The file is in your direct message with me.');
export const fileUnclear = notice(
  'Slack did not confirm that the file arrived. If you do not see it in your direct message with me, press the button again in a minute.',
);

/** Where no file may be sent: the entries as messages, ready to copy. */
export function bibtexParts(papers: readonly Paper[]): Message[] {
  const shown = papers.slice(0, entriesAtOnce * maxParts);
  const parts = Array.from({ length: Math.ceil(shown.length / entriesAtOnce) }, (_, part) =>
    bibtexMessage(shown.slice(part * entriesAtOnce, (part + 1) * entriesAtOnce)),
  );
  const why = 'I could not send a file, so here it is to be copied';
  const lead =
    shown.length < papers.length
      ? notice(`${why}: the last ${shown.length} of ${papersSaid(papers.length)}. Look for fewer to get the others.`)
      : notice(`${why}: ${fileComment(papers.length)}`);
  return [lead, ...parts];
}
