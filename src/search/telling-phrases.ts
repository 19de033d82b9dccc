import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import type { Statistics } from './collection.ts';
import { bitsOf } from './concepts.ts';
import { asStems } from './filters.ts';
import { stemOf, tokenize } from './tokens.ts';
import { isFiller } from './words.ts';

/** A phrase, and how many of the papers that it was counted in hold it. */
export interface CountedPhrase {
  readonly phrase: string;
  readonly papers: number;
}

const [shortest, longest] = [2, 3];
/** A word of a telling phrase is in a tenth of the library at most; of "extensive experiments" none is. */
const leastBits = Math.log2(10);
/** One that half the subject holds tells nothing of a paper; of few papers two may. */
const largestShare = 0.3;
const alwaysFew = 2;

/** Runs of words without punctuation or function words between them, as they are written. */
function runsOf(text: string): string[][] {
  const runs: string[][] = [];
  for (const clause of text.split(/[^\p{L}\p{N}\p{M}\s'\u2019-]+|\s-+\s/u)) {
    let run: string[] = [];
    for (const word of clause.split(/\s+/).filter((one) => /\p{L}|\p{N}/u.test(one))) {
      if (!isFiller(word.toLowerCase())) run.push(word);
      else if (run.length > 0) {
        runs.push(run);
        run = [];
      }
    }
    if (run.length > 0) runs.push(run);
  }
  return runs;
}

/** Phrases of two or three words, each as it first occurs, with what it is compared by. */
function phrasesOf(text: string): Map<string, string> {
  const phrases = new Map<string, string>();
  for (const run of runsOf(text)) {
    for (let length = shortest; length <= longest; length += 1) {
      for (let start = 0; start + length <= run.length; start += 1) {
        const words = run.slice(start, start + length);
        const [first = '', last = ''] = [words[0], words.at(-1)];
        // An adverb at the end waits for its word.
        if (/^\d+$/.test(first) || /^\d+$|ly$/.test(last)) continue;
        const phrase = words.join(' ');
        const stems = asStems(phrase);
        if (!phrases.has(stems)) phrases.set(stems, phrase);
      }
    }
  }
  return phrases;
}

const stemsOfPaper = ({ title, abstract }: Paper): string => `${asStems(title)}|${asStems(abstract)}`;

const countIn = (text: string, part: string): number => text.split(part).length - 1;

/** "Quantized" of a title is written small, "KV" is not. */
function asTyped(phrase: string): string {
  return phrase.replace(/(?<![\p{L}\p{N}])\p{Lu}(?=\p{Ll}+(?![\p{L}\p{N}]))/gu, (letter) => letter.toLowerCase());
}

/**
 * At most `most` phrases that tell a paper from others on its subject, the most telling first: of its title, said again, or common to a
 * few of `among`. One that many of these hold would rule out half a subject and is none.
 */
export function tellingPhrases(
  library: Statistics,
  paper: Paper,
  among: readonly Paper[],
  most: number,
): readonly CountedPhrase[] {
  const own = stemsOfPaper(paper);
  const others = among.map(stemsOfPaper);
  const inTitle = phrasesOf(displayText(paper.title));
  const all = new Map([...phrasesOf(displayText(paper.abstract)), ...inTitle]);
  const limit = Math.max(Math.floor(among.length * largestShare), alwaysFew);
  const isRare = (phrase: string): boolean =>
    tokenize(phrase).some((token) => bitsOf(library, stemOf(token)) >= leastBits);
  const weighed = [...all]
    .filter(([, phrase]) => isRare(phrase))
    .map(([stems, phrase]) => {
      const papers = others.filter((text) => text.includes(stems)).length;
      const said = countIn(own, stems);
      const weight = said + (inTitle.has(stems) ? 1 : 0) + Math.min(Math.max(papers - 1, 0), 3);
      return { stems, phrase: asTyped(phrase), papers, said, weight };
    })
    .filter(({ papers, said, weight }) => said > 0 && weight > 1 && papers <= limit)
    .sort((a, b) => b.weight - a.weight);
  const picked: typeof weighed = [];
  for (const one of weighed) {
    if (picked.length >= most) break;
    const isPart = picked.some(({ stems }) => stems.includes(one.stems) || one.stems.includes(stems));
    if (!isPart) picked.push(one);
  }
  return picked.map(({ phrase, papers }) => ({ phrase, papers }));
}
