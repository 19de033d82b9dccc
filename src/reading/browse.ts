import type { Paper } from '../papers/paper.ts';
import type { Ask } from '../search/ask.ts';
import { readSpoken } from '../search/spoken-question.ts';
import type { Person, SavedPaper } from '../store/saved-papers.ts';
import type { PaperName, Place } from '../store/subscriptions.ts';
import type { ReadingList } from './reading-list.ts';

/** Whose saved papers are looked at: a person's own, or what people saved in a channel. */
export type Shelf =
  | { readonly kind: 'own'; readonly person: Person }
  | { readonly kind: 'channel'; readonly place: Place };

/** A saved paper as it is listed, once, whoever saved it. */
export interface ShelvedPaper extends PaperName {
  /** What the library holds of it; undefined: not any more. */
  readonly paper: Paper | undefined;
  /** Slack's ids of who saved it, the last one first. */
  readonly savers: readonly string[];
  /** When it was saved last. Milliseconds since 1970-01-01 UTC. */
  readonly savedAt: number;
  /** Of one's own: it was marked as read. */
  readonly isRead: boolean;
}

export interface ShelfPage {
  readonly papers: readonly ShelvedPaper[];
  readonly offset: number;
  /** Those that were looked for, in order. */
  readonly ids: readonly string[];
  /** All that stand on the shelf. */
  readonly saved: number;
}

export interface ShelfWish {
  /** What they are about, in a person's words; '': all of them. */
  readonly about: string;
  readonly offset: number;
  readonly limit: number;
}

export type Browse = (shelf: Shelf, wish: ShelfWish) => Promise<ShelfPage>;

export interface BrowseDependencies {
  readonly list: Pick<ReadingList, 'mine' | 'ofChannel'>;
  readonly ask: Pick<Ask, 'matching' | 'paper'>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

/** Each paper once, in the order of when it was saved last. */
function byPaper(saved: readonly SavedPaper[]): Omit<ShelvedPaper, 'paper'>[] {
  const papers = Map.groupBy(saved, ({ id }) => id);
  return [...papers.values()].flatMap((saves) => {
    const [last] = saves;
    if (last === undefined) return [];
    const { id, title, savedAt, readAt } = last;
    return [{ id, title, savedAt, isRead: readAt !== undefined, savers: saves.map(({ person }) => person) }];
  });
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export function createBrowse({ list, ask, now }: BrowseDependencies): Browse {
  /** Best first; then those whose title holds the words, for what the library does not hold any more, or takes for another subject. */
  async function about<Saved extends PaperName>(words: string, saved: readonly Saved[]): Promise<Saved[]> {
    const { question } = readSpoken(words, now());
    const places = new Map((await ask.matching(question)).map(({ paper }, place) => [paper.id, place]));
    const found = saved.filter(({ id }) => places.has(id));
    const best = found.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
    const sought = wordsOf(words);
    const named = saved.filter(({ id, title }) => {
      const inTitle = wordsOf(title);
      return !places.has(id) && sought.length > 0 && sought.every((word) => inTitle.includes(word));
    });
    return [...best, ...named];
  }

  return async (shelf, { about: words, offset, limit }) => {
    const saved = byPaper(await (shelf.kind === 'own' ? list.mine(shelf.person) : list.ofChannel(shelf.place)));
    const wanted = words === '' ? saved : await about(words, saved);
    const page = wanted.slice(offset, offset + limit);
    const papers = await Promise.all(page.map(async (one) => ({ ...one, paper: await ask.paper(one.id) })));
    return { papers, offset, ids: wanted.map(({ id }) => id), saved: saved.length };
  };
}
