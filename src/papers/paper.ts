/** One paper. `title` and `abstract` are kept raw, as the source wrote them; see display-text.ts for what people read. */
export interface Paper {
  /** Version-less arXiv id where known ("2409.10594", "hep-th/9901001"), else any id that its source keeps stable. */
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[] | undefined;
  /** "YYYY", "YYYY-MM" or "YYYY-MM-DD": as exact as the source knows it. */
  readonly published?: string | undefined;
  /** Upvotes on Hugging Face Daily Papers. */
  readonly upvotes?: number | undefined;
  /** Repository named by a source; links inside the abstract are found by links.ts. */
  readonly codeUrl?: string | undefined;
  /** Web page of a paper that is not on arXiv. */
  readonly url?: string | undefined;
}
