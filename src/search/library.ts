import type { Paper } from '../papers/paper.ts';
import { type Acronyms, createAcronyms } from './acronym-table.ts';
import type { Collection, Listed, ListOrder, Narrowing, Statistics } from './collection.ts';
import { type Conditions, hasConditions, isWantedBy } from './filters.ts';
import { firstListed } from './index/first-listed.ts';
import { indexedText } from './index/indexed-text.ts';
import { createInvertedIndex, type KeptIndex } from './index/inverted-index.ts';
import { createPaperShelf, type KeptPapers } from './index/paper-shelf.ts';
import { createSlotFilter } from './index/slot-filter.ts';
import { closestTerm, termsFor } from './index/spelled-terms.ts';
import { topPlaces } from './index/top-places.ts';
import type { Meaning } from './meaning/meaning.ts';
import { createPaperVectors, type KeptVectors } from './meaning/paper-vectors.ts';
import { once } from './once.ts';
import { createStemOf } from './tokens.ts';

/** A term to look for, and how much a match counts. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
  /** Also look for known terms that are spelled almost the same, or that begin like it. */
  readonly isMisspelt: boolean;
}

/** What papers are looked for by. */
export interface Search {
  readonly terms: readonly WeightedTerm[];
  /** What BM25+ counts. */
  readonly lexicalWeight: number;
  /** The direction of what was asked; undefined without vectors. */
  readonly direction: Float32Array | undefined;
  /** What a cosine counts beside it. */
  readonly meaningWeight: number;
  readonly conditions: Conditions;
  /** Ids of papers that are not wanted. */
  readonly except?: Iterable<string> | undefined;
  /** Most papers given. */
  readonly limit: number;
}

/** A paper that was found. What of it is made when it is asked for must be asked for before papers are added or removed. */
export interface Hit {
  readonly paper: Paper;
  /** Both kinds of evidence as they were weighed; above 0, comparable within one library. */
  readonly score: number;
  /** BM25+ over title and abstract: the sum over the terms it holds; unbounded. */
  readonly lexical: number;
  /** Cosine with what was asked; 0 where it is negative or there are no vectors. */
  readonly similarity: number;
  /** Whether it holds one of the terms looked for. */
  holds(term: string): boolean;
  /** Which of them it holds. */
  readonly terms: readonly string[];
  /** What stands for them in the paper's index: stems, exact forms, corrected spellings. */
  readonly found: ReadonlySet<string>;
}

/** All the papers we hold, and the index over them. Additions and updates take effect at once. */
export interface Library extends Collection, Statistics {
  get(id: string): Paper | undefined;
  papers(): Iterable<Paper>;
  /** Adds papers; one whose id is known replaces the former. */
  add(papers: Iterable<Paper>): void;
  remove(id: string): void;
  /** Papers that hold a term or mean something like it, best first. */
  search(search: Search): Hit[];
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
}

export function createLibrary({ meaning, before, whole }: LibraryOptions = {}): Library {
  const shelf = createPaperShelf(before?.papers);
  const index = createInvertedIndex(before?.index, whole);
  const acronyms = createAcronyms(before?.acronyms);
  const vectors = meaning && createPaperVectors(meaning.dims, before?.vectors);
  const { vocabulary } = index;
  const stemmed = createStemOf();
  const none = new Float32Array();
  // Made once: a search that makes its own of 100,000 papers spends a third of its time on collecting them again.
  let lexical = none;
  let fused = none;

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

  /** Slots in the order of `score`, those that meet the conditions; reads papers only as far as `limit` needs. */
  function bestSlots(scores: Float32Array, conditions: Conditions, limit: number): number[] {
    if (!hasConditions(conditions)) return [...topPlaces(scores, limit)];
    const filter = createSlotFilter({ index, shelf }, conditions);
    for (let slot = 0; slot < scores.length; slot += 1) {
      if ((scores[slot] ?? 0) > 0 && !filter.mayPass(slot)) scores[slot] = 0;
    }
    const isWanted = isWantedBy(conditions);
    const passes = (slot: number): boolean => {
      if (!filter.mustRead(slot)) return true;
      const paper = shelf.paperAt(slot);
      return paper !== undefined && isWanted(paper);
    };
    for (let count = limit; ; count *= readAheadFactor) {
      const places = topPlaces(scores, count);
      const passing: number[] = [];
      for (const slot of places) {
        if (passing.length === limit) break;
        if (passes(slot)) passing.push(slot);
        else scores[slot] = 0;
      }
      if (passing.length === limit || places.length < count) return passing;
    }
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
    search({ terms, lexicalWeight, direction, meaningWeight, conditions, except = [], limit }) {
      if (lexical.length < shelf.end) {
        lexical = new Float32Array(2 * shelf.end);
        fused = new Float32Array(2 * shelf.end);
      }
      lexical.fill(0, 0, shelf.end);
      const looked = terms.map((term) => ({ term: term.term, ids: termsFor(vocabulary, term) }));
      const idsOf = new Map(looked.map(({ term, ids }) => [term, ids]));
      for (const { ids } of looked) index.score(ids, lexical);
      const similarities = direction === undefined ? none : (vectors?.compare(direction) ?? none);
      const scores = fused.subarray(0, shelf.end);
      for (let slot = 0; slot < scores.length; slot += 1) {
        const similarity = similarities[slot] ?? 0;
        scores[slot] = lexicalWeight * (lexical[slot] ?? 0) + (similarity > 0 ? meaningWeight * similarity : 0);
      }
      for (const slot of slotsOf(except)) scores[slot] = 0;
      return bestSlots(scores, conditions, limit).map((slot): Hit => {
        // A page shows five of a hundred: the others are not read.
        const paper = once(() => shelf.paperAt(slot) ?? { id: shelf.idAt(slot), title: '', abstract: '' });
        const held = once(() =>
          looked.map(({ term, ids }) => ({ term, ids: ids.filter(({ id }) => index.holds(id, slot)) })),
        );
        const heldTerms = once(() => held().flatMap(({ term, ids }) => (ids.length > 0 ? [term] : [])));
        return {
          holds: (term) => idsOf.get(term)?.some(({ id }) => index.holds(id, slot)) === true,
          get paper() {
            return paper();
          },
          score: scores[slot] ?? 0,
          lexical: lexical[slot] ?? 0,
          similarity: Math.max(similarities[slot] ?? 0, 0),
          get terms() {
            return heldTerms();
          },
          get found() {
            return new Set(held().flatMap(({ ids }) => ids.map(({ id }) => vocabulary.termOf(id))));
          },
        };
      });
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
