import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { standingAlone, summarySentenceIndex } from '../papers/summary.ts';
import type { Mark, Segment } from './answer.ts';
import { type Meaning, similarity } from './meaning/meaning.ts';
import { once } from './once.ts';
import { createStemOf, wordsAt } from './tokens.ts';
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

/** A word where it stands, with the stems and tokens that it may be looked for by; the first stem names it. */
interface ReadWord {
  readonly start: number;
  readonly end: number;
  readonly terms: readonly string[];
}

type StemOf = (token: string) => string;

function readWords(text: string, stemmed: StemOf): ReadWord[] {
  return wordsAt(text).map(({ start, end, tokens }) => {
    const telling = tokens.filter((token) => !stopWords.has(token));
    return { start, end, terms: [...telling.map(stemmed), ...telling] };
  });
}

/** The stems of words in order. */
function* stemsIn(words: readonly ReadWord[]): Generator<string> {
  for (const { terms } of words) yield* terms.slice(0, terms.length / 2);
}

function weightOf(terms: readonly string[], weigh: Weigh): number {
  return Math.max(0, ...terms.map(weigh));
}

/** Bits of the distinct matched words: saying one word twice explains no more. */
function evidenceIn(words: readonly ReadWord[], weigh: Weigh): number {
  const seen = new Map<string, number>();
  for (const { terms } of words) {
    const weight = weightOf(terms, weigh);
    if (weight > 0) seen.set(terms[0] ?? '', weight);
  }
  return [...seen.values()].reduce((sum, weight) => sum + weight, 0);
}

/** How the words of a text are marked; each is given by its terms. */
type MarkOf = (terms: readonly string[]) => Mark;

/** `text` cut into marked and other stretches. Words with the same mark that only white space parts are one stretch. */
function markMatches(text: string, words: readonly ReadWord[], markOf: MarkOf): Segment[] {
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
    const mark = markOf(word.terms);
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
  readonly words: readonly ReadWord[];
  /** Made when it is first asked for: most sentences lose by their words already. */
  readonly vector: () => Float32Array | undefined;
}

interface ReadPaper {
  readonly abstract: string;
  readonly summary: string;
  readonly others: readonly Sentence[];
}

/** Papers whose sentences are kept, so that showing the same ones again costs nothing; some 10 kB each. */
const maxReadPapers = 1_000;

interface Weighed extends Sentence {
  readonly bits: number;
}

/** The sentence with most evidence, in words and meaning. Those that could not catch up by their meaning are not looked up. */
function mostTelling(sentences: readonly Weighed[], asked: AskedMeaning): (Weighed & { evidence: number }) | undefined {
  let best: (Weighed & { evidence: number }) | undefined;
  for (const sentence of sentences.toSorted((a, b) => b.bits - a.bits)) {
    if (best !== undefined && sentence.bits + likenessBits <= best.evidence) break;
    const vector = asked === undefined ? undefined : sentence.vector();
    const alike = asked === undefined || vector === undefined ? 0 : Math.max(similarity(asked.direction, vector), 0);
    const evidence = sentence.bits + likenessBits * alike;
    if (best === undefined || evidence > best.evidence) best = { ...sentence, evidence };
  }
  return best;
}

/** Gives a paper's excerpt for what was asked. */
export type ExcerptOf = (paper: Paper, weigh: Weigh, asked: AskedMeaning) => Excerpt;

/**
 * Excerpts of papers. The reason is the sentence, other than the summary's, that answers best by the question's words in it and by
 * its meaning; else the title; empty when neither has anything to do with the question.
 */
export function createExcerpts(meaning: Meaning | undefined): ExcerptOf {
  const readPapers = new Map<string, ReadPaper>();
  const stemmed = createStemOf();

  function read(paper: Paper): ReadPaper {
    const known = readPapers.get(paper.id);
    if (known?.abstract === paper.abstract) return known;
    const sentences = sentencesOf(displayText(paper.abstract));
    const summaryIndex = summarySentenceIndex(sentences);
    const others = sentences
      .filter((_, index) => index !== summaryIndex)
      .map((text) => {
        const words = readWords(text, stemmed);
        return { text, words, vector: once(() => meaning?.vectorOfStems(stemsIn(words))) };
      });
    const fresh = { abstract: paper.abstract, summary: standingAlone(sentences[summaryIndex] ?? ''), others };
    readPapers.set(paper.id, fresh);
    const oldest = readPapers.keys().next().value;
    if (readPapers.size > maxReadPapers && oldest !== undefined) readPapers.delete(oldest);
    return fresh;
  }

  return (paper, weigh, asked) => {
    const markOf: MarkOf = (terms) => {
      if (weightOf(terms, weigh) > 0) return 'word';
      return terms.some((term) => (asked?.likenessOf(term) ?? 0) >= leastLikeness) ? 'meaning' : 'none';
    };
    const { summary, others } = read(paper);
    const weighed = others.map((sentence) => ({ ...sentence, bits: evidenceIn(sentence.words, weigh) }));
    // A sentence in which nothing can be marked explains only where none can be marked at all.
    const marked = weighed.filter(({ bits }) => bits > 0);
    const telling = mostTelling(marked.length > 0 ? marked : weighed, asked);
    if (telling !== undefined && telling.evidence > 0)
      return { summary, why: markMatches(telling.text, telling.words, markOf) };
    const title = displayText(paper.title);
    const words = readWords(title, stemmed);
    return { summary, why: evidenceIn(words, weigh) > 0 ? markMatches(title, words, markOf) : [] };
  };
}
