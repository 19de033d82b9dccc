import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { standingAlone, summarySentenceIndex } from '../papers/summary.ts';
import type { Segment } from './answer.ts';
import { type Meaning, similarity } from './meaning/meaning.ts';
import { stemOf, type WordAt, wordsAt } from './tokens.ts';
import { stopWords } from './words.ts';

/** What a match shows of a paper: one sentence on what it is about, another on why it matched. */
export interface Excerpt {
  readonly summary: string;
  readonly why: readonly Segment[];
}

/** How telling a term is, in bits; 0 when it was not looked for. Terms are tokens or stems. */
export type Weigh = (term: string) => number;

/** The direction of what was asked, length 1; undefined without vectors. */
export type AskedVector = Float32Array | undefined;

/** Bits that a sentence gains which means what was asked: as much as two or three telling words. */
const likenessBits = 12;

/** Tokens of a word and their stems, stop words out: what it may be looked for by. The first stem names it. */
function termsOf(word: WordAt): string[] {
  return word.tokens.filter((token) => !stopWords.has(token)).flatMap((token) => [stemOf(token), token]);
}

function weightOf(terms: readonly string[], weigh: Weigh): number {
  return Math.max(0, ...terms.map(weigh));
}

/** Bits of the distinct matched words: saying one word twice explains no more. */
function evidenceIn(words: readonly (readonly string[])[], weigh: Weigh): number {
  const seen = new Map<string, number>();
  for (const terms of words) {
    const weight = weightOf(terms, weigh);
    if (weight > 0) seen.set(terms[0] ?? '', weight);
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
    if (weightOf(termsOf(word), weigh) <= 0) continue;
    append(text.slice(place, word.start), false);
    append(text.slice(word.start, word.end), true);
    place = word.end;
  }
  append(text.slice(place), false);
  return segments;
}

interface Sentence {
  readonly text: string;
  /** The terms of each of its words. */
  readonly words: readonly (readonly string[])[];
  readonly vector: Float32Array | undefined;
}

interface ReadPaper {
  readonly summary: string;
  readonly others: readonly Sentence[];
}

/** Papers whose sentences are kept, so that showing the same ones again costs nothing; some 10 kB each. */
const maxReadPapers = 1_000;

/** Gives a paper's excerpt for what was asked. */
export type ExcerptOf = (paper: Paper, weigh: Weigh, asked: AskedVector) => Excerpt;

/**
 * Excerpts of papers. The reason is the sentence, other than the summary's, that answers best by the question's words in it and by
 * its meaning; else the title; empty when neither has anything to do with the question.
 */
export function createExcerpts(meaning: Meaning | undefined): ExcerptOf {
  const readPapers = new Map<Paper, ReadPaper>();

  function read(paper: Paper): ReadPaper {
    const known = readPapers.get(paper);
    if (known !== undefined) return known;
    const sentences = sentencesOf(displayText(paper.abstract));
    const summaryIndex = summarySentenceIndex(sentences);
    const others = sentences
      .filter((_, index) => index !== summaryIndex)
      .map((text) => ({ text, words: wordsAt(text).map(termsOf), vector: meaning?.vectorOf(text) }));
    const fresh = { summary: standingAlone(sentences[summaryIndex] ?? ''), others };
    readPapers.set(paper, fresh);
    const oldest = readPapers.keys().next().value;
    if (readPapers.size > maxReadPapers && oldest !== undefined) readPapers.delete(oldest);
    return fresh;
  }

  return (paper, weigh, asked) => {
    const { summary, others } = read(paper);
    const weighed = others.map(({ text, words, vector }) => {
      const bits = evidenceIn(words, weigh);
      const alike = asked === undefined || vector === undefined ? 0 : Math.max(similarity(asked, vector), 0);
      return { text, bits, evidence: bits + likenessBits * alike };
    });
    // A sentence in which nothing can be marked explains only where none can be marked at all.
    const marked = weighed.filter(({ bits }) => bits > 0);
    const telling = (marked.length > 0 ? marked : weighed).sort((a, b) => b.evidence - a.evidence)[0];
    if (telling !== undefined && telling.evidence > 0) return { summary, why: markMatches(telling.text, weigh) };
    const title = displayText(paper.title);
    return { summary, why: evidenceIn(wordsAt(title).map(termsOf), weigh) > 0 ? markMatches(title, weigh) : [] };
  };
}
