import type { Barrier } from './answer.ts';
import { parseQuestion, type Question } from './question.ts';
import { conditionsSaid, textWithout } from './question-text.ts';

/** Conditions that are tried without, each a search of its own. */
const maxTried = 4;

/**
 * The conditions that alone stand between a question and its papers.
 *
 * @param countOf how many papers the library has for a question
 * @param now milliseconds since 1970-01-01 UTC
 */
export async function findBarriers(
  question: Question,
  countOf: (question: Question) => Promise<number>,
  now: number,
): Promise<Barrier[]> {
  const conditions = conditionsSaid(question).filter(({ rulesOut }) => rulesOut);
  const barriers = await Promise.all(
    conditions.slice(0, maxTried).map(async ({ typed, said }): Promise<Barrier> => {
      const text = textWithout(question, typed);
      return { said, text, total: await countOf(parseQuestion(text, now)) };
    }),
  );
  return barriers.filter(({ total }) => total > 0);
}
