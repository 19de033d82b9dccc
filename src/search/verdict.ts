import { type Concept, wordsHeld } from './concepts.ts';
import type { Hit } from './hit.ts';
import type { WeightedTerm } from './index/terms.ts';
import type { Ranked, Ranking } from './ranking.ts';
import { standTogether, type TitleTerm } from './title-terms.ts';
import { type Features, scoreOf, type VerdictModel } from './verdict-model.ts';
import { verdictWeights } from './verdict-weights.ts';

/** Whether the library has something on a question: surely, maybe something near it, or nothing. */
export type Verdict = 'sure' | 'perhaps' | 'none';

/** Papers that are looked at, the best ones. */
export const judgedPapers = 3;

/** A word that is only spelled like one of the paper's may be another word: "bread" is no "broad". */
const misspeltShare = 0.5;

/** Whether a paper holds the word of a concept, in any form; that of an acronym also where it is spelled out. */
function holds(hit: Hit, { terms, expansions }: Concept): boolean {
  const isHeld = ({ term }: WeightedTerm): boolean => hit.holds(term);
  return terms.some(isHeld) || expansions.filter(isHeld).length > expansions.length / 2;
}

/** Bits of the question's words that a paper holds. */
function bitsOf(words: ReadonlySet<string>, concepts: readonly Concept[]): number {
  const held = concepts.filter(({ word }) => words.has(word));
  return held.reduce((sum, concept) => sum + concept.bits * (concept.isKnown ? 1 : misspeltShare), 0);
}

/**
 * Of a question of more words a part is not its subject, and each counts less. Area under the curve of answerable questions against near
 * misses among 2,000 and 20,000 papers: .977 and .940 with 5, .977 and .939 with 3, .974 and .932 with 8.
 */
const mostOfSubject = 5;

/** What a talk counts as lacking: its words are not looked at, since it names much beside its subject. With 0 / .1 / .2 its lists have 62 / 39 / 23 papers. */
const missedByTalk = 0.1;

/**
 * The subject that the question names and a paper lacks, the most telling one: of "state space models" a paper on Gaussian states has
 * each word. Abbreviated, or written out where the question abbreviates, it lacks nothing.
 */
function missedBy(hit: Hit, held: ReadonlySet<string>, { concepts, titleTerms, isTalk }: Evidence): number {
  if (isTalk) return missedByTalk;
  const isAbbreviated = (words: readonly string[]): boolean =>
    concepts.some(
      (one) =>
        (words.includes(one.word) ? one.expansions.length > 0 : words.every((word) => one.standsFor.includes(word))) &&
        holds(hit, one),
    );
  const isMissed = (term: TitleTerm): boolean =>
    !term.words.every((word) => held.has(word)) ||
    (term.words.length > 1 && !standTogether(term, hit.paper) && !isAbbreviated(term.words));
  const words = concepts.filter(({ standsFor }) => standsFor.length === 0).length;
  const missed = Math.max(0, ...titleTerms.filter(isMissed).map(({ share }) => share));
  return missed * Math.min(mostOfSubject / words, 1);
}

const bitsOfAll = (concepts: readonly Concept[]): number => concepts.reduce((sum, { bits }) => sum + bits, 0);

/** What a question and its library bring to the verdict. */
export interface Evidence extends Omit<Ranking, keyof Ranked> {
  /** Papers in the library. */
  readonly librarySize: number;
}

export function featuresOf(evidence: Evidence, hits: readonly Hit[]): Features {
  const { concepts, librarySize } = evidence;
  const held = hits.map((hit) => wordsHeld(concepts, (one) => holds(hit, one)));
  const largest = (of: (hit: Hit) => number): number => Math.max(0, ...hits.map(of));
  return {
    lexical: largest(({ lexical }) => lexical),
    cosine: largest(({ similarity }) => similarity),
    whitened: largest(({ whitened }) => whitened),
    bits: Math.max(0, ...held.map((words) => bitsOf(words, concepts))),
    known: bitsOfAll(concepts.filter(({ isKnown }) => isKnown)) / Math.max(bitsOfAll(concepts), 1),
    missed: Math.min(1, ...hits.map((hit, index) => missedBy(hit, held[index] ?? new Set(), evidence))),
    // Words that stand in a paper by chance have log2(papers) bits together in the best of them.
    size: Math.log2(librarySize + 1),
  };
}

/**
 * The least cosine of one of the best papers with a talk, of whose many words some are in any paper: the more papers, the nearer one of
 * them is to anything. It refuses none of the development threads over the shipped papers and 3 % among 6,000, and 7 of 8 of small talk
 * over the shipped papers.
 */
function leastTalkCosine(papers: number): number {
  return 0.2 + 0.007 * Math.log2(papers + 1);
}
/** So far above it a talk is surely about something that the library has. */
const sureTalkMargin = 0.1;

/**
 * A paper that holds every word asked is about it from this whitened cosine on: "retrieval augmented generation" has .04 with the one that
 * holds its three words. Of 84 near misses 6 are held by a paper word for word, 3 of these from .1 on; of 268 answerable development
 * queries 133, and 127.
 */
const tellingWhitened = 0.1;

function isAbout(hit: Hit, { meaning }: Evidence): boolean {
  return meaning !== 'known' || hit.whitened >= tellingWhitened;
}

const modelFor = ({ meaning }: Evidence): VerdictModel =>
  meaning === 'known' ? verdictWeights.withMeaning : verdictWeights.byWords;

/**
 * In a list what a paper misses counts less than for the verdict, and it may be a little further than the best must be: many a paper on a
 * subject names it otherwise. On the development queries topics have an nDCG@10 of .839 in lists of 25, known items an MRR@10 of .947 in
 * lists of 14; where it counts in full, .816 in 16 and .947 in 10; with no margin, .838 in 17 and .946 in 8, but threads that were condensed
 * fall by .006.
 */
const missedInList = 0.5;
const listMargin = 0.5;

/** The papers that belong in a list: the best one, and each that alone would be near what was asked. */
export function listed(evidence: Evidence, hits: readonly Hit[]): Hit[] {
  const model = modelFor(evidence);
  const least = model.perhapsFrom - (evidence.meaning === 'known' ? listMargin : 0);
  const nearness = (hit: Hit): number => {
    const features = featuresOf(evidence, [hit]);
    return scoreOf(model, evidence.isTalk ? features : { ...features, missed: missedInList * features.missed });
  };
  return hits.filter((hit, index) => index === 0 || evidence.isCertain(hit) || nearness(hit) >= least);
}

/** What these papers, the best ones or one alone, say of whether the library has something on the question. */
export function verdictOn(evidence: Evidence, hits: readonly Hit[]): Verdict {
  if (hits.length === 0) return 'none';
  const features = featuresOf(evidence, hits);
  if (evidence.isTalk && evidence.meaning === 'known') {
    const margin = features.cosine - leastTalkCosine(evidence.librarySize);
    return margin >= sureTalkMargin ? 'sure' : margin >= 0 ? 'perhaps' : 'none';
  }
  if (hits.some(evidence.isTitled)) return 'sure';
  const whole = hits.filter(evidence.isCertain);
  if (whole.some((hit) => isAbout(hit, evidence))) return 'sure';
  const model = modelFor(evidence);
  const score = scoreOf(model, features);
  if (score >= model.sureFrom) return 'sure';
  return score >= model.perhapsFrom || whole.length > 0 ? 'perhaps' : 'none';
}
