import type { Paper } from '../papers/paper.ts';
import { type AcronymEntry, createAcronyms, definitionsIn } from '../search/acronym-table.ts';
import type { Collection, Narrowing, Statistics } from '../search/collection.ts';
import { isLongText } from '../search/concepts.ts';
import { type Conditions, hasConditions, isWantedBy, noConditions } from '../search/filters.ts';
import { editsBetween } from '../search/index/edits.ts';
import { authorTerms, createTermsOf, termCounts } from '../search/index/indexed-text.ts';
import { editsAllowed } from '../search/index/spelled-terms.ts';
import type { WeightedTerm } from '../search/index/terms.ts';
import { createLibrary, type Library } from '../search/library.ts';
import { factsOf } from '../search/paper-facts.ts';
import { ideasAsked, tellingTerms, termsOf } from '../search/ranking.ts';
import { mustRead, termConditionsOf } from '../search/term-conditions.ts';
import { stemOf, tokenize } from '../search/tokens.ts';
import { isFiller } from '../search/words.ts';
import type { Follower } from '../sources/catch-up.ts';
import type { Clause, PaperSearch, SearchConditions, SearchEntry } from '../store/paper-search.ts';

/**
 * The same ask() over more papers than memory holds. PostgreSQL's full-text search gives the papers that may answer, and a library of
 * these few, weighed by the statistics of all, ranks them by words and by meaning as any other library.
 */

/** Papers ranked of those that the database gives: each more costs half a millisecond, and nobody reads further. */
const candidatesRanked = 100;
/** Papers read where only their text tells whether they meet the conditions; a phrase takes 0.2 ms each. */
const mostRead = 1_000;
/** A clause that more papers meet says too little: it is narrowed by another word. */
const mostPapersOfClause = 2_000;
/** Papers that all clauses together should bring; PostgreSQL weighs no more of them (see paper-search.ts). */
const mostPapers = 5_000;
/** Terms that papers are weighed by before they are ranked: the others change the hundred best hardly. */
const mostWeighed = 16;
/** Words of a text that are looked up; a thread's most telling ones are far fewer. */
const maxLookedUp = 400;
/** Unknown words whose spelling is looked up, which reads all terms of about their length with their first letter. */
const maxCorrected = 8;
/** Longest long form of an acronym, in words, that is looked for in a question. */
const longestAcronym = 8;

/** Terms held of one paper; an abstract has some 200. PostgreSQL's tsvector holds 1 MB, and the longest terms take 125 bytes. */
const maxTermsOfPaper = 8_000;

/** Gives what the database holds of a paper. */
export function createSearchEntries(): (paper: Paper) => SearchEntry {
  const termsOfToken = createTermsOf();
  return (paper) => {
    const { counts, length } = termCounts(paper, termsOfToken);
    const terms = [...new Set([...authorTerms(paper.authors ?? []), ...counts.keys()])].slice(0, maxTermsOfPaper);
    return { ...factsOf(paper), terms, tokens: length, acronyms: definitionsIn(paper) };
  };
}

function stretchesOf(stems: readonly string[]): string[] {
  const stretches = stems.flatMap((_, start) =>
    Array.from({ length: longestAcronym - 1 }, (_, more) => stems.slice(start, start + more + 2).join(' ')),
  );
  return [...new Set(stretches)];
}

/** Combinations of terms, each met by few papers, that leave out hardly a paper which may be among the best; the rarest first. */
export function clausesOf(terms: readonly WeightedTerm[], { size, papersWith }: Statistics): Clause[] {
  const known = terms.map(({ term }) => ({ term, papers: papersWith(term) })).filter(({ papers }) => papers > 0);
  const rarestFirst = known.sort((a, b) => a.papers - b.papers);
  const common = rarestFirst.filter(({ papers }) => papers > mostPapersOfClause);
  const narrowed = rarestFirst.map((one) => {
    const clause = [one.term];
    let expected = one.papers;
    // A rare word needs no company. A common one gets that of the next rarer common ones: what holds a rare word is there already.
    for (const other of common.slice(0, Math.max(common.indexOf(one), 0)).toReversed()) {
      if (expected <= mostPapersOfClause) break;
      clause.push(other.term);
      expected *= other.papers / Math.max(size, 1);
    }
    return { clause, expected };
  });
  let total = 0;
  const clauses = narrowed.filter(({ expected }) => {
    const fits = expected <= mostPapersOfClause && total + expected <= mostPapers;
    if (fits) total += expected;
    return fits;
  });
  // Of common words alone the papers that hold all of them are the best there are.
  return clauses.length > 0 || common.length === 0
    ? clauses.map(({ clause }) => clause)
    : [common.map(({ term }) => term)];
}

export interface DatabaseCollectionDependencies {
  readonly search: PaperSearch;
  /** Without it papers are ranked by their words alone. */
  readonly vectors?: PaperVectorsByKey | undefined;
}

/** Where vectors of papers are. */
export interface PaperVectorsByKey {
  keyOf(paper: Paper): string;
  wholes(keys: readonly string[]): Promise<ReadonlyMap<string, Int8Array>>;
}

/** A collection that stays in the database; `refresh` brings its size up to date. */
export interface DatabaseCollection extends Collection {
  refresh(): Promise<void>;
}

export function createDatabaseCollection({ search, vectors }: DatabaseCollectionDependencies): DatabaseCollection {
  let totals = { papers: 0, tokens: 0 };

  async function refresh(): Promise<void> {
    totals = (await search.totals()) ?? totals;
  }

  /** The known term spelled most like each unknown word. */
  async function corrections(unknown: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const word of unknown.slice(0, maxCorrected)) {
      const most = editsAllowed(word);
      if (most === 0) continue;
      // Hardly anybody mistypes the first letter, and the index finds terms by their beginning.
      const near = await search.termsLike(word.slice(0, 1), { min: word.length - most, max: word.length + most });
      const [best] = [...near]
        .map(([term, papers]) => ({ term, papers, edits: editsBetween(word, term, most) }))
        .filter(({ edits }) => edits <= most)
        .sort((a, b) => a.edits - b.edits || b.papers - a.papers);
      if (best !== undefined) found.set(word, best.term);
    }
    return found;
  }

  async function statisticsFor(text: string): Promise<Statistics> {
    const tokens = [...new Set(tokenize(text))].slice(0, maxLookedUp);
    const stems = tokens.filter((token) => !isFiller(token)).map(stemOf);
    const rows = await search.acronyms(tokens, stretchesOf(stems));
    const acronyms = createAcronyms(rows.map(({ short, long, papers }): AcronymEntry => [short, long, papers]));
    const spelledOut = rows.flatMap(({ short, long }) => [short, ...long.split(' ')]);
    const counts = await search.papersWith([...new Set([...tokens, ...tokens.map(stemOf), ...spelledOut])]);
    const papersWith = (term: string): number => counts.get(term) ?? 0;
    const unknown = tokens.filter(
      (token) => !isFiller(token) && papersWith(token) === 0 && papersWith(stemOf(token)) === 0,
    );
    // Of a long text no spelling is guessed.
    const corrected = await corrections(isLongText(text) ? [] : unknown);
    const more = await search.papersWith([...corrected.values()]);
    for (const [term, papers] of more) counts.set(term, papers);
    return {
      size: totals.papers,
      meanLength: totals.tokens / Math.max(totals.papers, 1),
      papersWith,
      closestWord: (word) => corrected.get(word),
      acronyms,
    };
  }

  /** True when the database gives also papers that do not meet the conditions: a phrase's words may stand apart. */
  const areRead = (conditions: Conditions): boolean => mustRead(conditions, termConditionsOf(conditions));

  function conditionsFor(conditions: Conditions, { except = [] }: Narrowing = {}): SearchConditions {
    return { ...termConditionsOf(conditions), exceptIds: [...except] };
  }

  async function libraryWith(
    terms: readonly WeightedTerm[],
    statistics: Statistics,
    conditions: Conditions,
    narrowing?: Narrowing,
  ): Promise<Library> {
    const meant = terms.map((one) => ({ ...one, term: statistics.closestWord(one.term) ?? one.term }));
    const weights = meant
      .map(({ term, weight }): readonly [string, number] => {
        const papers = statistics.papersWith(term);
        return [term, papers === 0 ? 0 : weight * Math.log(1 + (statistics.size - papers + 0.5) / (papers + 0.5))];
      })
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostWeighed);
    const searched = conditionsFor(conditions, narrowing);
    // Of the few papers of a week all that hold any of the words can be weighed, however common these are.
    const areFew = hasConditions(conditions) && (await search.areFew(searched));
    const papers = await search.candidates(
      areFew ? weights.flatMap(([term, weight]) => (weight > 0 ? [[term]] : [])) : clausesOf(meant, statistics),
      new Map(weights),
      searched,
      areRead(conditions) ? mostRead : candidatesRanked,
    );
    const library = createLibrary({ whole: statistics });
    const candidates = papers.filter(isWantedBy(conditions)).slice(0, candidatesRanked);
    library.add(candidates);
    if (vectors !== undefined) {
      const keys = candidates.map(vectors.keyOf);
      const wholes = await vectors.wholes(keys);
      for (const [index, { id }] of candidates.entries()) {
        const key = keys[index] ?? '';
        const whole = wholes.get(key);
        if (whole !== undefined) library.setVector(id, key, whole);
      }
    }
    return library;
  }

  return {
    get size() {
      return totals.papers;
    },
    refresh,
    statisticsFor,
    get: (id) => search.get(id),
    async vectorKeyOf(id) {
      const paper = vectors && (await search.get(id));
      return paper && vectors?.keyOf(paper);
    },
    async holding(question, narrowing) {
      const statistics = await statisticsFor(question.words);
      const terms = termsOf(ideasAsked(statistics, question.words));
      return libraryWith(terms, statistics, question, narrowing);
    },
    async like(paper) {
      const statistics = await statisticsFor(`${paper.title}\n${paper.abstract}`);
      return libraryWith(tellingTerms(statistics, paper), statistics, noConditions, { except: [paper.id] });
    },
    async list(conditions, order, limit, narrowing) {
      if (!areRead(conditions)) return search.list(conditionsFor(conditions, narrowing), order, limit);
      const { papers, total } = await search.list(conditionsFor(conditions, narrowing), order, mostRead);
      const wanted = papers.filter(isWantedBy(conditions));
      // Of more than are read nobody knows how many meet the conditions.
      return { papers: wanted.slice(0, limit), total: papers.length < total ? total : wanted.length };
    },
  };
}

/** Papers put into the index in one transaction: others wait for it. */
const putAtOnce = 50;

/** Keeps the index of the database up to date, whichever of several processes comes first. */
export function createDatabaseFollower({
  search,
  library,
}: {
  readonly search: PaperSearch;
  readonly library: DatabaseCollection;
}): Follower {
  let after = 0;
  return {
    async change() {
      // Also where another process leaves nothing to take.
      await library.refresh();
      after = await search.change();
      return after;
    },
    async take(changed) {
      for (let at = 0; at < changed.length; at += putAtOnce) {
        const step = changed.slice(at, at + putAtOnce);
        await search.put(step, after);
        after = step.at(-1)?.change ?? after;
      }
      await library.refresh();
    },
  };
}
