import { type Concept, wordsHeld } from './concepts.ts';
import type { WeightedTerm } from './library.ts';
import type { RankedHit } from './ranking.ts';

/**
 * Whether the library has something on a question. Evidence is counted in bits: a word that half of the papers hold brings one, a
 * word that one in 64 holds brings six. One of the best three papers must hold
 * - either a third of what was asked, which lets short questions be answered on one telling word, or
 * - two ideas and more than a common pair of words brings ("language model" is 2.4 bits in the shipped library), which lets long
 *   questions be answered whose other words the abstract does not use.
 * Both were set on the development queries (`npm run eval`): lower answers chatter, higher refuses questions in other words.
 */
const leastShare = 0.33;
const leastIdeas = 2;
const leastBits = 4;

interface Held {
  readonly ideas: number;
  readonly bits: number;
}

/** A word that is only spelled like one of the paper's may be another word: "bread" is no "broad". */
const misspeltShare = 0.5;

function heldBy(hit: RankedHit, concepts: readonly Concept[]): Held {
  const terms = new Set(hit.terms);
  const isHeld = ({ term }: WeightedTerm): boolean => terms.has(term);
  const words = wordsHeld(
    concepts,
    ({ terms: own, expansions }) => own.some(isHeld) || expansions.filter(isHeld).length > expansions.length / 2,
  );
  const held = concepts.filter(({ word }) => words.has(word));
  const bits = held.reduce((sum, concept) => sum + concept.bits * (concept.isKnown ? 1 : misspeltShare), 0);
  return { ideas: held.length, bits };
}

function bitsIn(concepts: readonly Concept[]): number {
  return concepts.reduce((sum, concept) => sum + concept.bits, 0);
}

/** Whether the best of the ranked papers hold enough of the question to count as an answer. */
export function isAnswered(concepts: readonly Concept[], ranked: readonly RankedHit[]): boolean {
  const asked = bitsIn(concepts);
  return ranked.slice(0, 3).some((hit) => {
    const held = heldBy(hit, concepts);
    return held.bits >= leastShare * asked || (held.ideas >= leastIdeas && held.bits >= leastBits);
  });
}
