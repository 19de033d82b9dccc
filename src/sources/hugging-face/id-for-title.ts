import { titleKey } from '../digest-file/email-digest.ts';
import { createListRequest, type HuggingFaceOptions } from './hugging-face.ts';
import { readItems } from './item.ts';

/** Hugging Face refuses questions much longer than 250 characters; the first words of a title find it. */
const maxQuestionChars = 200;
/** Of titles that begin alike the right one is among the first. */
const lookedAt = '20';

/** The arXiv id of the paper with exactly this title, or undefined: an id is never guessed. */
export type IdForTitle = (title: string, signal: AbortSignal) => Promise<string | undefined>;

/** Looks titles up with Hugging Face's search. */
export function createIdForTitle(options: Omit<HuggingFaceOptions, 'now'>): IdForTitle {
  const request = createListRequest(options);
  return async (title, signal) => {
    const question = title.toWellFormed().replace(/\s+/g, ' ').trim().slice(0, maxQuestionChars).toWellFormed();
    if (question === '') return undefined;
    const { items } = await request('api/papers/search', { q: question, limit: lookedAt }, signal);
    const found = readItems(items).papers.filter((paper) => titleKey(paper.title) === titleKey(title));
    return found.length === 1 ? found[0]?.id : undefined;
  };
}
