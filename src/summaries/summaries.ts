import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { monthOfArxivId } from '../papers/arxiv-id.ts';
import type { Paper } from '../papers/paper.ts';
import { SourceError } from '../sources/source-error.ts';
import type { WrittenSummaries } from '../store/written-summaries.ts';
import type { Complete } from './chat-completion.ts';
import { promptFor, summaryIn } from './prompt.ts';

/** After a failure the model is left alone for half a minute, then twice as long each time, at most half an hour. */
const firstPauseMs = 30_000;
const longestPauseMs = 30 * 60_000;
/** Papers that wait for the model; those beyond keep their own sentence, and are asked for when they are shown again. */
const maxWaiting = 50;

/** What the model has done, for people. */
export interface SummariesReport {
  readonly model: string;
  readonly spent: number;
  readonly perDay: number;
  /** Why the model wrote nothing when it was asked last; undefined: it did. */
  readonly failure: string | undefined;
}

/** Two sentences a paper by a model of one's own. Nothing of the bot needs them. */
export interface Summaries {
  /**
   * The papers, with what the model wrote of them as far as that is there within `patienceMs`; what comes later is kept for the next
   * time. Never rejects.
   *
   * @param language in English, such as "German"
   */
  on<Shown extends Paper>(papers: readonly Shown[], language: string, patienceMs: number): Promise<Shown[]>;
  /** Undefined where there is no model. */
  report(): Promise<SummariesReport | undefined>;
}

export interface SummariesDependencies {
  readonly complete: Complete;
  readonly kept: WrittenSummaries;
  readonly model: string;
  /** How often the model is asked on one day of UTC, failures included. */
  readonly perDay: number;
  readonly logger: Logger;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** Resolves early, without an error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function createSummaries(dependencies: SummariesDependencies): Summaries {
  const { complete, kept, model, perDay, logger, now, sleep } = dependencies;
  const underWay = new Map<string, Promise<string | undefined>>();
  /** A model on the same machine does one thing at a time. */
  let turn: Promise<unknown> = Promise.resolve();
  let asleepUntil = 0;
  let failures = 0;
  let failure: string | undefined;

  const today = (): string => new Date(now()).toISOString().slice(0, 10);

  function keyOf({ title, abstract }: Paper, language: string): string {
    return createHash('sha256')
      .update(JSON.stringify([model, promptFor({ title, abstract }, language)]))
      .digest('hex');
  }

  async function write(paper: Paper, language: string, key: string): Promise<string | undefined> {
    if (now() < asleepUntil || !(await kept.spend(today(), perDay))) return undefined;
    try {
      const answer = await complete(promptFor(paper, language), new AbortController().signal);
      const summary = summaryIn(answer);
      if (summary === undefined)
        throw new SourceError('unreadable', 'The model wrote something else than two sentences.');
      [failures, failure] = [0, undefined];
      await kept.add(key, summary, now());
      return summary;
    } catch (error) {
      failures += 1;
      failure = error instanceof SourceError ? error.message : 'What the model wrote could not be kept.';
      const asked = error instanceof SourceError ? (error.retryAfterMs ?? 0) : 0;
      const pauseMs = Math.min(Math.max(firstPauseMs * 2 ** (failures - 1), asked), longestPauseMs);
      asleepUntil = now() + pauseMs;
      logger.warn({ err: error, paper: paper.id, pauseMs }, 'The model wrote no summary');
      return undefined;
    }
  }

  function begin(paper: Paper, language: string, key: string): Promise<string | undefined> {
    const begun = underWay.get(key);
    if (begun !== undefined) return begun;
    if (underWay.size >= maxWaiting) return Promise.resolve(undefined);
    const written = turn
      .then(() => write(paper, language, key))
      // Of a store that does not answer others complain.
      .catch(() => undefined)
      .finally(() => underWay.delete(key));
    turn = written;
    underWay.set(key, written);
    return written;
  }

  /** What is public, and has something to sum up: other papers may be somebody's own notes. */
  const isPublic = ({ id, abstract }: Paper): boolean => monthOfArxivId(id) !== undefined && abstract.trim() !== '';

  return {
    async on(papers, language, patienceMs) {
      const keys = new Map(papers.filter(isPublic).map((paper) => [paper, keyOf(paper, language)]));
      const written = new Map(await kept.get([...keys.values()]).catch(() => []));
      const missing = [...keys].filter(([, key]) => !written.has(key));
      if (missing.length > 0) {
        const all = missing.map(async ([paper, key]) => {
          const summary = await begin(paper, language, key);
          if (summary !== undefined) written.set(key, summary);
        });
        const patience = new AbortController();
        await Promise.race([Promise.all(all), sleep(patienceMs, patience.signal)]);
        patience.abort();
      }
      return papers.map((paper) => {
        const text = written.get(keys.get(paper) ?? '');
        return text === undefined ? paper : { ...paper, written: { text, by: model } };
      });
    },
    async report() {
      return { model, spent: await kept.spent(today()), perDay, failure };
    },
  };
}
