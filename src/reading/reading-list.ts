import type { Paper } from '../papers/paper.ts';
import type { Person, SavedKey, SavedPaper, SavedPapers } from '../store/saved-papers.ts';
import type { Place } from '../store/subscriptions.ts';

/** What people keep to read later, whichever way they say so. */
export interface ReadingList {
  /** @param channel where everyone can see what it is saved from; undefined: nobody else learns of it. False where the person has it */
  save(person: Person, paper: Pick<Paper, 'id' | 'title'>, channel: string | undefined): Promise<boolean>;
  /** Undefined where the person does not have it; so for the next ones. */
  unsave(key: SavedKey): Promise<SavedPaper | undefined>;
  /** Undoes `unsave` of the last day. */
  restore(key: SavedKey): Promise<SavedPaper | undefined>;
  markRead(key: SavedKey): Promise<SavedPaper | undefined>;
  markUnread(key: SavedKey): Promise<SavedPaper | undefined>;
  /** The newest first. */
  mine(person: Person): Promise<readonly SavedPaper[]>;
  /** What people saved from what everyone there could see, the newest first. */
  ofChannel(place: Place): Promise<readonly SavedPaper[]>;
}

export interface ReadingListDependencies {
  readonly saved: SavedPapers;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createReadingList({ saved, now }: ReadingListDependencies): ReadingList {
  return {
    save: (person, { id, title }, channel) => saved.add(person, { id, title, channel, savedAt: now() }),
    unsave: (key) => saved.remove(key, now()),
    restore: (key) => saved.restore(key),
    markRead: (key) => saved.setRead(key, now()),
    markUnread: (key) => saved.setRead(key, undefined),
    mine: (person) => saved.of(person),
    ofChannel: (place) => saved.in(place),
  };
}
