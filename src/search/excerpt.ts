import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { standingAlone, summarySentenceIndex } from '../papers/summary.ts';
import type { Mark, Segment } from './answer.ts';
import { type Meaning, similarity } from './meaning/meaning.ts';
import { once } from './once.ts';
import { remembering } from './remembering.ts';
import { stemOf, tokensIn, wordsAt } from './tokens.ts';
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

/** A word where it stands. */
interface ReadWord {
  readonly start: number;
  readonly end: number;
  readonly terms: Terms;
}

function weightOf({ stems, tokens }: Terms, weigh: Weigh): number {
  let weight = 0;
  for (const stem of stems) weight = Math.max(weight, weigh(stem));
  for (const token of tokens) weight = Math.max(weight, weigh(token));
  return weight;
}

/** Bits of the distinct matched words: saying one word twice explains no more. */
function evidenceIn(words: readonly ReadWord[], weigh: Weigh): number {
  const byName = new Map<string, number>();
  for (const { terms } of words) {
    const weight = weightOf(terms, weigh);
    const name = terms.stems[0] ?? '';
    if (weight > (byName.get(name) ?? 0)) byName.set(name, weight);
  }
  return [...byName.values()].reduce((sum, weight) => sum + weight, 0);
}

/** How the words of a text are marked; each is given by its terms. */
type MarkOf = (terms: Terms) => Mark;

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
export type ExcerptOf = (paper: Paper, weigh: Weigh, asked: AskedMeaning) => Excerpt;

/**
 * Excerpts of papers. The reason is the sentence, other than the summary's, that answers best by the question's words in it and by
 * its meaning; else the title; empty when neither has anything to do with the question.
 */
export function createExcerpts(meaning: Meaning | undefined): ExcerptOf {
  const readPapers = new Map<string, ReadPaper>();
  const remembered = remembering(termsOf);

  const readWords = (text: string): ReadWord[] =>
    wordsAt(text).map(({ start, end, word }) => ({ start, end, terms: remembered(word) }));

  function read(paper: Paper): ReadPaper {
    const known = readPapers.get(paper.id);
    if (known?.abstract === paper.abstract) return known;
    const sentences = sentencesOf(displayText(paper.abstract));
    const summaryIndex = summarySentenceIndex(sentences);
    const others = sentences
      .filter((_, index) => index !== summaryIndex)
      .map((text) => {
        const words = readWords(text);
        return { text, words, vector: once(() => meaning?.vectorOfStems(words.flatMap(({ terms }) => terms.stems))) };
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
      return terms.stems.some((stem) => (asked?.likenessOf(stem) ?? 0) >= leastLikeness) ? 'meaning' : 'none';
    };
    const { summary, others } = read(paper);
    const weighed = others.map((sentence) => ({ sentence, bits: evidenceIn(sentence.words, weigh) }));
    // A sentence in which nothing can be marked explains only where none can be marked at all.
    const marked = weighed.filter(({ bits }) => bits > 0);
    const telling = mostTelling(marked.length > 0 ? marked : weighed, asked);
    if (telling !== undefined && telling.evidence > 0)
      return { summary, why: markMatches(telling.sentence.text, telling.sentence.words, markOf) };
    const title = displayText(paper.title);
    const words = readWords(title);
    return { summary, why: evidenceIn(words, weigh) > 0 ? markMatches(title, words, markOf) : [] };
  };
}
