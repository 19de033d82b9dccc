import { z } from 'zod';
import type { MemoryPaperboy } from '../library/open-paperboy.ts';
import { displayText } from '../papers/display-text.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { standingAlone } from '../papers/summary.ts';
import { mean } from '../search/evaluation.ts';
import { parsedLines } from './collection.ts';
import { shippedEvaluation } from './judged-queries.ts';

/** Sentences of a paper's abstract by how they begin: 2 a reader would pick it, 1 would accept it; others are not named. */
const judgedLine = z.object({
  paper: z.string(),
  query: z.string().optional(),
  sentences: z.record(z.string(), z.number()),
});
type Judged = z.infer<typeof judgedLine>;

const readLines = (name: string): Judged[] =>
  parsedLines(shippedEvaluation(name), judgedLine, 'judges no sentences of a paper.');

/** Grade of a sentence as it is shown, its lead-in dropped or not. */
function gradeOf({ sentences }: Judged, abstract: string, shown: string): number {
  const whole = sentencesOf(displayText(abstract)).find((one) => one === shown || standingAlone(one) === shown) ?? '';
  return Object.entries(sentences).find(([beginning]) => whole.startsWith(beginning))?.[1] ?? 0;
}

function row(name: string, grades: readonly number[]): string {
  const share = (least: number): string => mean(grades.map((grade) => Number(grade >= least))).toFixed(2);
  return `${name.padEnd(34)}${String(grades.length).padStart(6)}${share(2).padStart(8)}${share(1).padStart(10)}`;
}

/** How good the sentences are that an answer shows of a paper: its summary, and what answers the question. */
export async function sentencesReport({ ask, library }: Pick<MemoryPaperboy, 'ask' | 'library'>): Promise<string[]> {
  const shownOf = async (query: string, id: string) => {
    const answer = await ask.ask(query, { limit: 20 });
    const match = answer.kind === 'matches' ? answer.matches.find(({ paper }) => paper.id === id) : undefined;
    return { summary: match?.summary ?? '', why: match?.why.map(({ text }) => text).join('') ?? '' };
  };
  const abstractOf = (id: string): string => library.get(id)?.abstract ?? '';
  const summaries: number[] = [];
  for (const judged of readLines('development-summaries.jsonl')) {
    const { summary } = await shownOf(library.get(judged.paper)?.title ?? '', judged.paper);
    summaries.push(gradeOf(judged, abstractOf(judged.paper), summary));
  }
  const reasons: number[] = [];
  const shown: number[] = [];
  for (const judged of readLines('development-reasons.jsonl')) {
    const { summary, why } = await shownOf(judged.query ?? '', judged.paper);
    const [ofSummary = 0, ofWhy = 0] = [summary, why].map((one) => gradeOf(judged, abstractOf(judged.paper), one));
    reasons.push(why === '' ? ofSummary : ofWhy);
    shown.push(Math.max(ofSummary, ofWhy));
  }
  return [
    `${'sentences shown'.padEnd(34)}judged    good  or passable`,
    row('summary of the paper', summaries),
    row('reason: answers the question', reasons),
    row('summary or reason answers it', shown),
  ];
}
