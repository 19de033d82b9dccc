import type { Paper } from '../papers/paper.ts';
import type { Statistics } from './collection.ts';
import { bitsOf, type Concept, conceptsOf, isLongText, maxQuestionIdeas } from './concepts.ts';
import { tellingWords } from './condense.ts';
import { type AskedMeaning, type TermWeights, termWeights } from './excerpt.ts';
import { type Conditions, noConditions } from './filters.ts';
import type { Hit } from './hit.ts';
import { titleRepeats } from './index/indexed-text.ts';
import type { Library, WeightedTerm } from './library.ts';
import type { Meaning } from './meaning/meaning.ts';
import type { Question } from './question.ts';
import { isThread } from './thread-text.ts';
import { stemOf, tokenize } from './tokens.ts';
import { isFiller, withoutFillerPhrases } from './words.ts';

/** Papers that were found, and what explains them. */
export interface Ranked {
  /** Best first; papers with far less evidence than the best are left out. */
  readonly ranked: readonly Hit[];
  readonly weights: TermWeights;
  readonly asked: AskedMeaning;
}

export interface Ranking extends Ranked {
  readonly concepts: readonly Concept[];
  /** The question is a thread, a pasted page or as long as one: most of its words have nothing to do with its subject. */
  readonly isTalk: boolean;
  /** Whether a paper holds every word of the question. */
  readonly isCertain: (hit: Hit) => boolean;
}

/** A paper with less than this share of the best score shares a common word only. */
const leastShareOfBest = 0.35;

/** Of a long text the papers lie closer together: with .35 threads lose .007 of their nDCG@10, below .2 nothing is won. */
const leastShareOfBestOfLong = 0.2;

/** A list longer than this is not read by anybody; paging ends here. */
const maxRanked = 100;

/** Bits of a term that every paper holds: it is marked all the same. */
const leastBits = 0.1;

function weightsOf(library: Statistics, terms: readonly string[]): TermWeights {
  return termWeights(new Map(terms.map((term) => [term, Math.max(bitsOf(library, term), leastBits)])));
}

/**
 * What a cosine counts beside BM25 over the root of the number of ideas asked for: a long question brings more words that match by
 * chance. MRR@10 of the known items of the development queries stays within .93 to .943 for 8 to 16; min-max and z-scores reach
 * .931 and .940, reciprocal ranks .895.
 */
const meaningWeight = 13;

/** How much of a ranking is wanted. */
export interface RankOptions {
  /** Share of the best score that a paper must have to be listed, 0 to 1; 0 for a full ranking. */
  readonly leastShare?: number;
  /** The score that counts as the best; by default that of the first paper found. */
  readonly bestScore?: number;
  /** Ids of papers that are not wanted. */
  readonly except?: Iterable<string>;
  /** Most papers listed. */
  readonly limit?: number;
}

interface Asked extends RankOptions {
  readonly terms: readonly WeightedTerm[];
  /** What the meaning is looked up of. */
  readonly text: string;
  /** How many ideas it holds, at least 1. */
  readonly ideas: number;
  readonly conditions: Conditions;
}

/**
 * Lexical evidence counts by the root of the number of ideas, in a long text by the number itself, as an average: most of its words have
 * nothing to do with its subject.
 */
function lexicalWeightOf(ideas: number): number {
  return 1 / Math.sqrt(ideas * Math.max(ideas / maxQuestionIdeas, 1));
}

/** Terms of a question, two a word, that the words of a reason are compared with; more would mark everything. */
const maxMeantStems = 16;

function rankedFrom(library: Library, asked: Asked, isCertain: (hit: Hit) => boolean): Ranked {
  const { terms, text, ideas, conditions, except, limit = maxRanked } = asked;
  const { leastShare = ideas > maxQuestionIdeas ? leastShareOfBestOfLong : leastShareOfBest } = asked;
  const direction = library.meaning?.vectorOf(text);
  const meant = terms.slice(0, maxMeantStems).map(({ term }) => stemOf(term));
  const likenessOf = library.meaning?.likenessTo(meant) ?? (() => 0);
  const lexicalWeight = lexicalWeightOf(ideas);
  const { hits, indexedTerms } = library.search({
    terms,
    lexicalWeight,
    direction,
    meaningWeight,
    conditions,
    except,
    limit,
  });
  const least = (asked.bestScore ?? hits[0]?.score ?? 0) * leastShare;
  return {
    ranked: hits.filter((hit) => hit.score >= least || isCertain(hit)),
    weights: weightsOf(library, indexedTerms),
    asked: direction && { direction, likenessOf },
  };
}

/**
 * The words of a question as their meaning is looked up. Chat before and after it is left out, so that it never changes the ranking;
 * filler inside is kept, since "show" and "look" mean something there: without it questions lose 4 points. A word that nobody knows
 * is read as the one that is spelled most like it.
 */
function meaningText(library: Library, words: string): string {
  const { meaning } = library;
  if (meaning === undefined) return '';
  const tokens = tokenize(withoutFillerPhrases(words));
  const inside = tokens.slice(
    tokens.findIndex((token) => !isFiller(token)),
    tokens.findLastIndex((token) => !isFiller(token)) + 1,
  );
  const isKnown = (token: string): boolean =>
    isFiller(token) ||
    library.papersWith(token) > 0 ||
    library.papersWith(stemOf(token)) > 0 ||
    meaning.knows(stemOf(token));
  return inside.map((token) => (isKnown(token) ? token : (library.closestWord(token) ?? token))).join(' ');
}

/** Words of a long text that are looked for. nDCG@10 of threads stays within .008 from 16 to 32; more cost time. */
const maxThreadWords = 24;

/**
 * The ideas that papers are looked for by: of a long text those that tell most, these first. For its words that no paper holds no
 * spelling is guessed: they are names, code or small talk.
 */
export function ideasAsked(library: Statistics, meaning: Meaning | undefined, text: string): Concept[] {
  const concepts = conceptsOf(library, text);
  if (!isLongText(text)) return concepts;
  const byStem = new Map(concepts.map((concept) => [stemOf(concept.word), concept]));
  return tellingWords({ library, meaning }, text, maxThreadWords).flatMap(({ stem }) => byStem.get(stem) ?? []);
}

/** Papers that a question is about, best first. */
export function rank(library: Library, question: Question, options: RankOptions = {}): Ranking {
  const concepts = ideasAsked(library, library.meaning, question.words);
  const isLong = isLongText(question.words);
  // A paper that only says "PTQ" scores far below one that also spells it out, and is about it all the same.
  const asked = concepts.filter(({ standsFor }) => standsFor.length === 0);
  const acronyms = concepts.filter(({ standsFor }) => standsFor.length > 0);
  const hasEveryWord = (hit: Hit): boolean => {
    const isHeld = ({ terms }: Concept): boolean => terms.some(({ term }) => hit.holds(term));
    return asked.every(
      (one) => isHeld(one) || acronyms.some((short) => short.standsFor.includes(one.word) && isHeld(short)),
    );
  };
  const terms = termsOf(concepts);
  const text = isLong ? question.words : meaningText(library, question.words);
  const ideas = Math.max(asked.length, 1);
  const ranked = rankedFrom(library, { terms, text, ideas, conditions: question, ...options }, hasEveryWord);
  return { ...ranked, concepts, isTalk: isLong || isThread(question.text), isCertain: hasEveryWord };
}

/** What is looked for in all: each term once, also one that an acronym names as well. */
export function termsOf(concepts: readonly Concept[]): WeightedTerm[] {
  const terms = concepts.flatMap(({ terms, expansions }) => [...terms, ...expansions]);
  return [...new Map(terms.map((term) => [term.term, term])).values()];
}

/**
 * How many of a paper's most telling words are looked for in others. nDCG@10 of the development set for similar papers is .740 with 20,
 * .754 with 40 and .752 with all of them, which take longer.
 */
const maxSimilarTerms = 40;

/** The words of a paper that tell most about it, each counting as often as the index counts it. */
export function tellingTerms(library: Statistics, { title, abstract }: Paper): WeightedTerm[] {
  const counts = new Map<string, number>();
  for (const token of tokenize(`${`${title}\n`.repeat(titleRepeats)}${abstract}`)) {
    if (!isFiller(token)) counts.set(stemOf(token), (counts.get(stemOf(token)) ?? 0) + 1);
  }
  return (
    [...counts]
      // A word that only this paper has finds no other.
      .filter(([term]) => library.papersWith(term) > 1)
      .sort(([a, often], [b, oftenB]) => oftenB * bitsOf(library, b) - often * bitsOf(library, a))
      .slice(0, maxSimilarTerms)
      // BM25 weighs rare words already; done twice, papers are alike that share an odd word: nDCG@10 falls by up to .02.
      .map(([term, weight]) => ({ term, weight, isMisspelt: false }))
  );
}

/** Other papers that share the telling words of `paper`, best first. */
export function rankSimilar(library: Library, paper: Paper): Ranked {
  const terms = tellingTerms(library, paper);
  const said = terms.reduce((sum, { weight }) => sum + weight, 0);
  const text = `${paper.title}\n${paper.title}\n${paper.abstract}`;
  return rankedFrom(
    library,
    { terms, text, ideas: Math.max(said, 1), conditions: noConditions, except: [paper.id] },
    () => false,
  );
}
