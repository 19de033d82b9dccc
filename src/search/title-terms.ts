import { readFileSync } from 'node:fs';
import type { Paper } from '../papers/paper.ts';
import { normalized, stemOf, tokensIn } from './tokens.ts';
import { isFiller, withoutFillerPhrases } from './words.ts';

/**
 * Words, and two words side by side, that name what papers are about: "data/title-terms.tsv", of each a line with its stems and the share,
 * in percent, of the papers holding it whose title holds it. "Federated" stands in the titles of half of them, "fewer" in hardly one.
 * Made by `npm run fit:verdict` from 167,000 papers.
 */
const file = new URL('../../data/title-terms.tsv', import.meta.url);

function readShares(): ReadonlyMap<string, number> {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [stems = '', percent = ''] = line.split('\t');
      return [stems, Number(percent) / 100];
    }),
  );
}

const shares = readShares();

/** Whether papers name it in their titles, here or elsewhere. */
export const isTitleWord = (word: string): boolean => shares.has(stemOf(word));

/** A term that a question names. */
export interface TitleTerm {
  /** As asked, lower case: one, or two side by side. */
  readonly words: readonly string[];
  /** 0 to 1, see above. */
  readonly share: number;
  /** Finds two words side by side in a text. */
  readonly together: RegExp;
}

const clauseEnds = /[.,:;!?()[\]"“”]+(?=\s|$)|\s[-–—]+\s|[()[\]"“”]/;

/** The words of `text` in runs without punctuation or function words between them; of a compound its parts. */
export function runsOfWords(text: string): string[][] {
  return text.split(clauseEnds).flatMap((clause) => {
    const runs: string[][] = [[]];
    for (const word of normalized(clause).split(/[\s\-/_&+]+/)) {
      const [token = ''] = tokensIn(word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
      if (token === '') continue;
      if (isFiller(token)) runs.push([]);
      else runs.at(-1)?.push(token);
    }
    return runs.filter((run) => run.length > 0);
  });
}

/** Words of a run, and each two that stand side by side. */
export const termsOfRun = (run: readonly string[]): string[][] => [
  ...run.map((word) => [word]),
  ...run.slice(1).map((word, index) => [run[index] ?? '', word]),
];

export const stemsOfTerm = (words: readonly string[]): string => words.map(stemOf).join(' ');

/** A stem as it begins the words it stands for: "studi" those of "studies" and "study", "normaliz" British ones as well. */
const beginning = (word: string): string =>
  stemOf(word)
    .replace(/[ei]$/, '')
    .replace(/[^\p{L}\p{N}]/gu, (sign) => `[${sign}]`)
    .replaceAll('z', '[sz]')
    .replaceAll('or', 'ou?r');

/** The terms of a question that name a subject of papers. */
export function titleTermsIn(text: string): TitleTerm[] {
  const named = new Map<string, TitleTerm>();
  for (const words of runsOfWords(withoutFillerPhrases(text)).flatMap(termsOfRun)) {
    const stems = stemsOfTerm(words);
    const share = shares.get(stems);
    if (share === undefined || named.has(stems)) continue;
    const together = new RegExp(`(?<![a-z])${words.map(beginning).join('[a-z]*[\\s\\p{Pd}]{0,3}')}`, 'iu');
    named.set(stems, { words, share, together });
  }
  return [...named.values()];
}

/** Whether a paper has the words of a term side by side. */
export const standTogether = ({ together }: TitleTerm, { title, abstract }: Paper): boolean =>
  together.test(title) || together.test(abstract);
