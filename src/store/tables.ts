import type { FollowRow, SavedPaperRow } from './reading-rows.ts';

/** Rows as both engines hold them: times are whole milliseconds since 1970-01-01 UTC, dates "YYYY-MM-DD", lists JSON. */
export interface Tables {
  subscriptions: SubscriptionRow;
  subscription_notes: SubscriptionNoteRow;
  deliveries: DeliveryRow;
  sent_papers: SentPaperRow;
  papers: PaperRow;
  paper_facts: PaperFactsRow;
  paper_changes: PaperChangesRow;
  source_runs: SourceRunRow;
  source_slices: SourceSliceRow;
  source_backfills: SourceBackfillRow;
  questions: QuestionRow;
  access_losses: AccessLossRow;
  plain_workspaces: PlainWorkspaceRow;
  paper_vectors: PaperVectorsRow;
  paper_vector_numbers: PaperVectorNumbersRow;
  saved_papers: SavedPaperRow;
  follows: FollowRow;
  shared_links: SharedLinkRow;
  previews_off: PreviewsOffRow;
  shown_lists: ShownListRow;
  installations: InstallationRow;
  organisation_teams: OrganisationTeamRow;
  written_summaries: WrittenSummaryRow;
  summary_days: SummaryDayRow;
}

export interface SubscriptionRow {
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  readonly created_by: string;
  /** Local wall clock, "HH:mm". */
  readonly time: string;
  /** JSON list of ISO weekdays, 1 is Monday. */
  readonly days: string;
  /** IANA name. */
  readonly time_zone: string;
  /** JSON list of questions; empty: every paper. */
  readonly topics: string;
  /** JSON list of words and phrases. */
  readonly exclusions: string;
  /** JSON list of papers, id and title. */
  readonly fewer_like: string;
  readonly size: number;
  /** 1: details of each paper follow in the thread, where the post does not lead to them. */
  readonly has_details: number;
  /** 'archive' or 'say'. */
  readonly when_quiet: string;
  /** 1: of one's own, papers like those that its person saved come too. */
  readonly saved_like: number;
  /** Null while active, else why it stands still. */
  readonly paused: string | null;
  /** What the person is called who changed, paused or resumed it last; null: nobody did. */
  readonly changed_by: string | null;
  /** No digest is due before this moment; null or past: it is awake. */
  readonly snoozed_until: number | null;
  /** When somebody stopped it; null while it stands. */
  readonly removed_at: number | null;
  readonly next_at: number;
  readonly created_at: number;
}

/** What somebody has to hear of a subscription. */
export interface SubscriptionNoteRow {
  readonly subscription_id: string;
  readonly sentence: string;
  readonly not_before: number;
  readonly attempts: number;
}

export interface DeliveryRow {
  readonly id: string;
  readonly subscription_id: string;
  /** "YYYY-MM-DD", or "YYYY-MM-DDTHH:mm" of one that was asked for by hand. */
  readonly local_date: string;
  readonly team: string;
  readonly channel: string;
  readonly due_at: number;
  readonly state: string;
  /** JSON of the digest's content; null until it is chosen, then never changed. */
  readonly content: string | null;
  /** Messages that it takes, 0 until the content is chosen. */
  readonly parts: number;
  /** JSON list of Slack's ts of the messages posted so far, in order. */
  readonly posted: string;
  readonly not_before: number;
  readonly lease: string | null;
  readonly lease_until: number;
  /** Claims since the last message was posted. */
  readonly attempts: number;
  /** When the first and the last request for the message in flight were about to be sent. */
  readonly posting_since: number | null;
  readonly posting_at: number | null;
  readonly reason: string | null;
  readonly created_at: number;
  readonly finished_at: number | null;
}

export interface SentPaperRow {
  readonly subscription_id: string;
  readonly paper_id: string;
  readonly delivery_id: string;
}

export interface PaperRow {
  readonly id: string;
  /** JSON of the paper: what all sources said about it, merged. */
  readonly paper: string;
  /** Grows with every change of any paper, in the order in which they became visible. */
  readonly change: number;
  readonly changed_at: number;
}

/** What one source said about one paper. */
export interface PaperFactsRow {
  readonly paper_id: string;
  readonly source: string;
  /** JSON of a paper. */
  readonly said: string;
  /** When it last said something else than before. */
  readonly said_at: number;
}

/** One row, the last change number that was given out; whoever changes papers holds it until it commits. */
export interface PaperChangesRow {
  readonly id: number;
  readonly last: number;
}

export interface SourceRunRow {
  readonly source: string;
  readonly last_success: number | null;
  /** When its newest slice last brought a paper that it had not told of before. */
  readonly last_new: number | null;
  readonly last_failure: number | null;
  readonly failure_reason: string | null;
  /** The first of the failures since the last success. */
  readonly failing_since: number | null;
  /** Failures since the last success. */
  readonly failures: number;
  readonly next_at: number;
  readonly lease: string | null;
  readonly lease_until: number;
}

/** A part of a source that is read at once: a day's list, or a feed. */
export interface SourceSliceRow {
  readonly source: string;
  readonly slice: string;
  readonly read_at: number;
  /** Papers that it held. */
  readonly papers: number;
}

/** A reading by hand that was not finished. */
export interface SourceBackfillRow {
  readonly source: string;
  /** As it was asked for, such as "since 2026-11-01". */
  readonly span: string;
  readonly started_at: number;
}

/** A message to the bot that Slack was told is taken. */
export interface QuestionRow {
  readonly id: string;
  /** JSON of what was asked; null once it is answered or too old: then only its key stays, for repeats. */
  readonly question: string | null;
  readonly not_before: number;
  readonly lease: string | null;
  readonly lease_until: number;
  /** When the first request of those whose fate is unclear was about to be sent. */
  readonly posting_since: number | null;
  /** Slack's ts of the answer. */
  readonly answer: string | null;
  readonly kept_at: number;
  readonly finished_at: number | null;
}

/** A workspace that refuses the bot altogether. */
export interface AccessLossRow {
  readonly team: string;
  readonly since: number;
  /** Slack's error code. */
  readonly code: string;
  readonly sentence: string;
}

/** Vectors of one text, or that a process is at work on them. */
export interface PaperVectorsRow {
  /** SHA-256 over the encoder and the text, hex. */
  readonly key: string;
  /** Null until it is encoded. */
  readonly vectors: Uint8Array | null;
  /** Grows with every vector, in the order in which they became visible. */
  readonly number: number | null;
  readonly lease: string | null;
  readonly lease_until: number;
  /** When a process last said that it needs it; to the day. */
  readonly needed_at: number;
}

/** One row, the last number that was given out; whoever adds vectors holds it until it commits. */
export interface PaperVectorNumbersRow {
  readonly id: number;
  readonly last: number;
}

/** The first message of a conversation that links a paper. */
export interface SharedLinkRow {
  readonly team: string;
  readonly channel: string;
  readonly paper_id: string;
  /** Slack's ts of the message. */
  readonly ts: string;
  readonly shared_by: string;
  readonly shared_at: number;
}

/** A conversation that wants no previews of papers. */
export interface PreviewsOffRow {
  readonly team: string;
  readonly channel: string;
  readonly since: number;
}

/** What a language model wrote of a paper. */
export interface WrittenSummaryRow {
  /** SHA-256 over the model, what it was asked, the language and the paper's words among it, hex. */
  readonly key: string;
  readonly summary: string;
  readonly written_at: number;
}

/** How often the model was asked on a day of UTC. */
export interface SummaryDayRow {
  readonly day: string;
  readonly asked: number;
}

/** A workspace in which Slack does not take cards. */
export interface PlainWorkspaceRow {
  readonly team: string;
  readonly since: number;
}

/** A workspace, or an organisation, that installed the app. */
export interface InstallationRow {
  readonly id: string;
  /** What Slack gave, encrypted. */
  readonly sealed: string;
  readonly installed_at: number;
  /** Until then a process refreshes its token. */
  readonly refresh_until: number;
}

/** To which organisation a workspace belongs, where that installed the app. */
export interface OrganisationTeamRow {
  readonly team: string;
  readonly organisation: string;
}

/** A list that only one person saw. */
export interface ShownListRow {
  readonly team: string;
  readonly person: string;
  readonly channel: string;
  /** Null at the top of the conversation. */
  readonly thread: string | null;
  /** When it was shown, as Slack tells times. */
  readonly ts: string;
  /** JSON of what it showed. */
  readonly posted: string;
  readonly shown_at: number;
}
