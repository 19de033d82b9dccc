import { z } from 'zod';
import type { Answer } from '../../search/answer.ts';
import type { Page } from '../../search/answer-page.ts';
import type { Ask } from '../../search/ask.ts';
import { parseQuestion } from '../../search/question.ts';
import { conditionsOf } from '../../search/question-text.ts';
import type { Terms } from '../../search/spoken-phrases.ts';
import { readSpoken } from '../../search/spoken-question.ts';
import { maxCards, maxStoredQuestionBytes, papersPerPage } from '../limits.ts';
import { cutToBytes, jsonBytes } from '../messages/cut-text.ts';
import { isForSimilar } from './paper-words.ts';

/** JSON puts them round a text. */
const quotes = 2;

/** As long as the id of a paper in a file may be. */
const id = z.string().max(200);

/** A list of papers that can be asked for again: what a "More" button and the metadata of an answer hold. */
export const paperListSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('question'),
    text: z.string().refine((text) => jsonBytes(text) <= maxStoredQuestionBytes),
    /** As in Page: its text was condensed from a talk, and all of the talk found these. */
    first: z.array(id).optional(),
  }),
  /** Under filters of the question language. */
  z.object({ kind: z.literal('similar'), id, filters: z.string().optional() }),
  /** The paper itself, and then those similar to it. */
  z.object({ kind: z.literal('paper'), id }),
  z.object({ kind: z.literal('newest') }),
  /** Papers of another list, under filters of the question language. */
  z.object({ kind: z.literal('among'), ids: z.array(z.string()), filters: z.string() }),
]);

export type PaperList = z.infer<typeof paperListSchema>;

/** Papers that are asked for at once: a list shows fewer where they do not fit. */
export const pageSizeOf = ({ kind }: PaperList): number => (kind === 'similar' ? maxCards : papersPerPage);

async function paperAndSimilar(ask: Ask, id: string, { offset = 0, ...page }: Page): Promise<Answer | undefined> {
  const [itself, similar] = await Promise.all([
    ask.ask(id),
    ask.similar(id, { ...page, offset: Math.max(offset - 1, 0) }),
  ]);
  if (itself.kind !== 'matches' || similar === undefined) return undefined;
  const first = offset === 0 ? itself.matches.slice(0, 1) : [];
  const others = similar.matches.map((match) => ({ ...match, rank: match.rank + 1 }));
  const matches = [...first, ...others].slice(0, page.limit);
  return { ...similar, matches, offset, total: similar.total + 1 };
}

/** One page of the list; undefined when it is about a paper that the library does not hold. */
export async function askFor(ask: Ask, list: PaperList, page: Page): Promise<Answer | undefined> {
  switch (list.kind) {
    case 'question':
      return ask.ask(list.text, list.first === undefined ? page : { ...page, first: list.first });
    case 'similar':
      return ask.similar(list.id, page, list.filters);
    case 'paper':
      return paperAndSimilar(ask, list.id, page);
    case 'newest':
      return ask.newest(page);
    case 'among':
      return ask.among(list.ids, list.filters, page);
    default:
      return list satisfies never;
  }
}

/**
 * The list that answers a question, its filters read also where they are said in words: "papers like 2402.17762 with code" are similar ones
 * under a filter. Buttons hold the question, so one that is too long for them (a pasted abstract, say) is shortened to its telling words and
 * its filters first: then every page is of the same list.
 */
export async function listForQuestion(ask: Ask, said: string, now: number, library?: Terms): Promise<PaperList> {
  const { question: text } = readSpoken(said, now, library);
  const question = parseQuestion(text, now);
  const [named, another] = question.paperIds;
  const isOfOne = named !== undefined && another === undefined && question.problems.length === 0;
  if (isOfOne && isForSimilar(question.words))
    return { kind: 'similar', id: named, filters: conditionsOf(question).join(' ') };
  const isStorable = jsonBytes(text) <= maxStoredQuestionBytes;
  // A telling word may be longer than a button holds.
  return {
    kind: 'question',
    text: isStorable ? text : cutToBytes(await ask.shorten(text), maxStoredQuestionBytes - quotes),
  };
}
