import type { Ask } from '../../search/ask.ts';
import { maxStoredQuestionBytes } from '../limits.ts';
import { jsonBytes } from '../messages/cut-text.ts';
import type { PaperList } from './paper-list.ts';

/**
 * The list that answers a question. Buttons hold the question, so one that is too long for them (a pasted abstract, say) is
 * shortened to its telling words and its filters first: then every page is of the same list.
 */
export async function listForQuestion(ask: Ask, text: string): Promise<PaperList> {
  const isStorable = jsonBytes(text) <= maxStoredQuestionBytes;
  return { kind: 'question', text: isStorable ? text : await ask.shorten(text) };
}
