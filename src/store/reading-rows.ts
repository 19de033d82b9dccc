/** Rows of what people save and follow, as both engines hold them, see tables.ts. */

/** A paper that a person keeps to read later. */
export interface SavedPaperRow {
  readonly team: string;
  readonly person: string;
  readonly paper_id: string;
  readonly title: string;
  /** Where everyone could see what it was saved from; null: nobody else learns of it. */
  readonly channel: string | null;
  readonly saved_at: number;
  readonly read_at: number | null;
  /** When the person took it off; null while it stands. */
  readonly removed_at: number | null;
}

/** An author or a paper that a person follows. */
export interface FollowRow {
  readonly team: string;
  readonly person: string;
  /** 'author' or 'paper'. */
  readonly kind: string;
  /** The author's name in small letters, or the paper's id. */
  readonly target: string;
  /** As people read it. */
  readonly name: string;
  readonly since: number;
  /** JSON list of what the person was told of it: none of it is told again. */
  readonly told: string;
}
