import type { Logger } from 'pino';
import { parseArxivId } from '../papers/arxiv-id.ts';
import { mergePapers } from '../papers/merge-papers.ts';
import type { Paper } from '../papers/paper.ts';
import type { Papers } from '../store/papers.ts';
import type { Arxiv } from './arxiv/arxiv.ts';
import type { CatchUp } from './catch-up.ts';
import { SourceError } from './source-error.ts';

/** Where the store has them from: what arXiv itself tells later of such a paper is apart from it. */
const storedAs = 'arxiv facts';

/** Papers kept at once, see Papers.learn. */
const keptAtOnce = 50;

/** Papers on arXiv whose authors nobody has told. */
export function withoutFacts(papers: Iterable<Paper>): Paper[] {
  return [...papers].filter(({ id, authors = [] }) => authors.length === 0 && parseArxivId(id) === id);
}

/** A paper with the facts that arXiv told of it. Title and abstract stay as they are: people judged them, and what they mean is kept. */
export function withFacts(paper: Paper, { authors, published, categories, isWithdrawn }: Paper): Paper {
  const { id, title, abstract } = paper;
  return mergePapers(paper, { id, title, abstract, authors, published, categories, isWithdrawn });
}

/** What files leave out of papers. */
export interface Incomplete {
  /** Papers of the files, each with all that is known of it by now. */
  readonly papers: readonly Paper[];
  /** arXiv ids that files name, of papers that nobody has told of. */
  readonly ids: readonly string[];
}

/** Asks arXiv for what files leave out of papers, and keeps it in the store; asks nothing once it has it. */
export type FillFacts = (signal: AbortSignal) => Promise<void>;

export interface FillFactsDependencies {
  readonly arxiv: Arxiv;
  readonly incomplete: () => Promise<Incomplete>;
  readonly papers: Pick<Papers, 'learn'>;
  readonly catchUp: CatchUp;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

export function createFillFacts({ arxiv, incomplete, papers, catchUp, logger, now }: FillFactsDependencies): FillFacts {
  return async (signal) => {
    const { papers: held, ids } = await incomplete();
    const lacking = new Map(withoutFacts(held).map((paper) => [paper.id, paper]));
    const wanted = [...new Set([...lacking.keys(), ...ids])];
    if (wanted.length === 0) return;
    let filled = 0;
    try {
      for await (const told of arxiv.findAll(wanted, signal)) {
        const whole = told.map((facts) => {
          const paper = lacking.get(facts.id);
          if (paper === undefined) return facts;
          // What other sources said of it is theirs to take back.
          const { id, title, abstract } = paper;
          return withFacts({ id, title, abstract }, facts);
        });
        for (let at = 0; at < whole.length; at += keptAtOnce)
          await papers.learn(storedAs, whole.slice(at, at + keptAtOnce), now());
        await catchUp();
        filled += whole.length;
      }
      logger.info({ filled, lacking: wanted.length - filled }, 'What files leave out of papers is filled in');
    } catch (err) {
      if (signal.aborted) return;
      if (!(err instanceof SourceError)) throw err;
      logger.warn({ err, filled }, 'What files leave out of papers is asked for again at the next start');
    }
  };
}
