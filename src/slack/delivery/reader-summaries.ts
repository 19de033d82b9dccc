import type { WebClient } from '@slack/web-api';
import type { Paper } from '../../papers/paper.ts';
import type { Summaries } from '../../summaries/summaries.ts';
import type { Reader, ReaderLanguage } from './reader-language.ts';

/** A paper with what a model of one's own wrote of it for these readers, if that is there within `patienceMs`; never rejects. */
export type ReaderSummaries = (
  paper: Paper,
  reader: Reader & { readonly client: WebClient },
  patienceMs: number,
) => Promise<Paper>;

export function createReaderSummaries(
  summaries: Summaries | undefined,
  languageOf: ReaderLanguage,
): ReaderSummaries | undefined {
  if (summaries === undefined) return undefined;
  return async (paper, { client, ...reader }, patienceMs) => {
    const [told = paper] = await summaries.on([paper], await languageOf(async () => client, reader), patienceMs);
    return told;
  };
}
