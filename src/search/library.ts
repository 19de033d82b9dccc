import type { Paper } from '../papers/paper.ts';
import { type Acronyms, createAcronyms } from './acronym-table.ts';
import type { Collection, Listed, ListOrder, Narrowing, Statistics } from './collection.ts';
import { type Conditions, hasConditions, isWantedBy } from './filters.ts';
import { Hit } from './hit.ts';
import { firstListed } from './index/first-listed.ts';
import { createFusedScores, type Evidence, type Scores } from './index/fused-scores.ts';
import { indexedText } from './index/indexed-text.ts';
import { createInvertedIndex, type KeptIndex } from './index/inverted-index.ts';
import { createPaperShelf, type KeptPapers } from './index/paper-shelf.ts';
import { createSlotFilter, type SlotFilter } from './index/slot-filter.ts';
import { closestTerm, termsFor } from './index/spelled-terms.ts';
import { topPlaces } from './index/top-places.ts';
import type { Meaning } from './meaning/meaning.ts';
import { createPaperVectors, type KeptVectors } from './meaning/paper-vectors.ts';
import { createStemOf } from './tokens.ts';

/** A term to look for, and how much a match counts. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
  /** Also look for known terms that are spelled almost the same, or that begin like it. */
  readonly isMisspelt: boolean;
}

/** What papers are looked for by. */
export interface Search extends Omit<Evidence, 'terms'> {
  readonly terms: readonly WeightedTerm[];
  readonly conditions: Conditions;
  /** Ids of papers that are not wanted. */
  readonly except?: Iterable<string> | undefined;
  /** Most papers given. */
  readonly limit: number;
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** Indexed terms that stand for those looked for: stems, exact forms, corrected spellings. */
  readonly indexedTerms: readonly string[];
}

/** All the papers we hold, and the index over them. Additions and updates take effect at once. */
export interface Library extends Collection, Statistics {
  get(id: string): Paper | undefined;
  papers(): Iterable<Paper>;
  /** Adds papers; one whose id is known replaces the former. */
  add(papers: Iterable<Paper>): void;
  remove(id: string): void;
  /** Papers that hold a term or mean something like it. */
  search(search: Search): SearchResult;
  list(conditions: Conditions, order: ListOrder, limit: number, narrowing?: Narrowing): Listed;
  /** Everything in flat arrays, to be kept in a file. */
  kept(): KeptLibrary;
}

export interface KeptLibrary {
  readonly index: KeptIndex;
  readonly papers: KeptPapers;
  readonly vectors: KeptVectors | undefined;
  readonly acronyms: ReturnType<Acronyms['entries']>;
}

/**
 * When papers are ranked by their exact cosines only if they are among the likeliest by the signs of their directions: to read all
 * directions of 100,000 papers takes most of a question's time.
 */
export interface Estimation {
  /** Papers held, at least. */
  readonly leastPapers: number;
  /** Papers wanted, at most. */
  readonly mostWanted: number;
  /** How many are ranked. */
  readonly likeliest: number;
}

/**
 * Among 100,000 papers none of the first 20 is missed for any development query or thread, and .1 of the first 100; with 700 ranked .3,
 * with 2,000 .02.
 */
const usualEstimation: Estimation = { leastPapers: 20_000, mostWanted: 100, likeliest: 1_000 };

/** Papers read at once where an answer depends on their text, as many times the wanted number. */
const readAheadFactor = 3;

/** Both are found by the same terms. */
const hasSameText = (a: Paper, b: Paper): boolean =>
  a.title === b.title && a.abstract === b.abstract && a.authors?.join('\n') === b.authors?.join('\n');

export interface LibraryOptions {
  /** What texts mean; without it papers are found by their words alone. */
  readonly meaning?: Meaning | undefined;
  /** What `kept` gave earlier, with the same vectors. */
  readonly before?: KeptLibrary | undefined;
  /** The statistics of the collection that these papers are a part of; by default they are all there is. */
  readonly whole?: Statistics | undefined;
  readonly estimation?: Estimation;
}

export function createLibrary(options: LibraryOptions = {}): Library {
  const { meaning, before, whole, estimation = usualEstimation } = options;
  const shelf = createPaperShelf(before?.papers);
  const index = createInvertedIndex(before?.index, whole);
  const acronyms = createAcronyms(before?.acronyms);
  const vectors = meaning && createPaperVectors(meaning.dims, before?.vectors);
  const { vocabulary } = index;
  const stemmed = createStemOf();
  const fusedScores = createFusedScores(index, vectors);

  function remove(id: string): void {
    const slot = shelf.slotOf(id);
    const paper = slot === undefined ? undefined : shelf.paperAt(slot);
    if (slot === undefined || paper === undefined) return;
    index.remove(slot, indexedText(paper, stemmed).counts.keys());
    vectors?.clear(slot);
    if (whole === undefined) acronyms.remove(paper);
    shelf.delete(id);
  }

  function addOne(paper: Paper): void {
    const slot = shelf.slotOf(paper.id);
    const former = slot === undefined ? undefined : shelf.paperAt(slot);
    if (former !== undefined && hasSameText(former, paper)) {
      shelf.put(paper);
      return;
    }
    remove(paper.id);
    const place = shelf.put(paper);
    const { counts, stems, length } = indexedText(paper, stemmed);
    index.add(place, counts, length);
    if (meaning !== undefined) vectors?.set(place, meaning.vectorOfStems(stems));
    if (whole === undefined) acronyms.add(paper);
  }

  /** Places of the best scores whose papers meet the conditions, best first; reads papers only as far as `limit` needs. */
  function bestPlaces({ slots, fused }: Scores, conditions: Conditions, filter: SlotFilter, limit: number): number[] {
    const isWanted = isWantedBy(conditions);
    const passes = (slot: number): boolean => {
      if (!filter.mustRead(slot)) return true;
      const paper = shelf.paperAt(slot);
      return paper !== undefined && isWanted(paper);
    };
    for (let count = limit; ; count *= readAheadFactor) {
      const places = topPlaces(fused, count);
      const passing: number[] = [];
      for (const place of places) {
        if (passing.length === limit) break;
        if (passes(slots[place] ?? 0)) passing.push(place);
        else fused[place] = 0;
      }
      if (passing.length === limit || places.length < count) return passing;
    }
  }

  interface Found extends Scores {
    /** Of the best scores, best first. */
    readonly places: readonly number[];
  }

  /** @param unwanted slots */
  function bestFor(evidence: Evidence, search: Search, unwanted: readonly number[], count?: number): Found {
    const { conditions, limit } = search;
    const filter = hasConditions(conditions) ? createSlotFilter({ index, shelf }, conditions) : undefined;
    const drop = (scores: Float32Array): void => {
      for (const slot of unwanted) scores[slot] = 0;
      filter?.drop(scores);
    };
    const scores = fusedScores.score(evidence, shelf.end, drop, count);
    const places =
      filter === undefined ? topPlaces(scores.fused, limit) : bestPlaces(scores, conditions, filter, limit);
    // Where few papers meet the conditions the unlikely ones count too.
    return places.length < limit && !scores.isComplete ? bestFor(evidence, search, unwanted) : { ...scores, places };
  }

  const slotsOf = (ids: Iterable<string>): number[] => [...ids].flatMap((id) => shelf.slotOf(id) ?? []);

  const library: Library = {
    get size() {
      return whole?.size ?? shelf.size;
    },
    get meanLength() {
      return whole?.meanLength ?? index.meanLength;
    },
    acronyms: whole?.acronyms ?? acronyms,
    meaning,
    get(id) {
      const slot = shelf.slotOf(id);
      return slot === undefined ? undefined : shelf.paperAt(slot);
    },
    *papers() {
      for (const slot of shelf.slots()) {
        const paper = shelf.paperAt(slot);
        if (paper !== undefined) yield paper;
      }
    },
    add(added) {
      for (const paper of added) addOne(paper);
    },
    remove,
    holding: () => library,
    like: () => library,
    statisticsFor: () => library,
    search(search) {
      const idsOf = new Map(search.terms.map((term) => [term.term, termsFor(vocabulary, term)]));
      const { leastPapers, mostWanted, likeliest } = estimation;
      const isEstimated = shelf.size >= leastPapers && search.limit <= mostWanted;
      const evidence = { ...search, terms: [...idsOf.values()].flat() };
      // A free slot still has the direction of the paper that left it.
      const unwanted = [...slotsOf(search.except ?? []), ...shelf.freeSlots()];
      const found = bestFor(evidence, search, unwanted, isEstimated ? likeliest : undefined);
      const searched = { index, shelf, idsOf };
      const hits = found.places.map((place) => {
        const slot = found.slots[place] ?? 0;
        const [score = 0, cosine = 0] = [found.fused[place], found.similarities[slot]];
        return new Hit(searched, slot, { score, similarity: Math.max(cosine, 0) });
      });
      return { hits, indexedTerms: evidence.terms.map(({ id }) => vocabulary.termOf(id)) };
    },
    list(conditions, order, limit, { except = [] } = {}) {
      const left = new Set(slotsOf(except));
      const filter = createSlotFilter({ index, shelf }, conditions);
      const meetsAll = isWantedBy(conditions);
      const slots: number[] = [];
      for (const slot of shelf.slots()) {
        if (left.has(slot) || !filter.mayPass(slot)) continue;
        const paper = filter.mustRead(slot) ? shelf.paperAt(slot) : undefined;
        if (paper === undefined || meetsAll(paper)) slots.push(slot);
      }
      const first = firstListed(shelf, slots, order, limit);
      return { papers: first.flatMap((slot) => shelf.paperAt(slot) ?? []), total: slots.length };
    },
    closestWord: (word) => (whole === undefined ? closestTerm(vocabulary, word) : whole.closestWord(word)),
    papersWith(term) {
      if (whole !== undefined) return whole.papersWith(term);
      const id = vocabulary.idOf(term);
      return id === undefined ? 0 : vocabulary.papersWith(id);
    },
    kept() {
      const slots = [...shelf.slots()].sort((a, b) => a - b);
      return {
        index: index.kept(new Map(slots.map((slot, place) => [slot, place]))),
        papers: shelf.kept(slots),
        vectors: vectors?.kept(slots),
        acronyms: acronyms.entries(),
      };
    },
  };
  return library;
}
