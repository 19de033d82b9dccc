import type { Statistics } from './collection.ts';
import type { WeightedTerm } from './index/terms.ts';
import { stemOf, tokenize } from './tokens.ts';
import { isFiller, withoutFillerPhrases } from './words.ts';

/** One idea of a question: a word, with all the terms that stand for it in the index. */
export interface Concept {
  /** As asked, lower case. */
  readonly word: string;
  readonly terms: readonly WeightedTerm[];
  /** Words of the long forms of an acronym. One of them alone is not the idea: "network" is not "KAN". */
  readonly expansions: readonly WeightedTerm[];
  /** Bits of information a match gives: log2(papers / papers with it). A word nobody uses counts like one that a single paper uses. */
  readonly bits: number;
  /** Words of the question that this acronym abbreviates, or papers write as one: who holds it holds them. Empty for a word that was asked. */
  readonly standsFor: readonly string[];
  /** False when no paper holds the word, its stem or a part of it, and when it is likely misspelt. */
  readonly isKnown: boolean;
}

/** The exact form tips the balance between papers that share the stem; more would punish singular and plural. */
const exactFormWeight = 0.15;
/** Words of an acronym's long form, and the acronym of a spelled-out form: as good as the word, but counted beside it. */
const acronymWeight = 0.6;

/** Bits of information that a match of this term or stem gives. */
export function bitsOf(library: Statistics, term: string): number {
  return Math.log2((library.size + 1) / Math.max(library.papersWith(term), 1));
}

/** Papers that hold this token, or a word with its stem. */
const papersOf = (library: Statistics, token: string): number =>
  Math.max(library.papersWith(token), library.papersWith(stemOf(token)));

/** Whether a paper holds this token, or a word with its stem. */
export const isHeld = (library: Statistics, token: string): boolean => papersOf(library, token) > 0;

function termsOf(token: string, isKnown: boolean): WeightedTerm[] {
  const stem = stemOf(token);
  if (!isKnown) return [{ term: token, weight: 1, isMisspelt: true }];
  const exact = { term: token, weight: stem === token ? 1 : exactFormWeight, isMisspelt: false };
  return stem === token ? [exact] : [{ term: stem, weight: 1, isMisspelt: false }, exact];
}

function expansionsOf(library: Statistics, token: string): WeightedTerm[] {
  const stems = new Set(library.acronyms.longForms(token).flat());
  return [...stems].map((term) => ({ term, weight: acronymWeight / Math.max(stems.size / 2, 1), isMisspelt: false }));
}

/** Acronyms of long forms that the question spells out, each with its words: "post training quantization" brings "ptq". */
function spelledOut(library: Statistics, tokens: readonly string[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (let start = 0; start < tokens.length; start += 1) {
    const longest = Math.min(library.acronyms.longestStems, tokens.length - start);
    for (let length = 2; length <= longest; length += 1) {
      const words = tokens.slice(start, start + length);
      for (const short of library.acronyms.shortForms(words.map(stemOf))) found.set(short, words);
    }
  }
  return found;
}

/**
 * Stems of what papers write as one word and the question as two: "auto encoders" brings "autoencod". Papers with a dash between have both
 * words, so that with one of these alone there are fewer where some have it as one.
 */
function writtenApart(library: Statistics, tokens: readonly string[]): Map<string, readonly string[]> {
  const pairs = tokens.slice(1).map((second, index) => [tokens[index] ?? '', second]);
  return new Map(
    pairs
      .filter((pair) => papersOf(library, pair.join('')) > Math.min(...pair.map((word) => papersOf(library, word))))
      .map((pair) => [stemOf(pair.join('')), pair]),
  );
}

/** The tokens of a text that are no filler of chat, in order. */
export function subjectTokens(text: string): string[] {
  return tokenize(withoutFillerPhrases(text)).filter((token) => !isFiller(token));
}

/**
 * Ideas up to which a text is a question; one with more is a thread, a page, a paper. nDCG@10 of threads and of similar papers stays
 * within .006 for 8 to 32, questions lose below 8.
 */
export const maxQuestionIdeas = 16;

/** True when most words of `text` are likely to have nothing to do with its subject. */
export function isLongText(text: string): boolean {
  return new Set(subjectTokens(text)).size > maxQuestionIdeas;
}

/** What stands for several words of a question. */
const standIn = (term: string, weight: number, words: readonly string[]): Concept => ({
  word: term,
  terms: [{ term, weight, isMisspelt: false }],
  expansions: [],
  bits: 0,
  standsFor: words,
  isKnown: true,
});

/** The ideas of a question in order, each once; filler of chat and function words left out. */
export function conceptsOf(library: Statistics, text: string): Concept[] {
  const tokens = [...new Set(subjectTokens(text))];
  const concepts = tokens.map((token): Concept => {
    // A likely slip is none, though some papers share it.
    const isKnown = isHeld(library, token) && library.closestWord(token) === undefined;
    return {
      word: token,
      terms: termsOf(token, isKnown),
      expansions: expansionsOf(library, token),
      bits: bitsOf(library, stemOf(token)),
      standsFor: [],
      isKnown,
    };
  });
  const standIns = [
    ...Array.from(spelledOut(library, tokens), ([term, words]) => standIn(term, acronymWeight, words)),
    ...Array.from(writtenApart(library, tokens), ([term, words]) => standIn(term, 1, words)),
  ];
  return [...concepts, ...standIns.filter(({ word }) => !tokens.includes(word))];
}

/** True when `text` has at least one word about a subject. */
export function hasSubject(text: string): boolean {
  return subjectTokens(text).length > 0;
}

/** The words of a question that a paper holds, itself or by an acronym. */
export function wordsHeld(concepts: readonly Concept[], isHeld: (concept: Concept) => boolean): ReadonlySet<string> {
  const held = concepts.filter(isHeld);
  return new Set(held.flatMap(({ word, standsFor }) => (standsFor.length > 0 ? standsFor : [word])));
}
