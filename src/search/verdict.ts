import { type Concept, wordsHeld } from './concepts.ts';
import type { Hit } from './hit.ts';
import type { WeightedTerm } from './library.ts';
import type { Ranking } from './ranking.ts';

/**
 * Whether the library has something on a question, decided on the best three papers. One of them must
 * - hold every word that was asked, one of them telling: names and acronyms that the vectors do not know, or
 * - with vectors, have enough of BM25 and cosine together (the two kinds of evidence tell answerable from unanswerable queries of
 *   the development set with an AUC of .994, the cosine alone .94, words alone .96), or
 * - without vectors, hold enough of the question's words.
 * Of a long text, with vectors, the meaning of all of it decides: some of its many words are in any paper.
 */

/** Papers that are looked at. */
export const judgedPapers = 3;

/**
 * What a cosine counts beside BM25 here, and the least of the sum. 16 refuses 90 % of the unanswerable development queries and 1.1 %
 * of the answerable; 15 refuses 80 % and 0.7 %, 18 refuses 97 % and 1.9 %, most of them questions in other words.
 */
const cosineWeight = 40;
const leastEvidence = 16;
/** Papers of the library on which that was set. Among more papers more match by chance, and a word's BM25 grows with their logarithm. */
const judgedLibrarySize = 119;
/**
 * How the threshold grows with that logarithm. Measured by adding papers to the shipped ones: of the answerable development queries it
 * refuses 1.5 % among 2,119 papers, 2 % among 6,118 and 3 % among 20,000; of the queries on other fields and of small talk it refuses
 * 47 %, 60 % and 30 % there (.5 refuses fewer of both, 1 refuses 3.7 % of the answerable among 6,118). The more papers, the likelier
 * that one holds a few words of anything: evidence tells less, AUC .93 among 20,000.
 */
const growth = 0.8;

/**
 * The cosine of the best papers with a thread is .23 to .56 for the development threads, .02 to .18 for those of small talk: .13 to .17
 * refuse the same. It does not grow with the library, so that no thread is refused for that; among 30,000 papers, where some are near
 * anything, most small talk is answered.
 */
const leastThreadCosine = 0.15;

/** A word that one paper in 16 holds is telling. */
const tellingBits = 4;

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
  const terms = new Set(hit.terms());
  const isHeld = ({ term }: WeightedTerm): boolean => terms.has(term);
  const words = wordsHeld(
    concepts,
    ({ terms: own, expansions }) => own.some(isHeld) || expansions.filter(isHeld).length > expansions.length / 2,
  );
  const held = concepts.filter(({ word }) => words.has(word));
  const bits = held.reduce((sum, concept) => sum + concept.bits * (concept.isKnown ? 1 : misspeltShare), 0);
  return { ideas: held.length, bits };
}

function holdsEnoughWords(hit: Hit, concepts: readonly Concept[]): boolean {
  const asked = concepts.reduce((sum, concept) => sum + concept.bits, 0);
  const { ideas, bits } = heldBy(hit, concepts);
  return bits >= leastShare * asked || (ideas >= leastIdeas && bits >= tellingBits);
}

export interface Evidence extends Pick<Ranking, 'ranked' | 'concepts' | 'isLong' | 'isCertain'> {
  /** Papers in the library. */
  readonly librarySize: number;
  readonly hasVectors: boolean;
}

export function isAnswered({ concepts, ranked, isLong, isCertain, librarySize, hasVectors }: Evidence): boolean {
  const least = leastEvidence * (Math.log(librarySize + 1) / Math.log(judgedLibrarySize + 1)) ** growth;
  return ranked.slice(0, judgedPapers).some((hit) => {
    if (isLong && hasVectors) return hit.similarity >= leastThreadCosine;
    if (isCertain(hit) && heldBy(hit, concepts).bits >= tellingBits) return true;
    return hasVectors ? hit.lexical + cosineWeight * hit.similarity >= least : holdsEnoughWords(hit, concepts);
  });
}
