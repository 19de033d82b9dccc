import { isByAuthor } from '../papers/author-names.ts';
import { paperLinks } from '../papers/links.ts';
import type { Paper } from '../papers/paper.ts';
import { isPublishedBefore, isPublishedSince } from '../papers/paper-date.ts';
import type { Question } from './question.ts';
import { stemOf, tokenize } from './tokens.ts';

/** Tokens joined by spaces, with spaces round them: a phrase is contained word for word, with any dash and any case. */
export function asWords(text: string): string {
  return ` ${tokenize(text).join(' ')} `;
}

export function asStems(text: string): string {
  return ` ${tokenize(text).map(stemOf).join(' ')} `;
}

/** The conditions of a question beside its words. */
export type Conditions = Pick<
  Question,
  'since' | 'before' | 'hasCode' | 'upvotes' | 'authors' | 'phrases' | 'excluded'
>;

export const noConditions: Conditions = { hasCode: false, authors: [], phrases: [], excluded: [] };

/** Tells whether a paper meets the conditions of a question: phrases, exclusions, dates, upvotes, authors and code. */
export function isWantedBy(question: Conditions): (paper: Paper) => boolean {
  const phrases = question.phrases.map(asWords);
  // Stems, so that -survey leaves out surveys as well.
  const excluded = question.excluded.map(asStems);
  return (paper) => {
    if (question.since !== undefined && !isPublishedSince(paper, question.since)) return false;
    if (question.before !== undefined && !isPublishedBefore(paper, question.before)) return false;
    if (question.hasCode && paperLinks(paper).code.length === 0) return false;
    if (question.upvotes !== undefined && (paper.upvotes ?? 0) < question.upvotes) return false;
    if (!question.authors.every((name) => isByAuthor(paper.authors ?? [], name))) return false;
    if (phrases.length === 0 && excluded.length === 0) return true;
    const fields = [paper.title, paper.abstract];
    const texts = phrases.length > 0 ? fields.map(asWords) : [];
    if (!phrases.every((phrase) => texts.some((text) => text.includes(phrase)))) return false;
    const stems = excluded.length > 0 ? fields.map(asStems) : [];
    return !excluded.some((words) => stems.some((text) => text.includes(words)));
  };
}

/** True when the question has conditions beside its words. */
export function hasConditions(question: Conditions): boolean {
  return (
    question.since !== undefined ||
    question.before !== undefined ||
    question.hasCode ||
    question.upvotes !== undefined ||
    question.authors.length > 0 ||
    question.phrases.length > 0 ||
    question.excluded.length > 0
  );
}
