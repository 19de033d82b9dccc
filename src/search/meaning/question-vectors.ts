import { type Encoded, type Encoder, EncoderError } from './encoder.ts';
import type { WritableVectors } from './kept-vectors.ts';
import type { AskedMeaning, Asker } from './meaning.ts';
import { directionOf, type TextVectors, textVectorsOf } from './packed-vectors.ts';
import { vectorKey } from './paper-text.ts';

/** How long people wait, in milliseconds; then they are answered by words. */
export interface AskedLimits {
  /** A text of one piece. */
  readonly questionMs: number;
  /** A text of many: the talk of a thread. */
  readonly threadMs: number;
}

/** A question takes 4 ms, behind the longest paper 60 more; 512 tokens of talk .1 s. On a busy machine all take several times as long. */
export const usualLimits: AskedLimits = { questionMs: 150, threadMs: 1_000 };

export interface QuestionVectors {
  /** @param pieces of one text, in order */
  of(pieces: readonly string[], asker: Asker): Promise<AskedMeaning>;
}

export interface QuestionVectorsDependencies {
  /** Undefined where there is none. */
  readonly encoder: Encoder | undefined;
  /** Where vectors of topics are kept; undefined: they are encoded anew. */
  readonly topics?: WritableVectors | undefined;
  /** Undefined: everybody waits until it is there, as commands do. */
  readonly limits?: AskedLimits | undefined;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Vectors that are remembered, 1.5 kB each; a question takes two, a thread one for each message and one more. */
const mostRemembered = 4_000;

const vectorsIn = (encoded: Encoded | undefined): number => 1 + (encoded?.pieces.length ?? 0);

/** The texts that were asked last, the latest at the end; those longest ago are forgotten first. */
function createRecent() {
  const recent = new Map<string, Encoded | undefined>();
  let size = 0;
  return {
    has: (key: string): boolean => recent.has(key),
    get(key: string): Encoded | undefined {
      const encoded = recent.get(key);
      recent.delete(key);
      recent.set(key, encoded);
      return encoded;
    },
    set(key: string, encoded: Encoded | undefined): void {
      if (recent.has(key)) size -= vectorsIn(recent.get(key));
      recent.delete(key);
      recent.set(key, encoded);
      size += vectorsIn(encoded);
      for (const [oldest, held] of recent) {
        if (size <= mostRemembered) break;
        recent.delete(oldest);
        size -= vectorsIn(held);
      }
    },
  };
}

function encodedOf({ whole, pieces }: TextVectors): Encoded {
  return {
    whole: directionOf(whole),
    pieces: pieces.map((piece) => (piece.length === 0 ? undefined : directionOf(piece))),
  };
}

const asked = (encoded: Encoded | undefined): AskedMeaning =>
  encoded === undefined ? { kind: 'absent' } : { kind: 'known', ...encoded };

/** Encodes what people and subscriptions ask. One that came too late is there when it is asked again. */
export function createQuestionVectors(dependencies: QuestionVectorsDependencies): QuestionVectors {
  const { encoder, topics, limits, sleep } = dependencies;
  const recent = createRecent();
  const underWay = new Map<string, Promise<Encoded | undefined>>();

  async function topic(using: Encoder, key: string, pieces: readonly string[]): Promise<Encoded | undefined> {
    const kept = (await topics?.get([key]))?.get(key);
    if (kept !== undefined) return encodedOf(kept);
    const encoded = await using.encode(pieces, 'topic');
    if (encoded === undefined || topics === undefined) return encoded;
    // As it is when it comes from there, so that a digest is the same after a restart.
    const vectors = textVectorsOf(encoded);
    await topics.put(new Map([[key, vectors]]));
    return encodedOf(vectors);
  }

  function encodeOnce(name: string, encode: () => Promise<Encoded | undefined>): Promise<Encoded | undefined> {
    const begun = underWay.get(name);
    if (begun !== undefined) return begun;
    const encoding = encode()
      .then((encoded) => {
        recent.set(name, encoded);
        return encoded;
      })
      .finally(() => underWay.delete(name));
    underWay.set(name, encoding);
    return encoding;
  }

  function limitFor(pieces: readonly string[], asker: Asker): number | undefined {
    if (asker === 'topic') return undefined;
    return pieces.length > 1 ? limits?.threadMs : limits?.questionMs;
  }

  /** @throws EncoderError as Encoder.encode, and what the place of the topics throws */
  async function withinLimit(encoding: Promise<Encoded | undefined>, limitMs: number): Promise<AskedMeaning> {
    const inTime = new AbortController();
    const late = sleep(limitMs, inTime.signal).then((): AskedMeaning => ({ kind: 'late' }));
    try {
      return await Promise.race([encoding.then(asked), late]);
    } finally {
      // With a reason of ours no error is made up for it.
      inTime.abort('in time');
      // Told to whoever asks next.
      encoding.catch(() => undefined);
    }
  }

  return {
    async of(pieces, asker) {
      if (encoder === undefined) return { kind: 'absent' };
      const key = vectorKey(encoder.model, pieces);
      const name = `${asker} ${key}`;
      if (recent.has(name)) return asked(recent.get(name));
      if (encoder.failure !== undefined) return { kind: 'absent' };
      try {
        const encoding = encodeOnce(
          name,
          asker === 'topic' ? () => topic(encoder, key, pieces) : () => encoder.encode(pieces, 'question'),
        );
        const limitMs = limitFor(pieces, asker);
        return await (limitMs === undefined ? encoding.then(asked) : withinLimit(encoding, limitMs));
      } catch (error) {
        if (!(error instanceof EncoderError)) throw error;
        return encoder.failure === undefined ? { kind: 'late' } : { kind: 'absent' };
      }
    },
  };
}
