import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { standingAlone, summarySentenceIndex } from '../papers/summary.ts';
import type { Segment } from './answer.ts';
import { stemOf, type WordAt, wordsAt } from './tokens.ts';
import { stopWords } from './words.ts';

/** What a match shows of a paper: one sentence on what it is about, another on why it matched. */
export interface Excerpt {
  readonly summary: string;
  readonly why: readonly Segment[];
}

/** How telling a term is, in bits; 0 when it was not looked for. Terms are tokens or stems. */
export type Weigh = (term: string) => number;

function weightOfWord(word: WordAt, weigh: Weigh): number {
  const weights = word.tokens
    .filter((token) => !stopWords.has(token))
    .map((token) => Math.max(weigh(token), weigh(stemOf(token))));
  return Math.max(0, ...weights);
}

/** Bits of the distinct matched words of `sentence`: saying one word twice explains no more. */
function evidenceIn(sentence: string, weigh: Weigh): number {
  const seen = new Map<string, number>();
  for (const word of wordsAt(sentence)) {
    const weight = weightOfWord(word, weigh);
    if (weight > 0) seen.set(stemOf(word.tokens[0] ?? ''), weight);
  }
  return [...seen.values()].reduce((sum, weight) => sum + weight, 0);
}

/** `text` cut into matched and other stretches. Matched words that only white space parts are one stretch. */
export function markMatches(text: string, weigh: Weigh): Segment[] {
  const segments: { text: string; isMatched: boolean }[] = [];
  const append = (piece: string, isMatched: boolean): void => {
    if (piece === '') return;
    const last = segments.at(-1);
    const beforeLast = segments.at(-2);
    if (last?.isMatched === isMatched) last.text += piece;
    else if (isMatched && last !== undefined && last.text.trim() === '' && beforeLast?.isMatched === true) {
      beforeLast.text += last.text + piece;
      segments.pop();
    } else segments.push({ text: piece, isMatched });
  };
  let place = 0;
  for (const word of wordsAt(text)) {
    if (weightOfWord(word, weigh) <= 0) continue;
    append(text.slice(place, word.start), false);
    append(text.slice(word.start, word.end), true);
    place = word.end;
  }
  append(text.slice(place), false);
  return segments;
}

/** Summary and reason of one match. The reason is the other sentence with most evidence, else the title; empty when neither has any. */
export function excerptOf(paper: Paper, weigh: Weigh): Excerpt {
  const sentences = sentencesOf(displayText(paper.abstract));
  const summaryIndex = summarySentenceIndex(sentences);
  const summary = standingAlone(sentences[summaryIndex] ?? '');
  let best = { evidence: 0, sentence: '' };
  for (const [index, sentence] of sentences.entries()) {
    if (index === summaryIndex) continue;
    const evidence = evidenceIn(sentence, weigh);
    if (evidence > best.evidence) best = { evidence, sentence };
  }
  if (best.evidence > 0) return { summary, why: markMatches(best.sentence, weigh) };
  const title = displayText(paper.title);
  return { summary, why: evidenceIn(title, weigh) > 0 ? markMatches(title, weigh) : [] };
}
