import type { Paper } from '../papers/paper.ts';
import type { Answer, Barrier, Matches, NoMatch } from './answer.ts';
import { createAnswerPages, type Found, nothingAsked, type Page, withoutScore } from './answer-page.ts';
import { piecesAsked } from './asked-text.ts';
import { findBarriers } from './barriers.ts';
import type { Collection, Narrowing, Now } from './collection.ts';
import { hasSubject } from './concepts.ts';
import { condense } from './condense.ts';
import { hasConditions, isWantedBy } from './filters.ts';
import { readForeign } from './foreign.ts';
import type { Hit } from './hit.ts';
import { orderOf, sorted } from './list-order.ts';
import { type AskedMeaning, type Asker, absentMeaning, type Meaning } from './meaning/meaning.ts';
import { parseQuestion, type Question, talkQuestion } from './question.ts';
import { conditionsOf } from './question-text.ts';
import { type Ranking, type RankOptions, rank, rankSimilar, sharesOf } from './ranking.ts';
import { createUnderstanding } from './understanding.ts';
import { type Evidence, judgedPapers, listed, type Verdict, verdictOn } from './verdict.ts';

/** A paper on a topic. */
export interface Matching {
  readonly paper: Paper;
  /** Its score as a share of the best one's, 0 to 1; 1 where only filters were asked for. */
  readonly share: number;
}

export interface Narrowed extends Narrowing {
  /** "YYYY-MM-DD": only papers that may have come out on that day or later. */
  readonly since?: string;
  /** Words or phrases that no paper may hold, beside those that the text excludes. */
  readonly excluded?: readonly string[];
}

/** Questions to answers, over one library. Over one in memory it takes no time worth waiting for and never throws, whatever the text. */
export interface Ask {
  ask(text: string, page?: Page): Promise<Answer>;
  /** What people talk about, such as the messages of a thread, a line each: all of it is words, nothing a filter. */
  askTalk(text: string, page?: Page): Promise<Answer>;
  /** The paper with this id; undefined when the library does not hold it. */
  paper(id: string): Promise<Paper | undefined>;
  /** Papers like the one with this id that meet the filters, nearest first unless these name an order; undefined when the library does not hold it. */
  similar(id: string, page?: Page, filters?: string): Promise<Matches | undefined>;
  /**
   * The papers that a question is about, best first, 2,000 at most, to choose from; none when the library has nothing on it or it makes
   * no sense.
   */
  matching(text: string, narrowed?: Narrowed): Promise<readonly Matching[]>;
  /** The newest papers of the library. */
  newest(page?: Page): Promise<Matches>;
  /** Those of these papers that the library holds and that meet the filters, in the order given unless the filters name one. */
  among(ids: readonly string[], filters: string, page?: Page): Promise<Matches>;
  /** The telling words of a long text such as a thread, to be asked instead of it; '' when it has none, or is on none of our subjects. */
  condense(text: string): Promise<string>;
  /** A long question with its words condensed, its filters, phrases and exclusions kept. */
  shorten(text: string): Promise<string>;
}

/** A digest has ten papers at most; more than this to choose from choose no better. */
const maxMatching = 2_000;
/** What is kept of a long question without a telling word, in characters. */
const shortenedChars = 200;

/** "Nearest topics" of a none answer: enough to see what the library is about, too few to look like results. */
const maxNearest = 3;

export interface AskDependencies {
  readonly library: Collection;
  /** What texts mean; without it papers are found by their words alone. */
  readonly meaning?: Meaning | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createAsk({ library, meaning, now }: AskDependencies): Ask {
  const { endOf, pageOf } = createAnswerPages(meaning);

  const evidenceOf = (ranking: Ranking): Evidence => ({ ...ranking, librarySize: library.size });

  const verdictOf = (ranking: Ranking): Verdict =>
    verdictOn(evidenceOf(ranking), ranking.ranked.slice(0, judgedPapers));

  const isWord = meaning?.hasWord ?? (() => false);
  const understood = createUnderstanding({ library, isWord });

  const listOf = (ranking: Ranking): Hit[] => listed(evidenceOf(ranking), ranking.ranked);

  const foundOf = ({ paper, score, vectorKey }: Hit): Omit<Found, 'certainty'> => ({ paper, score, vectorKey });

  /** Each of these papers, judged by itself. */
  function judged(ranking: Ranking, hits: readonly Hit[]): Found[] {
    const evidence = evidenceOf(ranking);
    return hits.map((hit) => ({
      ...foundOf(hit),
      certainty: verdictOn(evidence, [hit]) === 'sure' ? 'sure' : 'perhaps',
    }));
  }

  /** In another order than by match, papers that only touch the subject would come first. */
  function surest(found: readonly Found[]): readonly Found[] {
    const sure = found.filter(({ certainty }) => certainty === 'sure');
    return sure.length > 0 ? sure : found.slice(0, judgedPapers);
  }

  const heldOf = async (ids: readonly string[]): Promise<Paper[]> =>
    (await Promise.all(ids.map((id) => library.get(id)))).filter((paper) => paper !== undefined);

  const wantedAmong = async (ids: readonly string[], question: Question): Promise<Paper[]> =>
    (await heldOf(ids)).filter(isWantedBy(question));

  /** Words beside ids are not looked for; conditions count. */
  async function answerByIds(question: Question, page: Page): Promise<Answer> {
    const held = await heldOf(question.paperIds);
    const wanted = held.filter(isWantedBy(question)).map(withoutScore);
    const missing = question.paperIds.filter((id) => !held.some((paper) => paper.id === id));
    const notHeld = missing.length > 0 && { notHeld: missing };
    return wanted.length > 0
      ? { ...(await pageOf(question, sorted(wanted, question.sort), nothingAsked, page)), ...notHeld }
      : { kind: 'none', question, nearest: [], barriers: await barriersOf(question), ...notHeld };
  }

  async function listPage(question: Question, page: Page): Promise<Matches> {
    const { papers, total } = await library.list(question, orderOf(question), endOf(question, page).end);
    return pageOf(question, papers.map(withoutScore), nothingAsked, page, total);
  }

  async function answerByFilters(question: Question, page: Page): Promise<Answer> {
    const listed = await listPage(question, page);
    return listed.total > 0 ? listed : { kind: 'none', question, nearest: [], barriers: await barriersOf(question) };
  }

  function meaningOf({ words, isLiteral }: Question, asker: Asker): Now<AskedMeaning> {
    if (meaning === undefined || words === '') return absentMeaning;
    return meaning.of(piecesAsked(library, isLiteral ? () => true : meaning.hasWord, words), asker);
  }

  async function ranking(question: Question, options: RankOptions = {}, asker: Asker = 'person'): Promise<Ranking> {
    return rank({ library, meaning }, question, meaningOf(question, asker), options);
  }

  /** The papers with these before them, whether or not they are among them. */
  async function withFirst(question: Question, found: Found[], first: readonly string[]): Promise<Found[]> {
    const papers = await wantedAmong(first, question);
    const known = new Map(found.map((one) => [one.paper.id, one]));
    const leading = papers.map((paper) => known.get(paper.id) ?? withoutScore(paper));
    return [...leading, ...found.filter(({ paper }) => !papers.some(({ id }) => id === paper.id))];
  }

  /** @param isTalk what people say among themselves: it names no subject that the library could lack */
  async function answerByWords(
    question: Question,
    page: Page,
    isTalk = page.first !== undefined,
  ): Promise<Matches | NoMatch> {
    const found = await ranking(question);
    const { ranked } = found;
    const verdict = verdictOf(found);
    const near = verdict === 'none' ? [] : judged(found, listOf(found));
    const all = page.first === undefined ? near : await withFirst(question, near, page.first);
    if (all.length > 0) {
      const certainty = verdict === 'none' ? 'perhaps' : verdict;
      const shown = sorted(question.sort === 'match' ? all : surest(all), question.sort);
      return {
        ...(await pageOf(question, shown, { ...found, certainty }, page)),
        ...(shown.length < all.length && { doubtful: all.length - shown.length }),
        ...(!isTalk && understood(question, found, certainty)),
        ...(found.meaning === 'late' && { isByWordsOnly: true }),
      };
    }
    const nearest = ranked.slice(0, maxNearest).map((one) => one.paper);
    return { kind: 'none', question, nearest, barriers: await barriersOf(question) };
  }

  /** Undefined for a question in English. */
  async function answerToForeign(question: Question, page: Page): Promise<Matches | NoMatch | undefined> {
    const foreign = await readForeign(library, question.words, isWord);
    if (foreign === undefined) return undefined;
    const { language, words } = foreign;
    const asked = { ...question, words };
    if (!hasSubject(words)) return { kind: 'none', question: asked, nearest: [], barriers: [], language };
    return { ...(await answerByWords(asked, page)), language };
  }

  async function countOf(question: Question): Promise<number> {
    if (question.paperIds.length > 0) return (await wantedAmong(question.paperIds, question)).length;
    if (!hasSubject(question.words)) return (await library.list(question, orderOf(question), 1)).total;
    const found = await ranking(question);
    return verdictOf(found) === 'none' ? 0 : listOf(found).length;
  }

  const barriersOf = (question: Question): Promise<Barrier[]> => findBarriers(question, countOf, now());

  async function condensed(question: Question): Promise<string> {
    const asked = await meaningOf(question, 'person');
    return condense(library, question.words, sharesOf(question.words, asked));
  }

  return {
    paper: async (id) => library.get(id),
    async ask(text, page = {}) {
      const question = parseQuestion(text, now());
      if (question.problems.length > 0) return { kind: 'help', question, problems: question.problems };
      if (/^\s*(?:help|\?|)\s*$/i.test(text)) return { kind: 'help', question, problems: [] };
      if (question.paperIds.length > 0) return answerByIds(question, page);
      if (hasSubject(question.words)) return (await answerToForeign(question, page)) ?? answerByWords(question, page);
      return hasConditions(question) || question.sort !== 'match'
        ? answerByFilters(question, page)
        : { kind: 'too-vague', question };
    },
    async askTalk(text, page = {}) {
      const question = talkQuestion(text);
      return hasSubject(question.words) ? answerByWords(question, page, true) : { kind: 'too-vague', question };
    },
    async matching(text, { since, except, excluded = [] } = {}) {
      const parsed = parseQuestion(text, now());
      if (parsed.problems.length > 0) return [];
      const asked = { ...parsed, excluded: [...parsed.excluded, ...excluded] };
      const wanted = { ...asked, ...(since !== undefined && (asked.since ?? '') < since && { since }) };
      if (!hasSubject(asked.words)) {
        const { papers } = await library.list(wanted, orderOf(wanted), maxMatching, { except });
        return papers.map((paper) => ({ paper, share: 1 }));
      }
      // What the library has on it in all tells how good a new paper must be.
      const all = await ranking(asked, {}, 'topic');
      const bestScore = all.ranked[0]?.score ?? 0;
      if (verdictOf(all) === 'none') return [];
      const found = await ranking(wanted, { except: except ?? [], limit: maxMatching }, 'topic');
      // A digest brings what fits, not the nearest there is.
      return judged(found, found.ranked).flatMap(({ paper, score, certainty }) =>
        certainty === 'sure' ? [{ paper, share: Math.min(score / bestScore, 1) }] : [],
      );
    },
    async similar(id, page = {}, filters = '') {
      const paper = await library.get(id);
      if (paper === undefined) return undefined;
      const key = await library.vectorKeyOf(id);
      const known = key === undefined ? undefined : (await meaning?.ofKeys([key]))?.get(key);
      const found = await rankSimilar(library, paper, known);
      const question = parseQuestion(filters, now());
      const isWanted = isWantedBy(question);
      const listed = found.ranked.flatMap((hit): Found[] =>
        isWanted(hit.paper) ? [{ ...foundOf(hit), certainty: 'sure' }] : [],
      );
      return pageOf(question, sorted(listed, question.sort), { ...found, certainty: 'sure' }, page);
    },
    async condense(text) {
      const talk = talkQuestion(text);
      const found = await ranking(talk, { limit: judgedPapers });
      // What small talk leaves over would find something: "expensive", "train".
      return found.isTalk && verdictOf(found) === 'none' ? '' : condensed(talk);
    },
    async shorten(text) {
      const question = parseQuestion(text, now());
      // A long text about nothing that the library knows keeps its beginning, so that it is answered as itself.
      const words = (await condensed(question)) || question.words.slice(0, shortenedChars);
      return [...conditionsOf(question), ...question.paperIds, words].join(' ');
    },
    newest: (page = {}) => listPage(parseQuestion('', now()), page),
    async among(ids, filters, page = {}) {
      const question = parseQuestion(filters, now());
      const wanted = (await wantedAmong(ids, question)).map(withoutScore);
      return pageOf(question, sorted(wanted, question.sort), nothingAsked, page);
    },
  };
}
