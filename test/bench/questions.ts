import { developmentFiles, readQueries } from '../../src/cli/judged-queries.ts';
import { displayText } from '../../src/papers/display-text.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { sentencesOf } from '../../src/papers/sentences.ts';

/** What has more is a thread or a pasted page. */
const maxWords = 40;

const shortened = (text: string): string => text.split(/\s+/).slice(0, maxWords).join(' ');

/** A sentence of each abstract is timed, the second: the first ones are alike. */
const timedSentence = 1;

export interface BenchQuestions {
  /** Asked before any is timed, all others than those: the times are those of a running bot, and nothing is answered from memory. */
  readonly warmUp: readonly string[];
  /** Up to 40 words: the development queries, answerable or not, the beginnings of threads, and pasted sentences. */
  readonly timed: readonly string[];
}

export function benchQuestions(shipped: readonly Paper[]): BenchQuestions {
  const sentences = shipped.map(({ abstract }) => sentencesOf(displayText(abstract)).map(shortened));
  const asked = developmentFiles.flatMap(readQueries).map(({ query }) => shortened(query));
  const timed = [...asked, ...sentences.flatMap((all) => all[timedSentence] ?? [])];
  const others = [
    ...shipped.map(({ title }) => displayText(title)),
    ...sentences.flatMap((all) => all.filter((_, index) => index !== timedSentence)),
  ];
  const isTimed = new Set(timed);
  return { timed: [...isTimed], warmUp: others.filter((text) => !isTimed.has(text)) };
}
