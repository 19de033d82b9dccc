import { createStemOf, tokenize } from '../tokens.ts';
import { stopWords } from '../words.ts';

/** Gives the stems of a text in order, stop words out: what vectors are trained on and looked up by. */
export function createMeaningStems(): (text: string) => string[] {
  const stemmed = createStemOf();
  return (text) =>
    tokenize(text)
      .filter((token) => !stopWords.has(token))
      .map(stemmed);
}

/** The name of two neighbouring stems as one term. No stem holds a space. */
export function pairTerm(first: string, second: string): string {
  return `${first} ${second}`;
}

/** One stem, or the two of a pair. */
export function stemsOfTerm(term: string): string[] {
  const at = term.indexOf(' ');
  return at < 0 ? [term] : [term.slice(0, at), term.slice(at + 1)];
}

/** How much a term counts that a text holds `count` times: said twice tells more than once, ten times hardly more than five. */
export function countWeight(count: number): number {
  return 1 + Math.log(count);
}
