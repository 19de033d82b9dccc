import type { Paper } from '../papers/paper.ts';
import { stemsOf } from './acronym-table.ts';
import { type Concept, conceptsOf, wordsHeld } from './concepts.ts';
import type { Weigh } from './excerpt.ts';
import { isWantedBy } from './filters.ts';
import type { Hit, Library, WeightedTerm } from './library.ts';
import type { Question } from './question.ts';
import { stemOf, tokenize } from './tokens.ts';
import { isFiller } from './words.ts';

/** A paper with its score and what in it matched. */
export interface Ranked {
  readonly paper: Paper;
  readonly score: number;
  readonly weigh: Weigh;
}

export interface Ranking {
  /** Best first; papers with far less evidence than the best are left out. */
  readonly ranked: readonly RankedHit[];
  readonly concepts: readonly Concept[];
}

export interface RankedHit extends Ranked {
  /** The terms of the question that the paper holds. */
  readonly terms: readonly string[];
}

/** A paper with less than this share of the best score shares a common word only. */
const leastShareOfBest = 0.15;

/** A list longer than this is not read by anybody; paging ends here. */
const maxRanked = 100;

function weighBy(library: Library, found: ReadonlySet<string>): Weigh {
  return (term) =>
    found.has(term) ? Math.max(Math.log2((library.size + 1) / Math.max(library.papersWith(term), 1)), 0.1) : 0;
}

function rankedHits(library: Library, hits: readonly Hit[], isCertain: (hit: Hit) => boolean): RankedHit[] {
  const least = (hits[0]?.score ?? 0) * leastShareOfBest;
  return hits
    .filter((hit) => hit.score >= least || isCertain(hit))
    .slice(0, maxRanked)
    .map(({ paper, score, terms, found }) => ({ paper, score, terms, weigh: weighBy(library, found) }));
}

/** Papers that a question is about, best first. */
export function rank(library: Library, question: Question): Ranking {
  const concepts = conceptsOf(library, question.words);
  const hits = library.find(
    concepts.flatMap(({ terms, expansions }) => [...terms, ...expansions]),
    isWantedBy(question),
  );
  // A paper that only says "PTQ" scores far below one that also spells it out, and is about it all the same.
  const asked = concepts.filter(({ standsFor }) => standsFor.length === 0);
  const hasEveryWord = (hit: Hit): boolean => {
    const held = wordsHeld(concepts, ({ terms }) => terms.some(({ term }) => hit.terms.includes(term)));
    return asked.every(({ word }) => held.has(word));
  };
  return { ranked: rankedHits(library, hits, hasEveryWord), concepts };
}

/** How many of a paper's most telling words are looked for in others; more adds noise, not likeness. */
const maxSimilarTerms = 20;

/** Other papers that share the telling words of `paper`, best first. Words of its title count twice. */
export function rankSimilar(library: Library, paper: Paper): Ranked[] {
  const inTitle = new Set(stemsOf(paper.title));
  const counts = new Map<string, number>();
  for (const token of tokenize(`${paper.title}\n${paper.abstract}`)) {
    if (!isFiller(token)) counts.set(stemOf(token), (counts.get(stemOf(token)) ?? 0) + 1);
  }
  const weights = [...counts].map(([term, count]): WeightedTerm => {
    const bits = Math.log2((library.size + 1) / Math.max(library.papersWith(term), 1));
    return { term, weight: bits * (1 + Math.log(count)) * (inTitle.has(term) ? 2 : 1), isMisspelt: false };
  });
  const telling = weights
    // A word that only this paper has finds no other.
    .filter(({ term }) => library.papersWith(term) > 1)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, maxSimilarTerms);
  return rankedHits(
    library,
    library.find(telling, (other) => other.id !== paper.id),
    () => false,
  );
}
