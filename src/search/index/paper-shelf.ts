import { paperLinks } from '../../papers/links.ts';
import type { Paper } from '../../papers/paper.ts';
import { firstDayOf, lastDayOf, paperDate } from '../../papers/paper-date.ts';

/** Papers that do not change any more, as one buffer: 100,000 of them as objects take seconds to make and twice the memory. */
export interface KeptPapers {
  /** Ids in order of slots. */
  readonly ids: readonly string[];
  /** Each paper as JSON, UTF-8, one after the other. */
  readonly json: Buffer;
  /** Where each begins, and where the last one ends: one more than there are papers. */
  readonly offsets: Uint32Array;
  readonly firstDays: Uint32Array;
  readonly lastDays: Uint32Array;
  readonly hasCode: Uint8Array;
  readonly upvotes: Uint32Array;
}

/** The papers themselves by slot, and what filters ask of them without reading them. A slot that becomes free is used again. */
export interface PaperShelf {
  readonly size: number;
  /** Slots in use are all below. */
  readonly end: number;
  slotOf(id: string): number | undefined;
  idAt(slot: number): string;
  paperAt(slot: number): Paper | undefined;
  slots(): Iterable<number>;
  /** Those below `end` that are not in use. */
  freeSlots(): Iterable<number>;
  /** Puts a paper in the place of the one with its id, or in a free one; gives the slot. */
  put(paper: Paper): number;
  delete(id: string): void;
  /** First and last day that the paper may have come out on, as the number YYYYMMDD; 0 when nothing is known. */
  firstDay(slot: number): number;
  lastDay(slot: number): number;
  hasCode(slot: number): boolean;
  upvotes(slot: number): number;
  /** All of them, in the order of `slots`. */
  kept(slots: Iterable<number>): KeptPapers;
}

/** "2024-06-15" as 20240615: dates compare as numbers. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}

/** What filters ask of a paper. */
export interface Facts {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly hasCode: boolean;
  readonly upvotes: number;
}

/** More than any paper has. It fits PostgreSQL's integer, and with a day beside it a double; see first-listed.ts. */
const maxUpvotes = 10_000_000;

export function factsOf(paper: Paper): Facts {
  const date = paperDate(paper);
  return {
    firstDay: date === undefined ? 0 : dayNumber(firstDayOf(date)),
    lastDay: date === undefined ? 0 : dayNumber(lastDayOf(date)),
    hasCode: paperLinks(paper).code.length > 0,
    upvotes: Math.min(paper.upvotes ?? 0, maxUpvotes),
  };
}

/** Facts by slot: a filter asks them of every paper. */
type FactColumns = Pick<KeptPapers, 'firstDays' | 'lastDays' | 'upvotes' | 'hasCode'>;

const noFacts: FactColumns = {
  firstDays: new Uint32Array(),
  lastDays: new Uint32Array(),
  upvotes: new Uint32Array(),
  hasCode: new Uint8Array(),
};

/** @param room for so many slots, at least as many as there are */
function copyOf({ firstDays, lastDays, upvotes, hasCode }: FactColumns, room: number): FactColumns {
  const copy = {
    firstDays: new Uint32Array(room),
    lastDays: new Uint32Array(room),
    upvotes: new Uint32Array(room),
    hasCode: new Uint8Array(room),
  };
  copy.firstDays.set(firstDays);
  copy.lastDays.set(lastDays);
  copy.upvotes.set(upvotes);
  copy.hasCode.set(hasCode);
  return copy;
}

export function createPaperShelf(before?: KeptPapers): PaperShelf {
  const keptCount = before?.ids.length ?? 0;
  const ids = [...(before?.ids ?? [])];
  const slots = new Map(ids.map((id, slot) => [id, slot]));
  // Of a kept slot: undefined while it is as it was kept, and null once it was deleted.
  const papers: (Paper | null | undefined)[] = [];
  let columns = copyOf(before ?? noFacts, keptCount);
  const free: number[] = [];
  let end = keptCount;

  function keepFacts(slot: number, facts: Facts): void {
    if (slot >= columns.firstDays.length) columns = copyOf(columns, 2 * slot + 256);
    columns.firstDays[slot] = facts.firstDay;
    columns.lastDays[slot] = facts.lastDay;
    columns.upvotes[slot] = facts.upvotes;
    columns.hasCode[slot] = facts.hasCode ? 1 : 0;
  }

  function keptAt(slot: number): Paper | undefined {
    if (before === undefined || slot >= keptCount) return undefined;
    return JSON.parse(before.json.toString('utf8', before.offsets[slot], before.offsets[slot + 1]));
  }

  const paperAt = (slot: number): Paper | undefined =>
    (papers[slot] === undefined ? keptAt(slot) : papers[slot]) ?? undefined;
  return {
    get size() {
      return slots.size;
    },
    get end() {
      return end;
    },
    slotOf: (id) => slots.get(id),
    idAt: (slot) => ids[slot] ?? '',
    paperAt,
    slots: () => slots.values(),
    freeSlots: () => free,
    put(paper) {
      const slot = slots.get(paper.id) ?? free.pop() ?? end;
      end = Math.max(end, slot + 1);
      slots.set(paper.id, slot);
      ids[slot] = paper.id;
      papers[slot] = paper;
      keepFacts(slot, factsOf(paper));
      return slot;
    },
    delete(id) {
      const slot = slots.get(id);
      if (slot === undefined) return;
      slots.delete(id);
      papers[slot] = null;
      free.push(slot);
    },
    firstDay: (slot) => columns.firstDays[slot] ?? 0,
    lastDay: (slot) => columns.lastDays[slot] ?? 0,
    hasCode: (slot) => columns.hasCode[slot] === 1,
    upvotes: (slot) => columns.upvotes[slot] ?? 0,
    kept(wanted) {
      const list = [...wanted].flatMap((slot) => {
        const paper = paperAt(slot);
        return paper === undefined ? [] : [{ slot, id: paper.id, json: Buffer.from(JSON.stringify(paper)) }];
      });
      const offsets = new Uint32Array(list.length + 1);
      for (const [index, { json }] of list.entries()) offsets[index + 1] = (offsets[index] ?? 0) + json.length;
      return {
        ids: list.map(({ id }) => id),
        json: Buffer.concat(list.map(({ json }) => json)),
        offsets,
        firstDays: Uint32Array.from(list, ({ slot }) => columns.firstDays[slot] ?? 0),
        lastDays: Uint32Array.from(list, ({ slot }) => columns.lastDays[slot] ?? 0),
        hasCode: Uint8Array.from(list, ({ slot }) => columns.hasCode[slot] ?? 0),
        upvotes: Uint32Array.from(list, ({ slot }) => columns.upvotes[slot] ?? 0),
      };
    },
  };
}
