import type { Paper } from '../papers/paper.ts';
import { piecesOfTalk, withoutEdges } from './asked-text.ts';
import type { Now, Searchable, Statistics } from './collection.ts';
import { bitsOf, type Concept, conceptsOf, isLongText, maxQuestionIdeas } from './concepts.ts';
import { tellingWords, type WordShares, wordShares } from './condense.ts';
import { type TermWeights, termWeights } from './excerpt.ts';
import { asWords, type Conditions, noConditions } from './filters.ts';
import type { Hit } from './hit.ts';
import { indexedText } from './index/indexed-text.ts';
import type { WeightedTerm } from './index/terms.ts';
import { type AskedMeaning, absentMeaning, type Meaning, type PaperMeaning } from './meaning/meaning.ts';
import type { Question } from './question.ts';
import { refine, refinedHits } from './refine.ts';
import { isThread } from './thread-text.ts';
import { type TitleTerm, titleTermsIn } from './title-terms.ts';
import { closedUp, stemOf, tokenize } from './tokens.ts';
import { isFiller } from './words.ts';

/** Papers that were found, and what explains them. */
export interface Ranked {
  /** Best first. */
  readonly ranked: readonly Hit[];
  readonly weights: TermWeights;
  /** What was asked for, where it is known. */
  readonly direction: Float32Array | undefined;
}

export interface Ranking extends Ranked {
  readonly concepts: readonly Concept[];
  /** The question is a thread, a pasted page or as long as one: most of its words have nothing to do with its subject. */
  readonly isTalk: boolean;
  /** Whether a paper holds every word of the question. */
  readonly isCertain: (hit: Hit) => boolean;
  /** Whether the title of a paper has what was asked, word for word. */
  readonly isTitled: (hit: Hit) => boolean;
  readonly meaning: AskedMeaning['kind'];
  /** Subjects that the question names. */
  readonly titleTerms: readonly TitleTerm[];
}

/** A list longer than this is not read by anybody; paging ends here. */
const maxRanked = 100;

const leastJoinedChars = 7;

/** Bits of a term that every paper holds: it is marked all the same. */
const leastBits = 0.1;

function weightsOf(library: Statistics, terms: readonly string[]): TermWeights {
  return termWeights(new Map(terms.map((term) => [term, Math.max(bitsOf(library, term), leastBits)])));
}

/**
 * What a cosine counts beside BM25+ over the root of the number of ideas asked for: a long question brings more words that match by
 * chance. Flat from 18 to 40 on three sets of questions that nobody had tuned on. One for all kinds: of the development queries, nothing
 * cut, 16 / 24 / 32 / 40 / 56 give questions .902 / .938 / .927 / .924 / .928, chat .882 / .886 / .898 / .908 / .912, topics
 * .848 / .843 / .842 / .844 / .834, threads .791 / .801 / .801 / .801 / .788.
 */
const meaningWeight = 32;
/** Of a paper, whose many words tell more than its vector. */
const similarMeaningWeight = 12.5;

export interface RankDependencies {
  readonly library: Searchable;
  /** What papers mean; without it they are ranked by their words alone. */
  readonly meaning: Meaning | undefined;
}

/** How much of a ranking is wanted. */
export interface RankOptions {
  /** Ids of papers that are not wanted. */
  readonly except?: Iterable<string>;
  /** Most papers listed. */
  readonly limit?: number;
}

interface Asked extends RankOptions {
  readonly terms: readonly WeightedTerm[];
  readonly direction: Now<Float32Array | undefined>;
  readonly meaningWeight: number;
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

async function rankedFrom({ library, meaning }: RankDependencies, asked: Asked): Promise<Ranked> {
  const { ideas, limit = maxRanked, meaningWeight } = asked;
  let vectors: Promise<unknown> | undefined;
  const onBest = (keys: readonly string[]): void => {
    vectors = meaning?.ofKeys(keys.slice(0, refinedHits));
    // Awaited below, unless the search fails.
    vectors?.catch(() => undefined);
  };
  const found = await library.search({ ...asked, lexicalWeight: lexicalWeightOf(ideas), limit, onBest });
  await vectors;
  const direction = await asked.direction;
  const { indexedTerms } = found;
  const hits =
    direction === undefined || meaning === undefined
      ? found.hits
      : refine(found.hits, {
          ...{ direction, meaningWeight },
          meanings: await meaning.ofKeys(found.hits.slice(0, refinedHits).flatMap(({ vectorKey }) => vectorKey ?? [])),
        });
  return { ranked: hits, weights: weightsOf(library, indexedTerms), direction };
}

/** Words of a long text that are looked for. nDCG@10 of threads stays within .008 from 16 to 32; more cost time. */
const maxThreadWords = 24;

/**
 * Of the ideas of a long text those that tell most, which papers are looked for by, these first. For its words that no paper holds no
 * spelling is guessed: they are names, code or small talk.
 */
function tellingIdeas(library: Statistics, text: string, ideas: readonly Concept[], shares?: WordShares): Concept[] {
  const byStem = new Map(ideas.map((idea) => [stemOf(idea.word), idea]));
  return tellingWords(library, text, maxThreadWords, shares).flatMap(({ stem }) => byStem.get(stem) ?? []);
}

/** How much the words of a text tell of what it means; undefined unless each word is a piece of it. */
export function sharesOf(text: string, asked: AskedMeaning): WordShares | undefined {
  return asked.kind === 'known' && isLongText(text) ? wordShares(piecesOfTalk(text), asked) : undefined;
}

/**
 * Papers that a question is about, best first.
 *
 * @param asked what the pieces mean that piecesAsked gives of its words; until it is known papers are looked for by the words
 */
export async function rank(
  dependencies: RankDependencies,
  question: Question,
  asked: Now<AskedMeaning> = absentMeaning,
  options: RankOptions = {},
): Promise<Ranking> {
  const { library } = dependencies;
  const direction = directionIn(asked);
  const { words } = question;
  const ideas = conceptsOf(library, words);
  const isLong = isLongText(words);
  const concepts = isLong ? tellingIdeas(library, words, ideas, sharesOf(words, await asked)) : ideas;
  // A paper that only says "PTQ" scores far below one that also spells it out, and is about it all the same.
  const inQuestion = concepts.filter(({ standsFor }) => standsFor.length === 0);
  const acronyms = concepts.filter(({ standsFor }) => standsFor.length > 0);
  const hasEveryWord = (hit: Hit): boolean => {
    const isHeld = ({ terms, expansions }: Concept): boolean =>
      terms.some(({ term }) => hit.holds(term)) ||
      (expansions.length > 0 && expansions.every(({ term }) => hit.holds(term)));
    return inQuestion.every(
      (one) => isHeld(one) || acronyms.some((short) => short.standsFor.includes(one.word) && isHeld(short)),
    );
  };
  const terms = termsOf(concepts).map((term) => (question.isLiteral ? { ...term, isMisspelt: false } : term));
  const wanted = {
    terms,
    direction,
    meaningWeight,
    ideas: Math.max(inQuestion.length, 1),
    conditions: question,
    ...options,
  };
  const ranked = await rankedFrom(dependencies, wanted);
  const isTalk = isLong || isThread(question.text);
  const titleTerms = isTalk ? [] : titleTermsIn(words);
  const subject = asWords(withoutEdges(words));
  // No paper has it as one word: "FlashAttention" for "flash attention". Fewer letters stand in many a word.
  const joined = concepts.length === 1 && !concepts.every(({ isKnown }) => isKnown) ? closedUp(subject) : '';
  const isJoined = joined.length >= leastJoinedChars;
  const isTitled = ({ paper: { title } }: Hit): boolean =>
    !isTalk && (asWords(title).includes(subject) || (isJoined && closedUp(title).includes(joined)));
  return { ...ranked, concepts, isTalk, isCertain: hasEveryWord, isTitled, meaning: (await asked).kind, titleTerms };
}

const directionOf = (asked: AskedMeaning): Float32Array | undefined =>
  asked.kind === 'known' ? asked.whole : undefined;

function directionIn(asked: Now<AskedMeaning>): Now<Float32Array | undefined> {
  if (!(asked instanceof Promise)) return directionOf(asked);
  const direction = asked.then(directionOf);
  // Nobody waits for it where the search fails before.
  direction.catch(() => undefined);
  return direction;
}

/** What is looked for in all: each term once, also one that an acronym names as well. */
function termsOf(concepts: readonly Concept[]): WeightedTerm[] {
  const terms = concepts.flatMap(({ terms, expansions }) => [...terms, ...expansions]);
  return [...new Map(terms.map((term) => [term.term, term])).values()];
}

/**
 * How many of a paper's most telling words are looked for in others. nDCG@10 of the development set for similar papers is .740 with 20,
 * .754 with 40 and .752 with all of them, which take longer.
 */
const maxSimilarTerms = 40;

/** The words of a paper that tell most about it, each counting as often as the index counts it. */
function tellingTerms(library: Statistics, paper: Paper): WeightedTerm[] {
  const counts = new Map<string, number>();
  for (const token of tokenize(indexedText(paper))) {
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

/** Of papers like one paper: it shares some words with all. Below .2 of the best score nothing is won. */
const leastShareOfBest = 0.2;
/** By meaning nearly every paper of a small library is somewhat like any other; further down nobody would call them similar. */
const mostSimilar = 20;

/** Other papers that share the telling words of `paper`, best first. @param meaning of the paper, where it is known */
export async function rankSimilar(
  library: Searchable,
  paper: Paper,
  meaning: PaperMeaning | undefined,
): Promise<Ranked> {
  const terms = tellingTerms(library, paper);
  const said = terms.reduce((sum, { weight }) => sum + weight, 0);
  const asked = {
    ...{ terms, direction: meaning?.whole, meaningWeight: similarMeaningWeight, ideas: Math.max(said, 1) },
    ...{ conditions: noConditions, except: [paper.id] },
  };
  // Not refined: what its first papers say leads away from it (nDCG@10 .741, not .748).
  const found = await rankedFrom({ library, meaning: undefined }, asked);
  const least = leastShareOfBest * (found.ranked[0]?.score ?? 0);
  return { ...found, ranked: found.ranked.filter(({ score }) => score >= least).slice(0, mostSimilar) };
}
