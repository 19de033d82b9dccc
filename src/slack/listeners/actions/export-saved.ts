import { bibliographyOf } from '../../../papers/bibtex.ts';
import { decodeShelfState, type ShelfState } from '../../button-state.ts';
import { tellPerson } from '../../delivery/tell-person.ts';
import type { Dependencies } from '../../dependencies.ts';
import {
  bibtexParts,
  entriesSent,
  fileComment,
  fileSent,
  fileTitle,
  fileUnclear,
  nothingToExport,
} from '../../messages/export-messages.ts';
import type { Message } from '../../messages/message.ts';
import { refusalOf, shelfOf } from '../../requests/answer-saved.ts';
import type { Asker } from '../../requests/asked.ts';
import { ownConversation } from '../../requests/people.ts';
import { askerOf, type OnPress, pressedValue, tell } from './press.ts';

/** Saved papers as BibTeX, to the presser's direct message. */
export const sendSaved: OnPress = async (press, dependencies) => {
  const { shelf, thread } = decodeShelfState(pressedValue(press));
  const told = await exportSaved(shelf, { ...askerOf(press), thread }, dependencies);
  if (told !== undefined) await tell(press, dependencies, told, { thread });
};

/** Some 400 kB of BibTeX: more than anybody reads, and a bound on what one press costs. */
const maxExported = 1_000;

/**
 * Sends the saved papers of a list as BibTeX to the person's direct message: one file, else messages to copy from. Gives what to say
 * where they asked; undefined where they see it come.
 */
async function exportSaved(
  { channel, about = '' }: ShelfState,
  looker: Asker,
  dependencies: Dependencies,
): Promise<Message | undefined> {
  const { reading, uploadFile, sleep, logger } = dependencies;
  const { user, client, thread } = looker;
  const refusal = channel === undefined ? undefined : await refusalOf(channel, looker, dependencies);
  if (refusal !== undefined) return refusal;
  const { papers: saved } = await reading.browse(shelfOf(channel, looker), { about, offset: 0, limit: maxExported });
  const papers = saved.flatMap(({ paper }) => paper ?? []);
  if (papers.length === 0) return nothingToExport;
  const direct = await ownConversation(looker);
  const isThere = direct === looker.channel;
  const place = { channel: direct, ...(isThere && { thread }) };
  const file = { name: 'saved-papers.bib', title: fileTitle(papers.length), content: `${bibliographyOf(papers)}\n` };
  const outcome = await uploadFile(client, place, { ...file, comment: fileComment(papers.length) });
  switch (outcome) {
    case 'sent':
      return isThere ? undefined : fileSent;
    case 'unclear':
      return fileUnclear;
    case 'untaken':
      for (const part of bibtexParts(papers)) await tellPerson({ client, user, ...place, sleep, logger }, part);
      return isThere ? undefined : entriesSent;
    default:
      return outcome satisfies never;
  }
}
