import type { Logger } from 'pino';
import type { Paper } from '../papers/paper.ts';
import { type Encoder, EncoderError, type Urgency } from '../search/meaning/encoder.ts';
import { firstOf, type KeptVectors } from '../search/meaning/kept-vectors.ts';
import { type TextVectors, textVectorsOf } from '../search/meaning/packed-vectors.ts';
import { piecesOf, vectorKey } from '../search/meaning/paper-text.ts';
import { createPace } from './pace.ts';
import type { SharedVectors } from './stored-vectors.ts';

/** Papers that are to be found by meaning. */
export interface EncodedLibrary {
  readonly size: number;
  papers(): Iterable<Paper>;
  get(id: string): Paper | undefined;
  /** Those found by their words alone as yet. */
  withoutVector(): Iterable<Paper>;
  /** Key of the vectors that the paper has. */
  vectorKeyOf(id: string): string | undefined;
  /** @param key of its vectors, see vectorKey() */
  setVector(id: string, key: string, whole: Int8Array): void;
  /** Brings up to date what it gives, where that does not happen by itself. */
  refresh?(): Promise<void>;
}

/** How far the papers of a library are encoded. */
export interface EncodingProgress {
  readonly encoded: number;
  /** Papers that are still to come; not those whose text has no word that the encoder knows. */
  readonly missing: number;
  /** In the last minute, by this process and those that it shares the work with; undefined when there was none. */
  readonly papersPerSecond: number | undefined;
  /** Undefined when nothing is missing, or not known yet. */
  readonly secondsLeft: number | undefined;
}

export interface EncodePapersDependencies {
  readonly encoder: Encoder;
  readonly library: EncodedLibrary;
  /** Looked at before `vectors`: files. */
  readonly kept?: readonly KeptVectors[];
  /** Where vectors are put. */
  readonly vectors: SharedVectors;
  readonly logger: Logger;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Gives the papers of a library their vectors, in the background and when somebody waits. */
export interface EncodePapers {
  /** Encodes what is missing, and follows what others encode, until it is stopped. */
  start(): void;
  /** Finishes the paper in hand; what was encoded is kept. */
  stop(): Promise<void>;
  /** New papers have come: they are looked at now, not at the next turn. */
  wake(): void;
  /** Sets what is kept and what others encoded: at the start, before anybody asks. */
  setKept(): Promise<void>;
  /** The same, and encodes all the rest that nobody else is at work on. */
  pass(): Promise<void>;
  /** Gives each of these its vector, whoever is at work on it. @param onProgress told after each paper that had to be encoded */
  encodeNow(papers: Iterable<Paper>, onProgress?: (encoded: number, of: number) => void): Promise<void>;
  progress(): EncodingProgress;
}

/** How often the store is asked what others encoded, and the library what is new. */
const pollMs = 5_000;

/** Papers claimed at once: a process that dies loses these. */
const batchSize = 32;

/** Papers looked up at once. */
const lookedUpAtOnce = 100;

/** The event loop is given back after this long: a text takes .2 ms to cut into sentences. */
const sliceMs = 8;

const tidiedEveryMs = 86_400_000;

interface Work {
  readonly paper: Paper;
  readonly key: string;
}

export function createEncodePapers(dependencies: EncodePapersDependencies): EncodePapers {
  const { encoder, library, vectors, logger, monotonicMs, sleep } = dependencies;
  const kept = firstOf([...(dependencies.kept ?? []), vectors]);
  const stopping = new AbortController();
  const keys = new WeakMap<Paper, string>();
  /** Texts that are not kept: they were looked up, and what others encode since then is followed. */
  const lookedUp = new Set<string>();
  const failed = new Set<string>();
  /** Texts without a word that the encoder knows, and those that it failed on twice. */
  const givenUp = new Set<string>();
  const pace = createPace(monotonicMs);
  let awaited = new Map<string, Paper[]>();
  let followedTo: number | undefined;
  let tidiedAtMs = Number.NEGATIVE_INFINITY;
  let yieldedAtMs = monotonicMs();
  let waking = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  const isOver = (): boolean => stopping.signal.aborted || encoder.failure !== undefined;

  async function breathe(): Promise<void> {
    if (monotonicMs() - yieldedAtMs < sliceMs) return;
    await new Promise(setImmediate);
    yieldedAtMs = monotonicMs();
  }

  function keyOf(paper: Paper): string {
    const key = keys.get(paper) ?? vectorKey(encoder.model, piecesOf(paper));
    keys.set(paper, key);
    return key;
  }

  async function workOn(papers: Iterable<Paper>): Promise<Work[]> {
    const work: Work[] = [];
    for (const paper of [...papers]) {
      const key = keyOf(paper);
      if (!givenUp.has(key)) work.push({ paper, key });
      await breathe();
    }
    return work;
  }

  function set({ paper, key }: Work, whole: Int8Array): void {
    const held = library.get(paper.id);
    // It may have another text by now, or be gone.
    if (held !== undefined && keyOf(held) === key) library.setVector(paper.id, key, whole);
  }

  /** Sets what is kept, and gives what is not. */
  async function lookUp(work: readonly Work[]): Promise<Work[]> {
    const missing: Work[] = [];
    for (let at = 0; at < work.length; at += lookedUpAtOnce) {
      const step = work.slice(at, at + lookedUpAtOnce);
      const wholes = await kept.wholes(step.map(({ key }) => key));
      for (const one of step) {
        const whole = wholes.get(one.key);
        if (whole !== undefined) set(one, whole);
        else missing.push(one);
        await breathe();
      }
    }
    for (const { key } of missing) lookedUp.add(key);
    return missing;
  }

  async function encode({ paper, key }: Work, urgency: Urgency): Promise<TextVectors | undefined> {
    try {
      const encoded = await encoder.encode(piecesOf(paper), urgency);
      if (encoded !== undefined) return textVectorsOf(encoded);
      givenUp.add(key);
    } catch (error) {
      if (!(error instanceof EncoderError)) throw error;
      if (isOver()) return undefined;
      // Once it may only have waited for another that did harm.
      if (failed.has(key)) givenUp.add(key);
      failed.add(key);
      logger.warn({ paper: paper.id, err: error }, 'Paper not encoded');
    }
    return undefined;
  }

  /** Encodes a batch and puts it, as far as it came. */
  async function encodeBatch(batch: readonly Work[], urgency: Urgency, onEach: () => void): Promise<void> {
    const put = new Map<string, TextVectors>();
    try {
      for (const one of batch) {
        if (isOver()) break;
        const encoded = put.get(one.key) ?? (await encode(one, urgency));
        if (encoded !== undefined) {
          put.set(one.key, encoded);
          pace.step();
          set(one, encoded.whole);
        }
        onEach();
      }
    } finally {
      await vectors.put(put);
      for (const key of put.keys()) lookedUp.delete(key);
    }
  }

  /** Sets what others encoded. */
  async function follow(): Promise<void> {
    for (;;) {
      const step = await vectors.since(followedTo ?? 0);
      for (const { key, whole } of step) {
        for (const paper of awaited.get(key) ?? []) {
          if (library.vectorKeyOf(paper.id) === key) continue;
          pace.step();
          set({ paper, key }, whole);
        }
        awaited.delete(key);
        lookedUp.delete(key);
      }
      const last = step.at(-1);
      if (last === undefined) return;
      followedTo = last.number;
    }
  }

  async function encodeMissing(work: readonly Work[]): Promise<void> {
    for (let at = 0; at < work.length && !isOver() && !waking.signal.aborted; at += batchSize) {
      const batch = work.slice(at, at + batchSize).filter(({ paper, key }) => library.vectorKeyOf(paper.id) !== key);
      const lease = await vectors.claim(batch.map(({ key }) => key));
      const mine = new Set(lease.keys);
      if (mine.size > 0) {
        try {
          await encodeBatch(
            batch.filter(({ key }) => mine.has(key)),
            'paper',
            () => undefined,
          );
        } finally {
          await vectors.release(lease);
        }
      }
      // A store in this process works on this thread: what waits has its turn between two batches.
      await new Promise(setImmediate);
      await follow();
    }
  }

  /** Gives the papers that have no vector. */
  async function setKept(): Promise<Work[]> {
    // Before anything is looked up: what is put later is followed.
    followedTo ??= await vectors.lastNumber();
    await follow();
    await library.refresh?.();
    const work = await workOn(library.withoutVector());
    await lookUp(work.filter(({ key }) => !lookedUp.has(key)));
    const missing = work.filter(({ paper, key }) => library.vectorKeyOf(paper.id) !== key);
    awaited = new Map();
    for (const { paper, key } of missing) awaited.set(key, [...(awaited.get(key) ?? []), paper]);
    return missing;
  }

  async function pass(): Promise<void> {
    waking = new AbortController();
    await encodeMissing(await setKept());
  }

  async function tidy(): Promise<void> {
    if (monotonicMs() - tidiedAtMs < tidiedEveryMs) return;
    const work = await workOn(library.papers());
    await vectors.tidy(work.map(({ key }) => key));
    tidiedAtMs = monotonicMs();
  }

  async function repeat(): Promise<void> {
    while (!isOver()) {
      try {
        await pass();
        await tidy();
      } catch (error) {
        logger.error({ err: error }, 'Papers are not encoded');
      }
      await sleep(pollMs, AbortSignal.any([stopping.signal, waking.signal]));
    }
  }

  return {
    async setKept() {
      await setKept();
    },
    pass,
    wake: () => waking.abort(),
    start() {
      running = repeat();
    },
    async stop() {
      stopping.abort();
      await running;
    },
    async encodeNow(papers, onProgress = () => undefined) {
      const work = await workOn(papers);
      const missing = await lookUp(work.filter(({ paper, key }) => library.vectorKeyOf(paper.id) !== key));
      let encoded = 0;
      for (let at = 0; at < missing.length && !isOver(); at += batchSize) {
        await encodeBatch(missing.slice(at, at + batchSize), 'topic', () => {
          encoded += 1;
          onProgress(encoded, missing.length);
        });
      }
    },
    progress() {
      const papersPerSecond = pace.perSecond();
      const without = [...library.withoutVector()];
      const missing = without.filter((paper) => !givenUp.has(keys.get(paper) ?? '')).length;
      const secondsLeft = missing === 0 || papersPerSecond === undefined ? undefined : missing / papersPerSecond;
      return { encoded: library.size - without.length, missing, papersPerSecond, secondsLeft };
    },
  };
}
