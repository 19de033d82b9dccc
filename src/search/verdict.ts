import { type Concept, wordsHeld } from './concepts.ts';
import type { Hit } from './hit.ts';
import type { WeightedTerm } from './library.ts';
import type { Ranking } from './ranking.ts';

/**
 * Whether the library has something on a question, decided on the best three papers. One of them must
 * - hold every word that was asked, and either these are telling, as names and acronyms are that the vectors do not know, or the paper
 *   is about them, or
 * - with vectors, show more evidence than some paper of so many shows by chance, see leastEvidence, or
 * - without vectors, hold enough of the question's words.
 * Of a talk, with vectors, the meaning of all of it decides: some of its many words are in any paper.
 */

/** Papers that are looked at. */
export const judgedPapers = 3;

/**
 * Evidence is counted in bits: those of the question's words that a paper holds, and so many for a cosine of 1. Half of these count as far
 * as the library knows the words that were asked: of "sourdough hydration" only "hydration" may be left to have a meaning. That tells
 * answerable from unanswerable development queries as well as the scores of the ranking over the shipped papers, and better among more.
 */
const cosineBits = 20;

/**
 * The least evidence among `papers` papers. Words that stand in a paper by chance have log2(papers) bits together in the best of them,
 * and some more, since words of one field come together. Of the answerable development queries it refuses 1.1 % over the 119 shipped
 * papers, and .7, 1.5, 1.9 and 2.2 % when 400, 2,000, 6,000 and 20,000 others are added; of 68 questions on other fields and of small talk
 * 97 % there and 78, 59, 49 and 35 %: among many papers on machine learning some are on trade, weather and wages. The scores of the
 * ranking refuse 68, 46, 26 and 19 % of them with no fewer answerable ones.
 */
function leastEvidence(papers: number): number {
  return 1.15 * Math.log2(papers + 1) + 2.4;
}

/**
 * The least cosine of one of the best papers with a talk. For the development threads it is .24 to .56 over the shipped papers and .27 or
 * more among 20,000, for small talk .02 to .18 and up to .38: the more papers, the nearer one of them is to anything. No thread is refused.
 */
function leastTalkCosine(papers: number): number {
  return 0.09 + 0.011 * Math.log2(papers + 1);
}

/** A word that one paper in 16 holds is telling. */
const tellingBits = 4;

/**
 * A paper with this cosine to what was asked is about it, however common the words. Of single words of the shipped titles it refuses 6 %,
 * .3 refuses 15 %; no unanswerable development query has all its words, and them common, in one paper.
 */
const tellingCosine = 0.22;

/** Without vectors: a third of the bits that were asked, or two ideas and more bits than a common pair of words brings. */
const leastShare = 0.33;
const leastIdeas = 2;

/** A word that is only spelled like one of the paper's may be another word: "bread" is no "broad". */
const misspeltShare = 0.5;

interface Held {
  readonly ideas: number;
  readonly bits: number;
}

function heldBy(hit: Hit, concepts: readonly Concept[]): Held {
  const isHeld = ({ term }: WeightedTerm): boolean => hit.holds(term);
  const words = wordsHeld(
    concepts,
    ({ terms: own, expansions }) => own.some(isHeld) || expansions.filter(isHeld).length > expansions.length / 2,
  );
  const held = concepts.filter(({ word }) => words.has(word));
  const bits = held.reduce((sum, concept) => sum + concept.bits * (concept.isKnown ? 1 : misspeltShare), 0);
  return { ideas: held.length, bits };
}

function areEnoughWords({ ideas, bits }: Held, concepts: readonly Concept[]): boolean {
  return bits >= leastShare * bitsOfAll(concepts) || (ideas >= leastIdeas && bits >= tellingBits);
}

const bitsOfAll = (concepts: readonly Concept[]): number => concepts.reduce((sum, { bits }) => sum + bits, 0);

/** Bits of the words that some paper holds, as a share of all that were asked: 0 to 1. */
function knownShare(concepts: readonly Concept[]): number {
  return bitsOfAll(concepts.filter(({ isKnown }) => isKnown)) / Math.max(bitsOfAll(concepts), 1);
}

export interface Evidence extends Pick<Ranking, 'ranked' | 'concepts' | 'isTalk' | 'isCertain'> {
  /** Papers in the library. */
  readonly librarySize: number;
  readonly hasVectors: boolean;
}

export function isAnswered({ concepts, ranked, isTalk, isCertain, librarySize, hasVectors }: Evidence): boolean {
  const least = leastEvidence(librarySize);
  const leastCosine = leastTalkCosine(librarySize);
  const cosineCounts = (cosineBits * (1 + knownShare(concepts))) / 2;
  return ranked.slice(0, judgedPapers).some((hit) => {
    if (isTalk && hasVectors) return hit.similarity >= leastCosine;
    const held = heldBy(hit, concepts);
    if (isCertain(hit) && (held.bits >= tellingBits || hit.similarity >= tellingCosine)) return true;
    return hasVectors ? held.bits + cosineCounts * hit.similarity >= least : areEnoughWords(held, concepts);
  });
}
