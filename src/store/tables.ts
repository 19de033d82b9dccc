/** Rows as both engines hold them: times are whole milliseconds since 1970-01-01 UTC, dates "YYYY-MM-DD", lists JSON. */
export interface Tables {
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  sent_papers: SentPaperRow;
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
  readonly size: number;
  /** 1: details of each paper follow in the thread. */
  readonly has_details: number;
  /** 'archive' or 'say'. */
  readonly when_quiet: string;
  /** Null while active, else why it stands still. */
  readonly paused: string | null;
  readonly next_at: number;
  readonly created_at: number;
}

export interface DeliveryRow {
  readonly id: string;
  readonly subscription_id: string;
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
