import { type Random, wholeBelow } from './random.ts';
import type { TermBag } from './term-bag.ts';
import { sentenceEnd } from './token-store.ts';

/** The corpus as worker threads share it. */
export interface SharedCorpus {
  readonly tokens: Int32Array;
  readonly pairs: Int32Array;
  readonly starts: Int32Array;
  readonly idf: Float32Array;
}

/** How often each kind of training pair is drawn, as shares of 1; and how their texts are thinned. */
export interface ExampleMix {
  /** A title, to be near its abstract. */
  readonly title: number;
  /** A sentence, to be near the title and the other sentences. */
  readonly sentence: number;
  /** Some telling words of the paper, to be near the rest. */
  readonly words: number;
  /** Half of the sentences, to be near the other half. */
  readonly half: number;
  /** Of a title or a sentence, this share of the words at least is kept; how many is drawn for each. */
  readonly leastKept: number;
}

/** Four sentences in five are left out of their own target: a question rarely quotes. */
const leftOutShare = 0.8;
const fewestWords = 2;
const mostWords = 8;
/** Of a question's words about half are in the paper that answers it. */
const leftOutWordShare = 0.5;

/** Makes pairs of texts that belong together out of one paper. */
export function createExamples(corpus: SharedCorpus, mix: ExampleMix, query: TermBag, target: TermBag) {
  const { tokens, pairs, starts, idf } = corpus;
  const sentenceStarts: number[] = [];
  const drawn: number[] = [];
  const leftOut: number[] = [];

  function findSentences(paper: number): void {
    sentenceStarts.length = 0;
    const end = starts[paper + 1] ?? 0;
    let start = starts[paper] ?? 0;
    for (let at = start; at < end; at += 1) {
      if (tokens[at] !== sentenceEnd) continue;
      sentenceStarts.push(start);
      start = at + 1;
    }
    sentenceStarts.push(end);
  }

  function addSentence(bag: TermBag, sentence: number): void {
    const start = sentenceStarts[sentence] ?? 0;
    const end = (sentenceStarts[sentence + 1] ?? 0) - 1;
    for (let at = start; at < end; at += 1) {
      const token = tokens[at] ?? -1;
      if (token < 0 || leftOut.includes(token)) continue;
      bag.add(token);
      const pair = pairs[at] ?? -1;
      if (pair >= 0 && at > start && !leftOut.includes(tokens[at - 1] ?? -1)) bag.add(pair);
    }
  }

  /** A sentence as somebody remembers it: some words missing, two neighbours still a pair. */
  function addThinned(sentence: number, random: Random): void {
    const start = sentenceStarts[sentence] ?? 0;
    const end = (sentenceStarts[sentence + 1] ?? 0) - 1;
    const kept = mix.leastKept + (1 - mix.leastKept) * random();
    let isLastKept = false;
    for (let at = start; at < end; at += 1) {
      const token = tokens[at] ?? -1;
      const isKept = token >= 0 && (kept === 1 || random() < kept);
      if (isKept) query.add(token);
      if (isKept && isLastKept && (pairs[at] ?? -1) >= 0) query.add(pairs[at] ?? 0);
      isLastKept = isKept;
    }
  }

  function drawWords(paper: number, random: Random): void {
    const start = starts[paper] ?? 0;
    const length = (starts[paper + 1] ?? 0) - start;
    const count = fewestWords + wholeBelow(random, mostWords - fewestWords + 1);
    drawn.length = 0;
    for (let tries = 0; drawn.length < count && tries < 4 * count; tries += 1) {
      const one = start + wholeBelow(random, length);
      const other = start + wholeBelow(random, length);
      // The rarer of two draws: people name what is special.
      const at = (idf[tokens[one] ?? -1] ?? -1) >= (idf[tokens[other] ?? -1] ?? -1) ? one : other;
      const token = tokens[at] ?? -1;
      if (token < 0 || drawn.includes(token)) continue;
      drawn.push(token);
      query.add(token);
      if (random() < leftOutWordShare) leftOut.push(token);
    }
  }

  return {
    /** Fills `query` and `target` from one paper; one of them stays empty when the paper is too short. */
    make(paper: number, random: Random): void {
      query.clear();
      target.clear();
      leftOut.length = 0;
      findSentences(paper);
      const sentences = sentenceStarts.length - 1;
      const kind = random();
      if (kind < mix.title || sentences < 3) {
        addThinned(0, random);
        for (let sentence = 1; sentence < sentences; sentence += 1) addSentence(target, sentence);
      } else if (kind < mix.title + mix.sentence) {
        const asked = 1 + wholeBelow(random, sentences - 1);
        const isLeftOut = random() < leftOutShare;
        addThinned(asked, random);
        for (let sentence = 0; sentence < sentences; sentence += 1) {
          if (sentence !== asked || !isLeftOut) addSentence(target, sentence);
        }
      } else if (kind < mix.title + mix.sentence + mix.half) {
        for (let sentence = 0; sentence < sentences; sentence += 1) {
          addSentence(random() < 0.5 ? query : target, sentence);
        }
      } else {
        drawWords(paper, random);
        for (let sentence = 0; sentence < sentences; sentence += 1) addSentence(target, sentence);
      }
    },
  };
}
