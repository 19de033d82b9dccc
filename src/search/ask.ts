import type { Paper } from '../papers/paper.ts';
import { byNewest } from '../papers/paper-date.ts';
import type { Answer, Match, Matches } from './answer.ts';
import type { Collection, ListOrder, Narrowing } from './collection.ts';
import { hasSubject } from './concepts.ts';
import { condense } from './condense.ts';
import { createExcerpts, termWeights } from './excerpt.ts';
import { conditionsOf, hasConditions, withoutConditions } from './filters.ts';
import type { Hit } from './hit.ts';
import { maxTop, parseQuestion, type Question, talkQuestion } from './question.ts';
import { type Ranked, type Ranking, type RankOptions, rank, rankSimilar } from './ranking.ts';
import { isAnswered, judgedPapers } from './verdict.ts';

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

export interface Narrowed extends Narrowing {
  /** "YYYY-MM-DD": only papers that may have come out on that day or later. */
  readonly since?: string;
}

/** Questions to answers, over one library. Over one in memory it takes no time worth waiting for and never throws, whatever the text. */
export interface Ask {
  ask(text: string, page?: Page): Promise<Answer>;
  /** The paper with this id; undefined when the library does not hold it. */
  paper(id: string): Promise<Paper | undefined>;
  /** Papers like the one with this id; undefined when the library does not hold it. */
  similar(id: string, page?: Page): Promise<Matches | undefined>;
  /**
   * The papers that a question is about, best first, 2,000 at most, to choose from; none when the library has nothing on it or it makes
   * no sense.
   */
  matching(text: string, narrowed?: Narrowed): Promise<readonly Matching[]>;
  /** The newest papers of the library. */
  newest(page?: Page): Promise<Matches>;
  /** The telling words of a long text such as a thread, to be asked instead of it; '' when it has none, or is on none of our subjects. */
  condense(text: string): Promise<string>;
  /** A long question with its words condensed, its filters, phrases and exclusions kept. */
  shorten(text: string): Promise<string>;
}

const defaultLimit = 10;
/** A digest has ten papers at most; more than this to choose from choose no better. */
const maxMatching = 2_000;
/** What is kept of a long question without a telling word, in characters. */
const shortenedChars = 200;

/** "Nearest topics" of a none answer: enough to see what the library is about, too few to look like results. */
const maxNearest = 3;

/** Without words there is no match to sort by: then the newest come first. */
const orderOf = ({ sort }: Question): ListOrder => (sort === 'upvotes' ? 'upvotes' : 'new');

function sorted(ranked: readonly Hit[], order: Question['sort']): readonly Hit[] {
  switch (order) {
    case 'match':
      return ranked;
    case 'new':
      return ranked.toSorted((a, b) => byNewest(a.paper, b.paper));
    case 'upvotes':
      return ranked.toSorted((a, b) => (b.paper.upvotes ?? 0) - (a.paper.upvotes ?? 0));
    default:
      return order satisfies never;
  }
}

const nothingLookedFor = termWeights(new Map());

export interface AskDependencies {
  readonly library: Collection;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createAsk({ library, now }: AskDependencies): Ask {
  const excerptOf = createExcerpts(library.meaning);

  /** Gives the match of a paper at a rank. */
  type MatchOf<Found> = (found: Found, rank: number) => Match;

  const matchBy =
    ({ weights, asked }: Ranked): MatchOf<Hit> =>
    (hit, place) => ({
      paper: hit.paper,
      rank: place,
      score: hit.score,
      ...excerptOf(hit.paper, weights, asked),
    });

  /** Of a paper that was not looked for by words. */
  const plainMatch: MatchOf<Paper> = (paper, place) => ({
    paper,
    rank: place,
    score: 0,
    ...excerptOf(paper, nothingLookedFor, undefined),
  });

  /** How many papers down the list a page reaches. */
  function endOf(question: Question, { offset = 0, limit }: Page): { offset: number; end: number } {
    const size = Math.max(Math.min(limit ?? question.top ?? defaultLimit, maxTop), 1);
    const from = Math.max(offset, 0);
    return { offset: from, end: Math.min(from + size, question.top ?? Number.POSITIVE_INFINITY) };
  }

  /** @param total how many there are, when `found` holds only the first of them */
  function pageOf<Found>(
    question: Question,
    found: readonly Found[],
    matchOf: MatchOf<Found>,
    page: Page,
    total = found.length,
  ): Matches {
    const { offset, end } = endOf(question, page);
    return {
      kind: 'matches',
      question,
      matches: found.slice(offset, end).map((one, index) => matchOf(one, offset + index + 1)),
      offset,
      total: Math.min(total, question.top ?? Number.POSITIVE_INFINITY),
    };
  }

  const isEnough = (ranking: Ranking): boolean =>
    isAnswered({ ...ranking, librarySize: library.size, hasVectors: library.meaning !== undefined });

  async function answerByIds(question: Question, page: Page): Promise<Answer> {
    const papers = await Promise.all(question.paperIds.map((id) => library.get(id)));
    const held = papers.filter((paper) => paper !== undefined);
    if (held.length > 0) return pageOf(question, held, plainMatch, page);
    return { kind: 'none', question, nearest: [], withoutFilters: 0 };
  }

  async function listPage(question: Question, page: Page): Promise<Matches> {
    const { papers, total } = await library.list(question, orderOf(question), endOf(question, page).end);
    return pageOf(question, papers, plainMatch, page, total);
  }

  async function answerByFilters(question: Question, page: Page): Promise<Answer> {
    const listed = await listPage(question, page);
    return listed.total > 0 ? listed : { kind: 'none', question, nearest: [], withoutFilters: 0 };
  }

  async function ranking(question: Question, options: RankOptions = {}): Promise<Ranking> {
    return rank(await library.holding(question, options), question, options);
  }

  async function answerByWords(question: Question, page: Page): Promise<Answer> {
    const found = await ranking(question);
    const { ranked } = found;
    if (isEnough(found)) {
      return pageOf(question, sorted(ranked, question.sort), matchBy(found), page);
    }
    const free = hasConditions(question) ? await ranking(withoutConditions(question)) : undefined;
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
      return hasConditions(question) || question.sort !== 'match'
        ? answerByFilters(question, page)
        : { kind: 'too-vague', question };
    },
    async matching(text, { since, except } = {}) {
      const asked = parseQuestion(text, now());
      if (asked.problems.length > 0) return [];
      const wanted = { ...asked, ...(since !== undefined && (asked.since ?? '') < since && { since }) };
      if (!hasSubject(asked.words)) {
        const { papers } = await library.list(wanted, orderOf(wanted), maxMatching, { except });
        return papers.map((paper) => ({ paper, share: 1 }));
      }
      // What the library has on it in all tells how good a new paper must be.
      const all = await ranking(asked);
      const bestScore = all.ranked[0]?.score ?? 0;
      if (!isEnough(all)) return [];
      const { ranked } = await ranking(wanted, { bestScore, except: except ?? [], limit: maxMatching });
      return ranked.map(({ paper, score }) => ({ paper, share: Math.min(score / bestScore, 1) }));
    },
    async similar(id, page = {}) {
      const paper = await library.get(id);
      if (paper === undefined) return undefined;
      const found = rankSimilar(await library.like(paper), paper);
      return pageOf(parseQuestion('', now()), found.ranked, matchBy(found), page);
    },
    async condense(text) {
      const talk = talkQuestion(text);
      const found = await ranking(talk, { limit: judgedPapers });
      // What small talk leaves over would find something: "expensive", "train".
      if (found.isTalk && !isEnough(found)) return '';
      return condense(await library.statisticsFor(talk.words), library.meaning, talk.words);
    },
    async shorten(text) {
      const question = parseQuestion(text, now());
      // A long text about nothing that the library knows keeps its beginning, so that it is answered as itself.
      const words =
        condense(await library.statisticsFor(question.words), library.meaning, question.words) ||
        question.words.slice(0, shortenedChars);
      return [...conditionsOf(question), words].join(' ');
    },
    newest: (page = {}) => listPage(parseQuestion('', now()), page),
  };
}
