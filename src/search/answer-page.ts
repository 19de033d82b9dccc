import type { Paper } from '../papers/paper.ts';
import type { Certainty, Match, Matches } from './answer.ts';
import { createExcerpts, termWeights } from './excerpt.ts';
import type { Hit } from './hit.ts';
import type { Meaning } from './meaning/meaning.ts';
import { maxTop, type Question } from './question.ts';
import type { Ranked } from './ranking.ts';

export interface Page {
  /** How many matches to skip. */
  readonly offset?: number;
  /** Ids that were shown before, in whatever order they were ranked then: they are left out, and numbers go on after them. */
  readonly shown?: readonly string[];
  /** Ids of papers that stand before all others, in this order: those that all of a talk found whose words are asked. */
  readonly first?: readonly string[];
  /** How many to give at once, 1 to 20; by default as many as the question's top: says, or 10. */
  readonly limit?: number;
}

const defaultLimit = 10;

const nothingLookedFor = termWeights(new Map());

/** A paper to be shown. */
export interface Found extends Pick<Hit, 'paper' | 'score' | 'vectorKey'> {
  readonly certainty: Certainty;
}

export const withoutScore = (paper: Paper): Found => ({ paper, score: 0, vectorKey: undefined, certainty: 'sure' });

/** How an answer is explained, and how certain it is. */
type Explained = Pick<Ranked, 'weights' | 'direction'> & { readonly certainty: Certainty };

const keysOf = (found: readonly Found[]): string[] => found.flatMap(({ vectorKey }) => vectorKey ?? []);

/** What explains papers that were not looked for by words. */
export const nothingAsked: Explained = { weights: nothingLookedFor, direction: undefined, certainty: 'sure' };

/** Pages of what was found. @param meaning explains papers that share no word with what was asked */
export function createAnswerPages(meaning: Meaning | undefined) {
  const excerptOf = createExcerpts();

  /** How many papers down the list a page reaches. */
  function endOf(question: Question, { offset = 0, shown, limit }: Page): { offset: number; end: number } {
    const size = Math.max(Math.min(limit ?? question.top ?? defaultLimit, maxTop), 1);
    const from = Math.max(shown?.length ?? offset, 0);
    return { offset: from, end: Math.min(from + size, question.top ?? Number.POSITIVE_INFINITY) };
  }

  /** @param total how many there are, when `found` holds only the first of them */
  async function pageOf(
    question: Question,
    found: readonly Found[],
    { weights, direction, certainty }: Explained,
    page: Page,
    total = found.length,
  ): Promise<Matches> {
    const { offset, end } = endOf(question, page);
    const before = new Set(page.shown);
    const left = page.shown === undefined ? found.slice(offset) : found.filter(({ paper }) => !before.has(paper.id));
    const shown = left.slice(0, Math.max(end - offset, 0));
    const meanings = direction === undefined ? undefined : await meaning?.ofKeys(keysOf(shown));
    const matchOf = (one: Found, index: number): Match => ({
      ...{ paper: one.paper, score: one.score, certainty: one.certainty, rank: offset + index + 1 },
      ...excerptOf(one.paper, weights, { direction, paper: meanings?.get(one.vectorKey ?? '') }),
    });
    return {
      kind: 'matches',
      question,
      matches: shown.map(matchOf),
      offset,
      certainty,
      total: Math.min(total, question.top ?? Number.POSITIVE_INFINITY),
      found: total,
    };
  }

  return { endOf, pageOf };
}
