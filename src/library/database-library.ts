import type { Paper } from '../papers/paper.ts';
import { definitionsIn } from '../search/acronym-table.ts';
import type { Collection, Search, SearchResult, Statistics } from '../search/collection.ts';
import { type Conditions, hasConditions, isWantedBy } from '../search/filters.ts';
import { byScore, type Evidence, fuse, hitAt, whitenedOf, withUnknown } from '../search/fusion.ts';
import { authorTerms, createTermsOf, termCounts } from '../search/index/indexed-text.ts';
import { closestTerm, termsFor } from '../search/index/spelled-terms.ts';
import type { WeightedPostings } from '../search/index/terms.ts';
import { factsOf } from '../search/paper-facts.ts';
import { mustRead, termConditionsOf } from '../search/term-conditions.ts';
import type { Follower } from '../sources/catch-up.ts';
import type { IndexState, PaperSearch, SearchConditions } from '../store/paper-search.ts';
import type { PaperSearchWriter, SearchEntry } from '../store/paper-search-writer.ts';
import type { Changed, Papers } from '../store/papers.ts';
import { createCandidates } from './candidates.ts';
import { acronymTerm, createDatabaseTerms } from './database-terms.ts';

/**
 * The same ask() over more papers than memory holds. PostgreSQL gives the papers that may answer, by words and by meaning, with all that
 * ranks them; they become hits as in a library in memory, weighed by the statistics of all.
 */

/**
 * Papers that hold telling words, beside the nearest. The first of 100,000 papers is the one that memory gives for so many of 268
 * development queries: of 300 and the 200 nearest for 95.9 %, of 600 and 200 for 99.3, of 700 and 120 for 98.5, of 800 and 100 for 98.1.
 * Those by words are read while the encoder is at work; the nearest take the longest.
 */
const mostByWords = 700;
/** Of these, those that say most by words are compared with what was asked; with 250 nothing is won. */
const mostWeighed = 100;
/** Where nobody knows what was asked for. */
const mostByWordsAlone = 1_000;
/** Papers read where only their text tells whether they meet the conditions; a phrase takes 0.2 ms each. */
const mostRead = 1_000;
/** Below this weight a term is the exact form of a stem that is looked for anyway. */
const leastClauseWeight = 0.2;
/** Terms held of one paper; an abstract has some 140. */
const maxTermsOfPaper = 8_000;

/** Makes of papers what the database holds of them. @param keyOf the vectors of a paper */
export function createSearchEntries(keyOf: (paper: Paper) => string): (changed: Changed) => SearchEntry {
  const termsOfToken = createTermsOf();
  return ({ paper, change }) => {
    const { counts, length } = termCounts(paper, termsOfToken);
    const asked = [...authorTerms(paper.authors ?? []), ...definitionsIn(paper).map((one) => acronymTerm(...one))];
    const all = [...asked.map((term) => [term, 0] as const), ...counts].slice(0, maxTermsOfPaper);
    return {
      ...factsOf(paper),
      id: paper.id,
      change,
      counts: new Map(all),
      length,
      vectorKey: keyOf(paper),
    };
  };
}

/** Combinations of terms, each met by few papers, that leave out hardly a paper which may be among the best; the rarest first. */
export function clausesOf(terms: readonly string[], { size, papersWith }: Statistics, most: number): string[][] {
  const known = terms.map((term) => ({ term, papers: papersWith(term) })).filter(({ papers }) => papers > 0);
  const rarestFirst = known.sort((a, b) => a.papers - b.papers);
  const common = rarestFirst.filter(({ papers }) => papers > most);
  const narrowed = rarestFirst.map((one) => {
    const clause = [one.term];
    let expected = one.papers;
    // A rare word needs no company. A common one gets that of the next rarer common ones: what holds a rare word is there already.
    for (const other of common.slice(0, Math.max(common.indexOf(one), 0)).toReversed()) {
      if (expected <= most) break;
      clause.push(other.term);
      expected *= other.papers / Math.max(size, 1);
    }
    return { clause, expected };
  });
  let total = 0;
  const clauses = narrowed.filter(({ expected }) => {
    const fits = total + expected <= most;
    if (fits) total += expected;
    return fits;
  });
  // Of common words alone the papers that hold all of them are the best there are.
  return clauses.length > 0 || common.length === 0
    ? clauses.map(({ clause }) => clause)
    : [common.map(({ term }) => term)];
}

/** A collection that stays in the database; `refresh` brings its size and the statistics of its terms up to date. */
export interface DatabaseLibrary extends Collection {
  refresh(): Promise<void>;
}

export function createDatabaseLibrary(search: PaperSearch, stored: Pick<Papers, 'get'>): DatabaseLibrary {
  let state: IndexState | undefined;
  let terms = createDatabaseTerms();

  async function refresh(): Promise<void> {
    const held = await search.state();
    if (held === undefined || (held.edition === state?.edition && held.change === state.change)) return;
    const isSame = held.edition === state?.edition;
    const rows = await search.termsSince(isSame ? (state?.change ?? 0) : -1);
    if (!isSame) terms = createDatabaseTerms();
    terms.take(rows);
    state = held;
  }

  const numbersOf = (wanted: readonly string[]): number[] => wanted.flatMap((term) => terms.numberOf(term) ?? []);

  /** Undefined when no paper can meet them. */
  function conditionsFor(conditions: Conditions, except: Iterable<string> = []): SearchConditions | undefined {
    const { withTerms, withoutTerms, ...others } = termConditionsOf(conditions);
    if (withTerms.some((term) => terms.numberOf(term) === undefined)) return undefined;
    return {
      ...others,
      withTerms: numbersOf(withTerms),
      withoutTerms: numbersOf(withoutTerms),
      exceptIds: [...except],
    };
  }

  /** True when the database gives also papers that do not meet the conditions: a phrase's words may stand apart. */
  const areRead = (conditions: Conditions): boolean => mustRead(conditions, termConditionsOf(conditions));

  function clausesFor(looked: readonly WeightedPostings[], isByWordsAlone: boolean, isFiltered: boolean): number[][] {
    const telling = looked.filter(({ weight }) => weight >= leastClauseWeight).map(({ term }) => term);
    const clauses = clausesOf(telling, library, isByWordsAlone ? mostByWordsAlone : mostByWords);
    // Of the papers that conditions leave, few or many, as many as are weighed anyway may hold any of the words.
    const any = isByWordsAlone && isFiltered ? telling.map((term) => [term]) : [];
    return [...clauses, ...any].map(numbersOf);
  }

  /** Papers that may answer: those that hold telling words, and the nearest. @returns also which slots are compared with each other */
  async function candidatesFor(asked: Search, looked: readonly WeightedPostings[], searched: SearchConditions) {
    const { conditions } = asked;
    const isRead = areRead(conditions);
    const candidates = createCandidates(looked, terms.numberOf, library);

    /** @returns the slots of those that say most by words, of which it is known then what they mean */
    async function addByWords(isByWordsAlone: boolean): Promise<number[]> {
      const clauses = clausesFor(looked, isByWordsAlone, hasConditions(conditions));
      const most = isByWordsAlone || isRead ? mostByWordsAlone : 2 * mostByWords;
      candidates.add(await search.holding(clauses, most, searched));
      if (isByWordsAlone) return [];
      const best = byScore(candidates.lexical(), isRead ? most : mostWeighed);
      candidates.add(await search.encoded(best.map(candidates.idAt)));
      return best;
    }

    // While it is worked out what was asked.
    const byWords = addByWords(asked.direction === undefined);
    // Awaited below, unless that cannot be worked out.
    byWords.catch(() => undefined);
    const direction = await asked.direction;
    const [best, near] = await Promise.all([
      byWords,
      direction === undefined ? [] : search.nearest(direction, isRead ? mostRead : search.mostNearest, searched),
    ]);
    // As many as without an encoder: nothing will be found by meaning.
    if (direction === undefined && asked.direction !== undefined) await addByWords(true);
    const compared = new Set([...best, ...candidates.add(near)]);
    return { candidates, direction, isCompared: (slot: number) => direction === undefined || compared.has(slot) };
  }

  async function find(asked: Search): Promise<SearchResult> {
    const { conditions, limit, lexicalWeight, meaningWeight } = asked;
    const found = new Map(asked.terms.map((term) => [term.term, termsFor(terms, term)]));
    const looked = [...found.values()].flat();
    const indexedTerms = looked.map(({ term }) => term);
    const searched = conditionsFor(conditions, asked.except);
    if (searched === undefined) return { hits: [], indexedTerms };
    const { candidates, direction, isCompared } = await candidatesFor(asked, looked, searched);
    const { idAt, keyAt, cosineAt } = candidates;
    const lexical = candidates.lexical();
    const known = direction && Float32Array.from(lexical, (_, slot) => cosineAt(slot, direction) ?? Number.NaN);
    const evidence: Evidence = {
      ...{ lexical, lexicalWeight, meaningWeight },
      cosines: known && withUnknown(known, lexical),
    };
    const fused = fuse(evidence, isCompared);
    const isRead = areRead(conditions);
    const ranked = byScore(fused, isRead ? mostRead : limit);
    asked.onBest?.(ranked.flatMap((slot) => keyAt(slot) ?? []));
    const papers = await search.papers(ranked.map(idAt));
    const wanted = isRead ? papers.filter(isWantedBy(conditions)) : papers;
    const byId = new Map(wanted.map((paper) => [paper.id, paper]));
    const whitenedAt = whitenedOf(direction, cosineAt, ranked);
    const forms = new Map(
      Array.from(found, ([term, known]) => [term, known.map((form) => candidates.holders(form.term))]),
    );
    const hits = ranked.flatMap((slot) => {
      const paper = byId.get(idAt(slot));
      if (paper === undefined) return [];
      return [hitAt(slot, { paper, vectorKey: keyAt(slot) }, evidence, fused, forms, whitenedAt(slot))];
    });
    return { hits: hits.slice(0, limit), indexedTerms };
  }

  const library: DatabaseLibrary = {
    get size() {
      return state?.papers ?? 0;
    },
    get meanLength() {
      return (state?.tokens ?? 0) / Math.max(state?.papers ?? 0, 1);
    },
    get acronyms() {
      return terms.acronyms;
    },
    papersWith: (term) => terms.papersWith(term),
    closestWord: (word) => closestTerm(terms, word),
    refresh,
    get: stored.get,
    vectorKeyOf: search.vectorKeyOf,
    search: find,
    async list(conditions, order, limit, { except } = {}) {
      const searched = conditionsFor(conditions, except);
      if (searched === undefined) return { papers: [], total: 0 };
      if (!areRead(conditions)) return search.list(searched, order, limit);
      const { papers, total } = await search.list(searched, order, mostRead);
      const wanted = papers.filter(isWantedBy(conditions));
      // Of more than are read nobody knows how many meet the conditions.
      return { papers: wanted.slice(0, limit), total: papers.length < total ? total : wanted.length };
    },
  };
  return library;
}

export interface DatabaseFollowerDependencies {
  readonly writer: PaperSearchWriter;
  readonly library: DatabaseLibrary;
  readonly entryOf: (changed: Changed) => SearchEntry;
}

/** Papers put at once, in .3 s in which other writers wait. With 200, terms are counted again and again, and a paper takes a third longer. */
const putAtOnce = 500;

/** Keeps the index of the database up to date, whichever of several processes comes first. */
export function createDatabaseFollower({ writer, library, entryOf }: DatabaseFollowerDependencies): Follower {
  let after = 0;

  async function entriesOf(changed: readonly Changed[]): Promise<SearchEntry[]> {
    const entries: SearchEntry[] = [];
    for (const one of changed) {
      entries.push(entryOf(one));
      // A paper takes a millisecond, in which others wait.
      await new Promise(setImmediate);
    }
    return entries;
  }

  return {
    async change() {
      // Also where another process leaves nothing to take.
      await library.refresh();
      after = await writer.change();
      return after;
    },
    async take(changed) {
      let putting = Promise.resolve();
      for (let at = 0; at < changed.length; at += putAtOnce) {
        // Worked out while those before are put.
        const entries = await entriesOf(changed.slice(at, at + putAtOnce));
        await putting;
        putting = writer.put(entries, changed[at - 1]?.change ?? after);
        // Awaited above or below, unless the next ones cannot be worked out.
        putting.catch(() => undefined);
      }
      await putting;
      await library.refresh();
    },
  };
}
