import { createHttpGet } from '../sources/http-get.ts';
import type { Store } from '../store/open-store.ts';
import { createWrittenSummaries } from '../store/written-summaries.ts';
import { createChatCompletion, type ModelSettings } from './chat-completion.ts';
import { createSummaries, type Summaries, type SummariesDependencies } from './summaries.ts';

/** A model on the same machine, without a graphics card, takes half a minute for two sentences. */
const modelTimeoutMs = 120_000;

export interface SummarySettings extends ModelSettings {
  /** How often it is asked on one day at most. */
  readonly perDay: number;
}

export interface SummaryParts extends Pick<SummariesDependencies, 'logger' | 'now' | 'sleep'> {
  readonly store: Store;
}

/** Undefined where no model is named. */
export function openSummaries(
  settings: SummarySettings | undefined,
  { store, logger, now, sleep }: SummaryParts,
): Summaries | undefined {
  if (settings === undefined) return undefined;
  const get = createHttpGet({ timeoutMs: modelTimeoutMs, now });
  const { model, perDay } = settings;
  const kept = createWrittenSummaries(store);
  return createSummaries({ complete: createChatCompletion(get, settings), kept, model, perDay, logger, now, sleep });
}
