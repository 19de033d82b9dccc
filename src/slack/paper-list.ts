import { z } from 'zod';
import type { Answer } from '../search/answer.ts';
import type { Ask, Page } from '../search/ask.ts';

/** A list of papers that can be asked for again: what a "More" button and the metadata of an answer hold. */
export const paperListSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('question'), text: z.string() }),
  z.object({ kind: z.literal('similar'), id: z.string() }),
  z.object({ kind: z.literal('newest') }),
]);

export type PaperList = z.infer<typeof paperListSchema>;

/** One page of the list; undefined when it is about a paper that the library does not hold. */
export async function askFor(ask: Ask, list: PaperList, page: Page): Promise<Answer | undefined> {
  switch (list.kind) {
    case 'question':
      return ask.ask(list.text, page);
    case 'similar':
      return ask.similar(list.id, page);
    case 'newest':
      return ask.newest(page);
    default:
      return list satisfies never;
  }
}
