import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { standingAlone, summarySentenceIndex } from '../papers/summary.ts';
import type { Mark, Segment } from './answer.ts';
import { type Meaning, similarity } from './meaning/meaning.ts';
import { once } from './once.ts';
import { remembering } from './remembering.ts';
import { stemOf, tokensIn, type WordAt, wordsAt } from './tokens.ts';
import { stopWords } from './words.ts';

/** What a match shows of a paper: one sentence on what it is about, another on why it matched. */
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

/** What was asked, as its meaning is looked up; undefined without vectors. */
export type AskedMeaning =
  | {
      /** Length 1. */
      readonly direction: Float32Array;
      /** The largest cosine of a term with a word that was asked for. */
      readonly likenessOf: (term: string) => number;
    }
  | undefined;

/**
 * A word with this cosine to a word of the question means something like it: "ptq" and "quantization" have .51, "guardrail" and
 * "safety" .44, "prune" and "compress" .29, the closest of 3,000 pairs taken by chance .22.
 */
const leastLikeness = 0.27;

/** Bits that a sentence gains which means what was asked: as much as two or three telling words. */
const likenessBits = 12;

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
  termsOf(word: string): Terms;
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
    termsOf: remembered,
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

/** How a word is marked. */
type MarkOf = (word: string) => Mark;

/** `text` cut into marked and other stretches. Words with the same mark that only white space parts are one stretch. */
function markMatches(text: string, words: readonly WordAt[], markOf: MarkOf): Segment[] {
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
  for (const word of words) {
    const mark = markOf(word.word);
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
  readonly words: readonly WordAt[];
  /** Made when it is first asked for: most sentences lose by their words already. */
  readonly vector: () => Float32Array | undefined;
}

interface ReadPaper {
  readonly abstract: string;
  readonly summary: string;
  readonly others: readonly Sentence[];
}

/** Papers whose sentences are kept, so that showing the same ones again costs nothing; some 10 kB each. */
const maxReadPapers = 200;

interface Weighed {
  readonly sentence: Sentence;
  readonly bits: number;
}

/** The sentence with most evidence, in words and meaning. Those that could not catch up by their meaning are not looked up. */
function mostTelling(
  weighed: readonly Weighed[],
  asked: AskedMeaning,
): { sentence: Sentence; evidence: number } | undefined {
  let best: { sentence: Sentence; evidence: number } | undefined;
  for (const { sentence, bits } of weighed.toSorted((a, b) => b.bits - a.bits)) {
    if (best !== undefined && bits + likenessBits <= best.evidence) break;
    const vector = asked === undefined ? undefined : sentence.vector();
    const alike = asked === undefined || vector === undefined ? 0 : Math.max(similarity(asked.direction, vector), 0);
    const evidence = bits + likenessBits * alike;
    if (best === undefined || evidence > best.evidence) best = { sentence, evidence };
  }
  return best;
}

/** Gives a paper's excerpt for what was asked. */
export type ExcerptOf = (paper: Paper, weights: TermWeights, asked: AskedMeaning) => Excerpt;

/**
 * Excerpts of papers. The reason is the sentence, other than the summary's, that answers best by the question's words in it and by
 * its meaning; else the title; empty when neither has anything to do with the question.
 */
export function createExcerpts(meaning: Meaning | undefined): ExcerptOf {
  const readPapers = new Map<string, ReadPaper>();
  const { termsOf: termsOfWord, weightOf, evidenceIn } = createReader();

  function read(paper: Paper): ReadPaper {
    const known = readPapers.get(paper.id);
    if (known?.abstract === paper.abstract) return known;
    const sentences = sentencesOf(displayText(paper.abstract));
    const summaryIndex = summarySentenceIndex(sentences);
    const others = sentences
      .filter((_, index) => index !== summaryIndex)
      .map((text) => {
        const words = wordsAt(text);
        const stems = (): string[] => words.flatMap(({ word }) => termsOfWord(word).stems);
        return { text, words, vector: once(() => meaning?.vectorOfStems(stems())) };
      });
    const fresh = { abstract: paper.abstract, summary: standingAlone(sentences[summaryIndex] ?? ''), others };
    readPapers.set(paper.id, fresh);
    const oldest = readPapers.keys().next().value;
    if (readPapers.size > maxReadPapers && oldest !== undefined) readPapers.delete(oldest);
    return fresh;
  }

  return (paper, weights, asked) => {
    const likenessOf = (word: string): number =>
      asked === undefined ? 0 : Math.max(0, ...termsOfWord(word).stems.map(asked.likenessOf));
    const markOf: MarkOf = (word) => {
      if (weightOf(word, weights) > 0) return 'word';
      return likenessOf(word) >= leastLikeness ? 'meaning' : 'none';
    };
    const { summary, others } = read(paper);
    const weighed = others.map((sentence) => ({ sentence, bits: evidenceIn(sentence.words, weights) }));
    // A sentence in which nothing can be marked explains only where none can be marked at all.
    const marked = weighed.filter(({ bits }) => bits > 0);
    const telling = mostTelling(marked.length > 0 ? marked : weighed, asked);
    if (telling !== undefined && telling.evidence > 0)
      return { summary, why: markMatches(telling.sentence.text, telling.sentence.words, markOf) };
    const title = displayText(paper.title);
    const words = wordsAt(title);
    return { summary, why: evidenceIn(words, weights) > 0 ? markMatches(title, words, markOf) : [] };
  };
}
