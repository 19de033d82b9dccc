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
  /** What a model of one's own wrote, only where it is to be shown: it is no fact of the paper, and is not kept with it. */
  readonly written?: WrittenSummary | undefined;
  readonly keywords?: readonly string[] | undefined;
  /** arXiv's subject classes, the primary one first: "cs.CL". */
  readonly categories?: readonly string[] | undefined;
  /** Repository named by a source; links inside the abstract are found by links.ts. */
  readonly codeUrl?: string | undefined;
  /** Stars of `codeUrl`. */
  readonly codeStars?: number | undefined;
  /** The authors' own page about it. */
  readonly projectUrl?: string | undefined;
  /** A picture of it on the web, by https. */
  readonly thumbnailUrl?: string | undefined;
  /** Web page of a paper that is not on arXiv. */
  readonly url?: string | undefined;
  /** The newest that a source told of, on arXiv: 1 is the first. */
  readonly version?: number | undefined;
  /** Its authors, or the archive, took it back. */
  readonly isWithdrawn?: boolean | undefined;
  /** Facts that a source had told and does not tell any more, unless another does: what knew them before must forget them. */
  readonly takenBack?: readonly FactThatEnds[] | undefined;
}

export interface WrittenSummary {
  readonly text: string;
  /** Name of the model. */
  readonly by: string;
}

/**
 * Facts that a source denies when it leaves them out: it tells all of them whenever it tells of a paper. What else is left out is only not
 * repeated: a date that was true once stays true.
 */
export const factsThatEnd = [
  'isWithdrawn',
  'organisation',
  'aiSummary',
  'keywords',
  'codeUrl',
  'codeStars',
  'projectUrl',
] as const satisfies readonly (keyof Paper)[];
export type FactThatEnds = (typeof factsThatEnd)[number];
