import type { Paper } from '../papers/paper.ts';
import { byNewest } from '../papers/paper-date.ts';
import type { Answer, Match, Matches } from './answer.ts';
import { hasSubject } from './concepts.ts';
import { condense } from './condense.ts';
import { excerptOf } from './excerpt.ts';
import { hasConditions, isWantedBy, withoutConditions } from './filters.ts';
import type { Library } from './library.ts';
import { maxTop, parseQuestion, type Question } from './question.ts';
import { type Ranked, rank, rankSimilar } from './ranking.ts';
import { isAnswered } from './verdict.ts';

export interface Page {
  /** How many matches to skip. */
  readonly offset?: number;
  /** How many to give, 1 to 20; a top: in the question wins. */
  readonly limit?: number;
}

/** Questions to answers, over one library. Takes no time worth waiting for and never throws, whatever the text. */
export interface Ask {
  ask(text: string, page?: Page): Answer;
  /** Papers like the one with this id; undefined when the library does not hold it. */
  similar(id: string, page?: Page): Matches | undefined;
  /** The newest papers of the library. */
  newest(page?: Page): Matches;
  /** The telling words of a long text such as a thread, to be asked instead of it; '' when it has none. */
  condense(text: string): string;
}

const defaultLimit = 10;
/** "Nearest topics" of a none answer: enough to see what the library is about, too few to look like results. */
const maxNearest = 3;

export interface AskDependencies {
  readonly library: Library;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createAsk({ library, now }: AskDependencies): Ask {
  function matchOf(ranked: Ranked, rankNumber: number): Match {
    return { paper: ranked.paper, rank: rankNumber, score: ranked.score, ...excerptOf(ranked.paper, ranked.weigh) };
  }

  function pageOf(question: Question, ranked: readonly Ranked[], page: Page): Matches {
    const limit = question.top ?? Math.max(Math.min(page.limit ?? defaultLimit, maxTop), 1);
    const offset = Math.max(page.offset ?? 0, 0);
    const shown = ranked.slice(offset, offset + limit);
    return {
      kind: 'matches',
      question,
      matches: shown.map((one, index) => matchOf(one, offset + index + 1)),
      offset,
      total: ranked.length,
    };
  }

  const plainly = (papers: readonly Paper[]): Ranked[] => papers.map((paper) => ({ paper, score: 0, weigh: () => 0 }));

  function answerByIds(question: Question, page: Page): Answer {
    const papers = question.paperIds.flatMap((id) => library.get(id) ?? []);
    if (papers.length > 0) return pageOf(question, plainly(papers), page);
    return { kind: 'none', question, nearest: [], withoutFilters: 0 };
  }

  function answerByFilters(question: Question, page: Page): Answer {
    const papers = [...library.papers()].filter(isWantedBy(question));
    if (papers.length === 0) return { kind: 'none', question, nearest: [], withoutFilters: 0 };
    return pageOf(question, plainly(papers.sort(byNewest)), page);
  }

  function answerByWords(question: Question, page: Page): Answer {
    const { ranked, concepts } = rank(library, question);
    if (isAnswered(concepts, ranked)) {
      const sorted = question.sort === 'new' ? ranked.toSorted((a, b) => byNewest(a.paper, b.paper)) : ranked;
      return pageOf(question, sorted, page);
    }
    const free = hasConditions(question) ? rank(library, withoutConditions(question)) : undefined;
    const withoutFilters = free !== undefined && isAnswered(free.concepts, free.ranked) ? free.ranked.length : 0;
    const nearest = (ranked.length > 0 ? ranked : (free?.ranked ?? [])).slice(0, maxNearest).map((one) => one.paper);
    return { kind: 'none', question, nearest, withoutFilters };
  }

  return {
    ask(text, page = {}) {
      const question = parseQuestion(text, now());
      if (question.problems.length > 0) return { kind: 'help', question, problems: question.problems };
      if (/^\s*(?:help|\?|)\s*$/i.test(text)) return { kind: 'help', question, problems: [] };
      if (question.paperIds.length > 0) return answerByIds(question, page);
      if (hasSubject(question.words)) return answerByWords(question, page);
      return hasConditions(question) || question.sort === 'new'
        ? answerByFilters(question, page)
        : { kind: 'too-vague', question };
    },
    similar(id, page = {}) {
      const paper = library.get(id);
      if (paper === undefined) return undefined;
      return pageOf(parseQuestion('', now()), rankSimilar(library, paper), page);
    },
    condense: (text) => condense(library, text),
    newest: (page = {}) => pageOf(parseQuestion('', now()), plainly([...library.papers()].sort(byNewest)), page),
  };
}
