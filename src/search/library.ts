import type { Paper } from '../papers/paper.ts';
import { createAcronyms } from './acronym-table.ts';
import type { Collection, ListOrder, Search, SearchResult } from './collection.ts';
import { type Conditions, hasConditions, isWantedBy } from './filters.ts';
import { byScore, fuse, hitAt, whitenedOf, withUnknown } from './fusion.ts';
import { PaperIndex } from './index/paper-index.ts';
import { closestTerm, rememberSpellings, termsFor } from './index/spelled-terms.ts';
import { directionOf } from './meaning/packed-vectors.ts';
import { createPaperVectors } from './meaning/paper-vectors.ts';
import { factsOf, type PaperFacts } from './paper-facts.ts';
import { rememberSearches } from './recent-searches.ts';
import { createSlotFilter, mustRead, termConditionsOf } from './term-conditions.ts';

/** All the papers we hold in memory, and the index over them. Additions and updates take effect at once. */
export interface Library extends Collection {
  get(id: string): Paper | undefined;
  papers(): Iterable<Paper>;
  /** Adds papers; one whose id is known replaces the former. */
  add(papers: Iterable<Paper>): void;
  remove(id: string): void;
  vectorKeyOf(id: string): string | undefined;
  /** Takes what a paper's present text means. @param key of its vectors, see vectorKey */
  setVector(id: string, key: string, whole: Int8Array): void;
  /** Papers that are found by their words alone as yet. */
  withoutVector(): Iterable<Paper>;
  /** Takes papers out of an index that was kept which were not added since; called once all were. */
  forgetUnknown(): Promise<void>;
  /** Papers that had to be indexed since it was opened. */
  readonly indexedAnew: number;
}

export interface LibraryOptions {
  /** An index that was kept, of some of the papers that will be added: these are not indexed again. */
  readonly index?: PaperIndex | undefined;
}

/** What is held of the paper in a slot. */
interface Shelved {
  readonly paper: Paper;
  readonly facts: PaperFacts;
  vectorKey?: string;
}

export function createLibrary({ index = new PaperIndex() }: LibraryOptions = {}): Library {
  const shelf: (Shelved | undefined)[] = [];
  let [size, indexedAnew, edition] = [0, 0, 0];
  const acronyms = createAcronyms();
  const vectors = createPaperVectors();
  const spellings = rememberSpellings(index);

  function shelvedOf(id: string): Shelved | undefined {
    const slot = index.slotOf(id);
    return slot === undefined ? undefined : shelf[slot];
  }

  function takeOff(slot: number): void {
    for (const [short, long] of index.storedAt(slot)?.acronyms ?? []) acronyms.define(short, long, -1);
    vectors.clear(slot);
    shelf[slot] = undefined;
    size -= 1;
  }

  function remove(id: string): void {
    const slot = index.slotOf(id);
    if (slot === undefined) return;
    const former = shelf[slot];
    forget();
    if (former === undefined) index.discard(id);
    else {
      takeOff(slot);
      // Not discard(): that leaves its postings behind, and BM25 counts them.
      index.remove(former.paper);
    }
  }

  function addOne(paper: Paper): void {
    forget();
    if (!index.hasText(paper)) {
      remove(paper.id);
      index.add(paper);
      indexedAnew += 1;
    }
    const slot = index.slotOf(paper.id) ?? 0;
    if (shelf[slot] === undefined) {
      for (const [short, long] of index.storedAt(slot)?.acronyms ?? []) acronyms.define(short, long, 1);
      size += 1;
    }
    const vectorKey = shelf[slot]?.vectorKey;
    shelf[slot] = { paper, facts: factsOf(paper), ...(vectorKey !== undefined && { vectorKey }) };
  }

  const slotsOf = (ids: Iterable<string>): number[] => [...ids].flatMap((id) => index.slotOf(id) ?? []);

  const filterFor = (conditions: Conditions): ((slot: number) => boolean) =>
    createSlotFilter(index, (slot) => shelf[slot]?.facts, termConditionsOf(conditions));

  /** Slots whose papers meet the conditions, of these in their order, `limit` at most. */
  function meeting(slots: Iterable<number>, conditions: Conditions, limit: number): number[] {
    const isWanted = mustRead(conditions, termConditionsOf(conditions)) ? isWantedBy(conditions) : undefined;
    const passing: number[] = [];
    for (const slot of slots) {
      if (passing.length >= limit) break;
      const paper = shelf[slot]?.paper;
      if (paper !== undefined && (isWanted === undefined || isWanted(paper))) passing.push(slot);
    }
    return passing;
  }

  /** By their words alone. */
  function weigh(terms: Search['terms']) {
    const found = new Map(terms.map((term) => [term.term, termsFor(spellings, term)]));
    const looked = [...found.values()].flat();
    const scores = new Float32Array(index.end);
    index.addScores(looked, scores);
    return { edition, found, looked, scores };
  }

  async function search(asked: Search): Promise<SearchResult> {
    const { terms, lexicalWeight, meaningWeight, conditions, except = [], limit } = asked;
    const weighed = weigh(terms);
    const direction = await asked.direction;
    const known = direction && (await vectors.cosines(direction, index.end));
    // Papers came or went meanwhile.
    const { found, looked, scores } = weighed.edition === edition ? weighed : weigh(terms);
    const cosines = known && withUnknown(known, scores);
    const mayPass = hasConditions(conditions) ? filterFor(conditions) : undefined;
    const evidence = { lexical: scores, cosines, lexicalWeight, meaningWeight };
    const fused = fuse(evidence, (slot) => shelf[slot] !== undefined && mayPass?.(slot) !== false);
    for (const slot of slotsOf(except)) fused[slot] = 0;
    const isRead = mustRead(conditions, termConditionsOf(conditions));
    const slots = meeting(byScore(fused, isRead ? fused.length : limit), conditions, limit);
    const postings = new Map(
      Array.from(found, ([term, forms]) => [term, forms.map((form) => index.postings(form.term))] as const),
    );
    const whitenedAt = whitenedOf(direction, vectors.cosineAt, slots);
    return {
      hits: slots.flatMap((slot) => {
        const shelved = shelf[slot];
        return shelved === undefined ? [] : [hitAt(slot, shelved, evidence, fused, postings, whitenedAt(slot))];
      }),
      indexedTerms: looked.map(({ term }) => term),
    };
  }

  const searches = rememberSearches(search);

  function forget(): void {
    spellings.forget();
    searches.forget();
    edition += 1;
  }

  const library: Library = {
    get edition() {
      return edition;
    },
    get size() {
      return size;
    },
    get indexedAnew() {
      return indexedAnew;
    },
    get meanLength() {
      return index.meanLength;
    },
    acronyms,
    get: (id) => shelvedOf(id)?.paper,
    *papers() {
      for (const one of shelf) if (one !== undefined) yield one.paper;
    },
    add(added) {
      for (const paper of added) addOne(paper);
    },
    remove,
    vectorKeyOf: (id) => shelvedOf(id)?.vectorKey,
    setVector(id, key, whole) {
      const slot = index.slotOf(id);
      const shelved = slot === undefined ? undefined : shelf[slot];
      if (slot === undefined || shelved === undefined) return;
      shelved.vectorKey = key;
      vectors.set(slot, directionOf(whole));
      searches.forget();
      edition += 1;
    },
    *withoutVector() {
      for (const [slot, one] of shelf.entries()) if (one !== undefined && !vectors.has(slot)) yield one.paper;
    },
    async forgetUnknown() {
      for (const slot of [...index.slots()]) if (shelf[slot] === undefined) index.discard(index.idAt(slot));
      // The postings of discarded papers would be counted by BM25.
      if (index.dirtCount > 0) await index.vacuum();
      forget();
    },
    search: searches.search,
    list(conditions, order, limit, { except = [] } = {}) {
      const left = new Set(slotsOf(except));
      const mayPass = filterFor(conditions);
      const slots = Array.from(shelf.keys()).filter(
        (slot) => shelf[slot] !== undefined && !left.has(slot) && mayPass(slot),
      );
      const passing = meeting(slots, conditions, slots.length).flatMap((slot) => shelf[slot] ?? []);
      return {
        papers: inOrder(passing, order)
          .slice(0, limit)
          .map(({ paper }) => paper),
        total: passing.length,
      };
    },
    closestWord: (word) => closestTerm(spellings, word),
    papersWith: (term) => index.papersWith(term),
  };
  return library;
}

/** Of equals the one with the greater id comes first. */
function inOrder(shelved: Shelved[], order: ListOrder): Shelved[] {
  const votes = ({ facts }: Shelved): number => (order === 'upvotes' ? facts.upvotes : 0);
  const isDated = ({ facts }: Shelved): number => Math.sign(facts.firstDay);
  const later = (a: Shelved, b: Shelved): number =>
    a.facts.firstDay - b.facts.firstDay || (a.paper.id < b.paper.id ? -1 : 1);
  return shelved.sort((a, b) =>
    order === 'old' ? isDated(b) - isDated(a) || later(a, b) : votes(b) - votes(a) || later(b, a),
  );
}
