import type { Logger } from 'pino';
import type { Paper } from '../papers/paper.ts';
import type { Papers } from '../store/papers.ts';
import type { CatchUp } from './catch-up.ts';
import type { Source } from './source.ts';
import { SourceError } from './source-error.ts';

/** What became of a paper that the library does not hold. */
export type LookedUp =
  /** A source has it, and now the library holds it. */
  | { readonly kind: 'found'; readonly paper: Paper }
  /** None of the sources has it; by the names that people give them. */
  | { readonly kind: 'unknown'; readonly sources: readonly string[] }
  /** No source is read here. */
  | { readonly kind: 'off' }
  /** One could not be asked; a sentence. */
  | { readonly kind: 'failed'; readonly why: string };

/** Looks for one paper by its arXiv id where new papers come from. */
export type LookUp = (id: string) => Promise<LookedUp>;

/** Somebody waits for the answer. */
const lookUpMs = 10_000;

export interface LookUpDependencies {
  readonly sources: readonly Source[];
  readonly papers: Pick<Papers, 'learn'>;
  readonly catchUp: CatchUp;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createLookUp({ sources, papers, catchUp, logger, now }: LookUpDependencies): LookUp {
  async function foundBy(source: Source, id: string, signal: AbortSignal): Promise<Paper | undefined> {
    // A source that is being read has its turn first; nobody waits for that here.
    const tooLate = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () =>
        reject(new SourceError('unreachable', `${source.title} did not answer within ${lookUpMs / 1_000} s.`)),
      );
    });
    const paper = await Promise.race([source.find(id, signal), tooLate]);
    if (paper === undefined) return undefined;
    await papers.learn(source.name, [paper], now());
    await catchUp();
    return paper;
  }

  return async (id) => {
    if (sources.length === 0) return { kind: 'off' };
    let why: string | undefined;
    for (const source of sources) {
      const asking = new AbortController();
      const deadline = setTimeout(() => asking.abort(), lookUpMs);
      try {
        const paper = await foundBy(source, id, asking.signal);
        if (paper !== undefined) return { kind: 'found', paper };
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        logger.warn({ err: error, source: source.name, id }, 'A paper could not be looked up');
        why ??= error.message;
      } finally {
        clearTimeout(deadline);
      }
    }
    return why === undefined
      ? { kind: 'unknown', sources: sources.map(({ title }) => title) }
      : { kind: 'failed', why };
  };
}
