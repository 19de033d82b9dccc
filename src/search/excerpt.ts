import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { standingAlone, summarySentenceIndex } from '../papers/summary.ts';
import type { Mark, Segment } from './answer.ts';
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

/** What was asked, as its meaning is looked up; undefined without vectors. */
export type AskedMeaning =
  | {
      /** Length 1. */
      readonly direction: Float32Array;
      /** Of its words. */
      readonly stems: readonly string[];
    }
  | undefined;

/**
 * A word with this cosine to a word of the question means something like it: "ptq" and "quantization" have .51, "guardrail" and
 * "safety" .44, "prune" and "compress" .29, the closest of 3,000 pairs taken by chance .22.
 */
const leastLikeness = 0.27;

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

/** How the words of a text are marked; each is given by its terms. */
type MarkOf = (terms: readonly string[]) => Mark;

/** `text` cut into marked and other stretches. Words with the same mark that only white space parts are one stretch. */
export function markMatches(text: string, markOf: MarkOf): Segment[] {
  const segments: { text: string; mark: Mark }[] = [];
  const append = (piece: string, mark: Mark): void => {
    if (piece === '') return;
    const last = segments.at(-1);
    const beforeLast = segments.at(-2);
    if (last?.mark === mark) last.text += piece;
    else if (mark !== 'none' && last !== undefined && last.text.trim() === '' && beforeLast?.mark === mark) {
      beforeLast.text += last.text + piece;
      segments.pop();
    } else segments.push({ text: piece, mark });
  };
  let place = 0;
  for (const word of wordsAt(text)) {
    const mark = markOf(termsOf(word));
    if (mark === 'none') continue;
    append(text.slice(place, word.start), 'none');
    append(text.slice(word.start, word.end), mark);
    place = word.end;
  }
  append(text.slice(place), 'none');
  return segments;
}

interface Sentence {
  readonly text: string;
  /** The terms of each of its words. */
  readonly words: readonly (readonly string[])[];
  readonly vector: Float32Array | undefined;
}

interface ReadPaper {
  readonly abstract: string;
  readonly summary: string;
  readonly others: readonly Sentence[];
}

/** Papers whose sentences are kept, so that showing the same ones again costs nothing; some 10 kB each. */
const maxReadPapers = 1_000;

/** Gives a paper's excerpt for what was asked. */
export type ExcerptOf = (paper: Paper, weigh: Weigh, asked: AskedMeaning) => Excerpt;

/**
 * Excerpts of papers. The reason is the sentence, other than the summary's, that answers best by the question's words in it and by
 * its meaning; else the title; empty when neither has anything to do with the question.
 */
export function createExcerpts(meaning: Meaning | undefined): ExcerptOf {
  const readPapers = new Map<string, ReadPaper>();

  function read(paper: Paper): ReadPaper {
    const known = readPapers.get(paper.id);
    if (known?.abstract === paper.abstract) return known;
    const sentences = sentencesOf(displayText(paper.abstract));
    const summaryIndex = summarySentenceIndex(sentences);
    const others = sentences
      .filter((_, index) => index !== summaryIndex)
      .map((text) => ({ text, words: wordsAt(text).map(termsOf), vector: meaning?.vectorOf(text) }));
    const fresh = { abstract: paper.abstract, summary: standingAlone(sentences[summaryIndex] ?? ''), others };
    readPapers.set(paper.id, fresh);
    const oldest = readPapers.keys().next().value;
    if (readPapers.size > maxReadPapers && oldest !== undefined) readPapers.delete(oldest);
    return fresh;
  }

  const isAlike = (terms: readonly string[], stems: readonly string[]): boolean =>
    meaning !== undefined && terms.some((term) => stems.some((stem) => meaning.likeness(term, stem) >= leastLikeness));

  return (paper, weigh, asked) => {
    const markOf: MarkOf = (terms) => {
      if (weightOf(terms, weigh) > 0) return 'word';
      return asked !== undefined && isAlike(terms, asked.stems) ? 'meaning' : 'none';
    };
    const { summary, others } = read(paper);
    const weighed = others.map(({ text, words, vector }) => {
      const bits = evidenceIn(words, weigh);
      const alike = asked === undefined || vector === undefined ? 0 : Math.max(similarity(asked.direction, vector), 0);
      return { text, bits, evidence: bits + likenessBits * alike };
    });
    // A sentence in which nothing can be marked explains only where none can be marked at all.
    const marked = weighed.filter(({ bits }) => bits > 0);
    const telling = (marked.length > 0 ? marked : weighed).sort((a, b) => b.evidence - a.evidence)[0];
    if (telling !== undefined && telling.evidence > 0) return { summary, why: markMatches(telling.text, markOf) };
    const title = displayText(paper.title);
    return { summary, why: evidenceIn(wordsAt(title).map(termsOf), weigh) > 0 ? markMatches(title, markOf) : [] };
  };
}
