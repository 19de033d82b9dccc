/** One paper. `title` and `abstract` are kept raw, as the source wrote them; see display-text.ts for what people read. */
export interface Paper {
  /** Version-less arXiv id where known ("2409.10594", "hep-th/9901001"), else any id that its source keeps stable. */
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[] | undefined;
  /** Company, university or group, as it calls itself. */
  readonly organisation?: string | undefined;
  /** "YYYY", "YYYY-MM" or "YYYY-MM-DD": as exact as the source knows it. */
  readonly published?: string | undefined;
  /** The day of Hugging Face Daily Papers on which it was submitted there, "YYYY-MM-DD": weeks after `published` for some. */
  readonly submitted?: string | undefined;
  /** Upvotes on Hugging Face Daily Papers. */
  readonly upvotes?: number | undefined;
  /** One sentence that a language model of a source wrote; it must never be shown without saying so. */
  readonly aiSummary?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  /** arXiv's subject classes, the primary one first: "cs.CL". */
  readonly categories?: readonly string[] | undefined;
  /** Repository named by a source; links inside the abstract are found by links.ts. */
  readonly codeUrl?: string | undefined;
  /** Stars of `codeUrl`. */
  readonly codeStars?: number | undefined;
  /** The authors' own page about it. */
  readonly projectUrl?: string | undefined;
  /** Web page of a paper that is not on arXiv. */
  readonly url?: string | undefined;
  /** Its authors took it back. */
  readonly isWithdrawn?: boolean | undefined;
}
