import { type Arxiv, createArxiv } from './arxiv/arxiv.ts';
import { createHttpGet } from './http-get.ts';
import { createHuggingFace } from './hugging-face/hugging-face.ts';
import type { Source, SourceName } from './source.ts';

/** A list of a hundred papers takes a few seconds on a slow line; more is no answer. */
const requestTimeoutMs = 30_000;

/** Which sources are read, and where they are. */
export interface SourceSettings {
  readonly names: readonly SourceName[];
  /** With a slash at the end. */
  readonly huggingFace: { readonly url: string; readonly token: string | undefined };
  /** `url` with a slash at the end; undefined: arXiv's own addresses. */
  readonly arxiv: { readonly url: string | undefined; readonly categories: readonly string[] };
}

export interface SourceClocks {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Sources {
  /** Those that are named in the settings. */
  readonly sources: Source[];
  /** Also where it is not named: it tells the facts of papers that are held. */
  readonly arxiv: Arxiv;
}

/** Made once a process: each source keeps its own pace. */
export function createSources({ names, huggingFace, arxiv: settings }: SourceSettings, clocks: SourceClocks): Sources {
  const get = createHttpGet({ timeoutMs: requestTimeoutMs, now: clocks.now });
  const arxiv = createArxiv({ get, ...settings, ...clocks });
  const create: Readonly<Record<SourceName, () => Source>> = {
    'hugging-face': () => createHuggingFace({ get, ...huggingFace, ...clocks }),
    arxiv: () => arxiv,
  };
  return { sources: names.map((name) => create[name]()), arxiv };
}
