import { stemOf, tokenize } from '../tokens.ts';
import { stopWords } from '../words.ts';

/** Stems remembered, so that none is formed anew for every paper; 200,000 words hold nearly all that a field uses, in 20 MB. */
const maxRemembered = 200_000;

/** Gives the stems of a text in order, stop words out: what vectors are trained on and looked up by. */
export function createMeaningStems(): (text: string) => string[] {
  const remembered = new Map<string, string>();

  function stemmed(token: string): string {
    const known = remembered.get(token);
    if (known !== undefined) return known;
    if (remembered.size >= maxRemembered) remembered.clear();
    const stem = stemOf(token);
    remembered.set(token, stem);
    return stem;
  }

  return (text) =>
    tokenize(text)
      .filter((token) => !stopWords.has(token))
      .map(stemmed);
}

/** The name of two neighbouring stems as one term. No stem holds a space. */
export function pairTerm(first: string, second: string): string {
  return `${first} ${second}`;
}

/** How much a term counts that a text holds `count` times: said twice tells more than once, ten times hardly more than five. */
export function countWeight(count: number): number {
  return 1 + Math.log(count);
}
