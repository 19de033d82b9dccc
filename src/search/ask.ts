import type { Paper } from '../papers/paper.ts';
import { byNewest } from '../papers/paper-date.ts';
import type { Answer, Match, Matches } from './answer.ts';
import { hasSubject } from './concepts.ts';
import { condense } from './condense.ts';
import { createExcerpts } from './excerpt.ts';
import { conditionsOf, hasConditions, isWantedBy, withoutConditions } from './filters.ts';
import type { Library } from './library.ts';
import { maxTop, parseQuestion, type Question } from './question.ts';
import { type Ranked, type Ranking, rank, rankSimilar } from './ranking.ts';
import { isAnswered } from './verdict.ts';

export interface Page {
  /** How many matches to skip. */
  readonly offset?: number;
  /** How many to give at once, 1 to 20; by default as many as the question's top: says, or 10. */
  readonly limit?: number;
}

/** A paper on a topic. */
export interface Matching {
  readonly paper: Paper;
  /** Its score as a share of the best one's, 0 to 1; 1 where only filters were asked for. */
  readonly share: number;
}

/** Questions to answers, over one library. Over one in memory it takes no time worth waiting for and never throws, whatever the text. */
export interface Ask {
  ask(text: string, page?: Page): Promise<Answer>;
  /** The paper with this id; undefined when the library does not hold it. */
  paper(id: string): Promise<Paper | undefined>;
  /** Papers like the one with this id; undefined when the library does not hold it. */
  similar(id: string, page?: Page): Promise<Matches | undefined>;
  /** Every paper that a question is about, best first, to choose from; none when the library has nothing on it or it makes no sense. */
  matching(text: string): Promise<readonly Matching[]>;
  /** The newest papers of the library. */
  newest(page?: Page): Promise<Matches>;
  /** The telling words of a long text such as a thread, to be asked instead of it; '' when it has none. */
  condense(text: string): Promise<string>;
  /** A long question with its words condensed, its filters, phrases and exclusions kept. */
  shorten(text: string): Promise<string>;
}

const defaultLimit = 10;
/** What is kept of a long question without a telling word, in characters. */
const shortenedChars = 200;

/** "Nearest topics" of a none answer: enough to see what the library is about, too few to look like results. */
const maxNearest = 3;

export interface AskDependencies {
  readonly library: Library;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createAsk({ library, now }: AskDependencies): Ask {
  const excerptOf = createExcerpts(library.meaning);

  function matchOf(ranked: Ranked, rankNumber: number): Match {
    return {
      paper: ranked.paper,
      rank: rankNumber,
      score: ranked.score,
      ...excerptOf(ranked.paper, ranked.weigh, ranked.asked),
    };
  }

  function pageOf(question: Question, ranked: readonly Ranked[], page: Page): Matches {
    const listed = question.top === undefined ? ranked : ranked.slice(0, question.top);
    const limit = Math.max(Math.min(page.limit ?? question.top ?? defaultLimit, maxTop), 1);
    const offset = Math.max(page.offset ?? 0, 0);
    const shown = listed.slice(offset, offset + limit);
    return {
      kind: 'matches',
      question,
      matches: shown.map((one, index) => matchOf(one, offset + index + 1)),
      offset,
      total: listed.length,
    };
  }

  const isEnough = (ranking: Ranking): boolean =>
    isAnswered({ ...ranking, librarySize: library.size, hasVectors: library.meaning !== undefined });

  const plainly = (papers: readonly Paper[]): Ranked[] =>
    papers.map((paper) => ({ paper, score: 0, weigh: () => 0, asked: undefined }));

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
    if (isEnough({ ranked, concepts })) {
      const sorted = question.sort === 'new' ? ranked.toSorted((a, b) => byNewest(a.paper, b.paper)) : ranked;
      return pageOf(question, sorted, page);
    }
    const free = hasConditions(question) ? rank(library, withoutConditions(question)) : undefined;
    const withoutFilters = free !== undefined && isEnough(free) ? free.ranked.length : 0;
    const nearest = (ranked.length > 0 ? ranked : (free?.ranked ?? [])).slice(0, maxNearest).map((one) => one.paper);
    return { kind: 'none', question, nearest, withoutFilters };
  }

  return {
    paper: async (id) => library.get(id),
    async ask(text, page = {}) {
      const question = parseQuestion(text, now());
      if (question.problems.length > 0) return { kind: 'help', question, problems: question.problems };
      if (/^\s*(?:help|\?|)\s*$/i.test(text)) return { kind: 'help', question, problems: [] };
      if (question.paperIds.length > 0) return answerByIds(question, page);
      if (hasSubject(question.words)) return answerByWords(question, page);
      return hasConditions(question) || question.sort === 'new'
        ? answerByFilters(question, page)
        : { kind: 'too-vague', question };
    },
    async matching(text) {
      const question = parseQuestion(text, now());
      if (question.problems.length > 0) return [];
      if (!hasSubject(question.words))
        return [...library.papers()].filter(isWantedBy(question)).map((paper) => ({ paper, share: 1 }));
      const ranking = rank(library, question, { limit: library.size });
      const best = ranking.ranked[0]?.score ?? 0;
      return isEnough(ranking) ? ranking.ranked.map(({ paper, score }) => ({ paper, share: score / best })) : [];
    },
    async similar(id, page = {}) {
      const paper = library.get(id);
      if (paper === undefined) return undefined;
      return pageOf(parseQuestion('', now()), rankSimilar(library, paper), page);
    },
    condense: async (text) => condense(library, text),
    async shorten(text) {
      const question = parseQuestion(text, now());
      // A long text about nothing that the library knows keeps its beginning, so that it is answered as itself.
      const words = condense(library, question.words) || question.words.slice(0, shortenedChars);
      return [...conditionsOf(question), words].join(' ');
    },
    newest: async (page = {}) => pageOf(parseQuestion('', now()), plainly([...library.papers()].sort(byNewest)), page),
  };
}
