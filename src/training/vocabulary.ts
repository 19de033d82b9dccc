import { pairTerm } from '../search/meaning/meaning-terms.ts';
import { sentenceEnd, type TokenStore, unknownToken } from './token-store.ts';

/** Which stems and pairs get a vector, and the corpus in their numbers. */
export interface Vocabulary {
  /** Stems, the most frequent first, then pairs, the most telling first. */
  readonly terms: readonly string[];
  /** ln(papers / papers with it) of each term, at least 0. */
  readonly idf: Float32Array;
  /** The corpus: number of each stem, `unknownToken` or `sentenceEnd`. */
  readonly tokens: Int32Array;
  /** Number of the pair that each token ends, or `unknownToken`. */
  readonly pairs: Int32Array;
}

export interface VocabularyLimits {
  /** Occurrences that a stem needs. */
  readonly leastStemCount: number;
  readonly leastPairCount: number;
  /** Pointwise mutual information that a pair needs, in nats: 1.5 is 4.5 times as often as by chance. */
  readonly leastPmi: number;
  /** Bytes of all vectors with their terms: as many pairs are kept as fit. */
  readonly maxBytes: number;
  readonly dims: number;
}

const scaleBytes = 4;

function bytesOf(term: string, dims: number): number {
  return dims + scaleBytes + Buffer.byteLength(term) + 1;
}

/** Numbers of the frequent stems, the most frequent first. */
function frequentStems(tokens: Int32Array, count: number, { leastStemCount }: VocabularyLimits): number[] {
  const counts = new Int32Array(count);
  for (const token of tokens) if (token >= 0) counts[token] = (counts[token] ?? 0) + 1;
  const countOf = (stem: number): number => counts[stem] ?? 0;
  const frequent = Array.from(counts.keys()).filter((stem) => countOf(stem) >= leastStemCount);
  // The sort is stable: of equals the one seen first comes first.
  return frequent.sort((a, b) => countOf(b) - countOf(a));
}

interface Pair {
  readonly first: number;
  readonly second: number;
  readonly count: number;
  /** How much the two belong together: count × pointwise mutual information. */
  readonly worth: number;
}

/** Pairs that occur more often than by chance, the most telling first. */
function frequentPairs(tokens: Int32Array, stems: readonly string[], limits: VocabularyLimits): Pair[] {
  const counts = new Int32Array(stems.length);
  let total = 0;
  for (const token of tokens) {
    if (token < 0) continue;
    counts[token] = (counts[token] ?? 0) + 1;
    total += 1;
  }
  // Sorted keys instead of a map: 14 million neighbours would take a gigabyte there.
  const keys = new Float64Array(total);
  let length = 0;
  for (let at = 1; at < tokens.length; at += 1) {
    const first = tokens[at - 1] ?? unknownToken;
    const second = tokens[at] ?? unknownToken;
    if (first < 0 || second < 0 || first === second) continue;
    keys[length] = first * stems.length + second;
    length += 1;
  }
  const sorted = keys.subarray(0, length).sort();
  const found: Pair[] = [];
  for (let start = 0, end = 0; start < length; start = end) {
    const key = sorted[start] ?? 0;
    while (end < length && sorted[end] === key) end += 1;
    const count = end - start;
    if (count < limits.leastPairCount) continue;
    const first = Math.floor(key / stems.length);
    const second = key % stems.length;
    const pmi = Math.log((count * total) / ((counts[first] ?? 1) * (counts[second] ?? 1)));
    // A compound stands before its own first part ("pretrain pre train"): that is no pair of words.
    const isCompound = (stems[first] ?? '').startsWith(stems[second] ?? '');
    if (pmi > limits.leastPmi && !isCompound) found.push({ first, second, count, worth: count * pmi });
  }
  return found.sort((a, b) => b.worth - a.worth);
}

/** How many papers hold each term, as ln(papers / those). */
function idfOf(terms: number, tokens: Int32Array, pairs: Int32Array, starts: Int32Array): Float32Array {
  const holders = new Int32Array(terms);
  const lastSeen = new Int32Array(terms).fill(-1);
  const papers = starts.length - 1;
  for (let paper = 0; paper < papers; paper += 1) {
    for (let at = starts[paper] ?? 0; at < (starts[paper + 1] ?? 0); at += 1) {
      for (const term of [tokens[at] ?? unknownToken, pairs[at] ?? unknownToken]) {
        if (term < 0 || lastSeen[term] === paper) continue;
        lastSeen[term] = paper;
        holders[term] = (holders[term] ?? 0) + 1;
      }
    }
  }
  return Float32Array.from(holders, (count) => Math.log(papers / Math.max(count, 1)));
}

export function createVocabulary(store: TokenStore, limits: VocabularyLimits): Vocabulary {
  const raw = store.tokens();
  const kept = frequentStems(raw, store.stems.length, limits);
  const numbers = new Int32Array(store.stems.length).fill(unknownToken);
  kept.forEach((stem, number) => {
    numbers[stem] = number;
  });
  const tokens = raw.map((token) => (token === sentenceEnd ? sentenceEnd : (numbers[token] ?? unknownToken)));
  const terms = kept.map((stem) => store.stems[stem] ?? '');

  let bytes = terms.reduce((sum, term) => sum + bytesOf(term, limits.dims), 0);
  const stemCount = terms.length;
  const pairNumbers = new Map<number, number>();
  for (const { first, second } of frequentPairs(tokens, [...terms], limits)) {
    const term = pairTerm(terms[first] ?? '', terms[second] ?? '');
    bytes += bytesOf(term, limits.dims);
    if (bytes > limits.maxBytes) break;
    pairNumbers.set(first * stemCount + second, terms.push(term) - 1);
  }
  const pairs = new Int32Array(tokens.length).fill(unknownToken);
  for (let at = 1; at < tokens.length; at += 1) {
    const first = tokens[at - 1] ?? unknownToken;
    const second = tokens[at] ?? unknownToken;
    if (first >= 0 && second >= 0) pairs[at] = pairNumbers.get(first * stemCount + second) ?? unknownToken;
  }
  return { terms, idf: idfOf(terms.length, tokens, pairs, store.starts()), tokens, pairs };
}
