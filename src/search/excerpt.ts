import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { standingAlone, summarySentenceIndex, tellingness } from '../papers/summary.ts';
import type { Segment } from './answer.ts';
import type { PaperMeaning } from './meaning/meaning.ts';
import { cosineWith } from './meaning/packed-vectors.ts';
import { remembering } from './remembering.ts';
import { stemOf, tokensIn, type WordAt, wordsAt } from './tokens.ts';
import { stopWords } from './words.ts';

/** What a match shows of a paper: one sentence on what it is about, and why it matched unless that sentence says it best. */
export interface Excerpt {
  readonly summary: string;
  readonly why: readonly Segment[];
}

/** How telling the terms are that were looked for. Terms are tokens or stems. */
export interface TermWeights {
  /** In bits; 0 when it was not looked for. */
  of(term: string): number;
  /** What those begin with that were looked for, `sharedLetters` letters of each. */
  readonly beginnings: ReadonlySet<string>;
}

/**
 * As many letters at its beginning a word shares with its stem: neither Porter's rules nor American spelling change them, but for words
 * such as "aed" and "ayed", of which "a" and "ai" are left.
 */
const sharedLetters = 2;

/** @param bits of each term that was looked for */
export function termWeights(bits: ReadonlyMap<string, number>): TermWeights {
  const beginnings = new Set(Array.from(bits.keys(), (term) => term.slice(0, sharedLetters)));
  return { of: (term) => bits.get(term) ?? 0, beginnings };
}

/** Words of a text whose only token is the word itself in lower case. */
const plainWord = /^[a-z]{3,}$/i;

/** Bits that a sentence gains which means what was asked: as much as two or three telling words. From 0 to 25 it makes no difference. */
const likenessBits = 12;
/**
 * Bits that a sentence gains for each point by which it says what is new or found. Sentences on the problem repeat the question best and
 * answer nothing: of 60 questions with judged sentences the reason answers .37 well and .52 at least in part without this, .50 and .72
 * with 2, .53 and .78 with 4, .57 and .83 with 6, .55 and .85 with 8.
 */
const tellingBits = 4;

/** What a word may be looked for by. */
interface Terms {
  /** In order, stop words out; the first one names the word. */
  readonly stems: readonly string[];
  readonly tokens: readonly string[];
}

function termsOf(word: string): Terms {
  const tokens = tokensIn(word).filter((token) => !stopWords.has(token));
  return { stems: tokens.map(stemOf), tokens };
}

/** Looks up the terms of words, and how much they count. */
interface Reader {
  weightOf(word: string, weights: TermWeights): number;
  /** Bits of the distinct matched words: saying one word twice explains no more. */
  evidenceIn(words: readonly WordAt[], weights: TermWeights): number;
}

function createReader(): Reader {
  // Most words of a text come again in the next one, and most were not looked for.
  const remembered = remembering(termsOf);

  function weightOf(word: string, weights: TermWeights): number {
    const mayMatch = !plainWord.test(word) || weights.beginnings.has(word.slice(0, sharedLetters).toLowerCase());
    if (!mayMatch) return 0;
    const { stems, tokens } = remembered(word);
    let weight = 0;
    for (const stem of stems) weight = Math.max(weight, weights.of(stem));
    for (const token of tokens) weight = Math.max(weight, weights.of(token));
    return weight;
  }

  return {
    weightOf,
    evidenceIn(words, weights) {
      const byName = new Map<string, number>();
      for (const { word } of words) {
        const weight = weightOf(word, weights);
        if (weight === 0) continue;
        const name = remembered(word).stems[0] ?? '';
        byName.set(name, Math.max(weight, byName.get(name) ?? 0));
      }
      return [...byName.values()].reduce((sum, weight) => sum + weight, 0);
    },
  };
}

/** `text` cut into matched and other stretches. Matched words that only white space parts are one stretch. */
function markMatches(text: string, words: readonly WordAt[], isMatch: (word: string) => boolean): Segment[] {
  const segments: { text: string; isMatch: boolean }[] = [];
  let place = 0;
  const append = (end: number, isMatched: boolean): void => {
    if (end > place) segments.push({ text: text.slice(place, end), isMatch: isMatched });
    place = end;
  };
  for (const { start, end, word } of words) {
    if (!isMatch(word)) continue;
    const last = segments.at(-1);
    if (last?.isMatch === true && text.slice(place, start).trim() === '') {
      last.text += text.slice(place, end);
      place = end;
      continue;
    }
    append(start, false);
    append(end, true);
  }
  append(text.length, false);
  return segments;
}

interface Sentence {
  readonly text: string;
  readonly words: readonly WordAt[];
  /** Place among the pieces of the paper, see piecesOf: the title is the first. */
  readonly piece: number;
  /** See tellingness. */
  readonly telling: number;
}

interface ReadPaper {
  readonly abstract: string;
  /** Sentences were compared by what they mean. */
  readonly isCompared: boolean;
  readonly summary: string;
  readonly summarySentence: Sentence | undefined;
  readonly sentences: readonly Sentence[];
}

/** "(1)" and "ii)" count what follows and are no evidence. */
function isEnumerator({ word, end }: WordAt, text: string): boolean {
  return text[end] === ')' && /^(?:[a-z]?\d{1,2}|[ivx]{1,4}|[a-h])$/i.test(word);
}

/** Papers whose sentences are kept, so that showing the same ones again costs nothing; some 10 kB each. */
const maxReadPapers = 1_000;

interface Telling {
  readonly sentence: Sentence;
  readonly evidence: number;
}

function mostTelling(weighed: readonly Telling[]): Telling | undefined {
  return weighed.reduce<Telling | undefined>(
    (best, one) => (best === undefined || one.evidence > best.evidence ? one : best),
    undefined,
  );
}

/** What is known of what was asked and of the paper, where both were encoded. */
export interface ExcerptMeaning {
  /** Length 1. */
  readonly direction: Float32Array | undefined;
  readonly paper: PaperMeaning | undefined;
}

/** Gives a paper's excerpt for what was asked. */
export type ExcerptOf = (paper: Paper, weights: TermWeights, meaning: ExcerptMeaning) => Excerpt;

/**
 * Excerpts of papers. The reason is the sentence that answers best by the question's words in it, by its meaning and by what it says that
 * is new or found; else the title; empty when neither has anything to do with the question, and when that sentence is the summary.
 */
export function createExcerpts(): ExcerptOf {
  const readPapers = new Map<string, ReadPaper>();
  const { weightOf, evidenceIn } = createReader();

  function read(paper: Paper, meaning: PaperMeaning | undefined): ReadPaper {
    const known = readPapers.get(paper.id);
    const isCompared = meaning !== undefined;
    if (known?.abstract === paper.abstract && known.isCompared === isCompared) return known;
    const texts = sentencesOf(displayText(paper.abstract));
    const sentences = texts.map((text, index) => ({
      text,
      words: wordsAt(text).filter((word) => !isEnumerator(word, text)),
      piece: index + 1,
      telling: tellingness(text, index / Math.max(texts.length - 1, 1)),
    }));
    const centralities = sentences.map(({ piece }) => {
      const vector = meaning?.pieces[piece];
      return vector === undefined || meaning === undefined
        ? 0
        : cosineWith(meaning.whole, vector.numbers, vector.length);
    });
    const summarySentence = sentences[summarySentenceIndex(texts, centralities)];
    const summary = standingAlone(summarySentence?.text ?? '');
    const fresh = { abstract: paper.abstract, isCompared, summary, summarySentence, sentences };
    readPapers.set(paper.id, fresh);
    const oldest = readPapers.keys().next().value;
    if (readPapers.size > maxReadPapers && oldest !== undefined) readPapers.delete(oldest);
    return fresh;
  }

  return (paper, weights, { direction, paper: known }) => {
    const { summary, summarySentence, sentences } = read(paper, known);
    const isMatch = (word: string): boolean => weightOf(word, weights) > 0;
    const weighed = sentences.map((sentence) => ({ sentence, bits: evidenceIn(sentence.words, weights) }));
    // A sentence in which nothing can be marked explains only where none can be marked at all.
    const marked = weighed.filter(({ bits }) => bits > 0);
    const telling = mostTelling(
      (marked.length > 0 ? marked : weighed).flatMap(({ sentence, bits }) => {
        const vector = known?.pieces[sentence.piece];
        const alike =
          direction === undefined || vector === undefined ? 0 : cosineWith(direction, vector.numbers, vector.length);
        const asked = bits + likenessBits * Math.max(alike, 0);
        return asked === 0 ? [] : [{ sentence, evidence: asked + tellingBits * Math.max(sentence.telling, 0) }];
      }),
    );
    if (telling !== undefined && telling.sentence === summarySentence) return { summary, why: [] };
    if (telling !== undefined)
      return { summary, why: markMatches(telling.sentence.text, telling.sentence.words, isMatch) };
    const title = displayText(paper.title);
    const words = wordsAt(title);
    return { summary, why: evidenceIn(words, weights) > 0 ? markMatches(title, words, isMatch) : [] };
  };
}
