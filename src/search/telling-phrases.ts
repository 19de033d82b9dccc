import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import type { Statistics } from './collection.ts';
import { bitsOf } from './concepts.ts';
import { asStems } from './filters.ts';
import { stemOf, tokenize } from './tokens.ts';
import { isFiller } from './words.ts';

/** A phrase, and how many of the other papers hold it. */
export interface CountedPhrase {
  readonly phrase: string;
  readonly papers: number;
}

const [shortest, longest] = [2, 3];
/** A word of a telling phrase is in a tenth of the library at most; of "extensive experiments" none is. */
const leastBits = Math.log2(10);
/** One that half the subject holds tells nothing of a paper. */
const largestShare = 0.3;
/** Of few papers two may, unless that is half of them. */
const alwaysFew = 2;
/** Held by so many others, of few by a tenth, it tells of them also where the paper says it once. */
const commonFrom = 2;
const commonShare = 0.1;

/** What papers on any subject say, of the field, of tasks, results and proofs: rare enough in a small library, and telling of none. */
const general: ReadonlySet<string> = new Set(
  (
    'deep learn machine neural network artificial intelligence computer data dataset model modeling train train-time layer parameter ' +
    'weight hidden input output state based transformer language ' +
    'abstract accuracy ablation additional advanced analysis appropriate art assumption baseline benchmark better bound broad capability challenge ' +
    'competitive comprehensive compress compressed compressing compression computational computation constraint convergence cost decade demonstrate deployment design diverse ' +
    'downstream drop effective efficiency efficient empirical end environment error evaluation existing experiment experimental extensive ' +
    'factor faster feasibility final foundation framework full fundamental gain general generation gap greater guarantee high higher ' +
    'human impact improve improvement increase influential influence insight key lack large larger lower main mechanism memory method ' +
    'metric minimal mitigation multiple noisy novel number observation outperform overhead performance perspective popular potential potentially ' +
    'practical principle prior problem process property quality range rate real recent relevant result reveal robust role scale significant simple ' +
    'single size small smaller specific stable standard strategy study substantial superior task technique test theoretical time times ' +
    'tool traditional underlying unified upper various whole wide wise world yield'
  )
    .split(' ')
    .map(stemOf),
);

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

export interface TellingOptions {
  /** The other papers on the subject. */
  readonly others: readonly Paper[];
  /** What the subject is, in words: a phrase that only names it would rule out half of it. */
  readonly subject: string;
  /** More are not given. */
  readonly most: number;
}

/**
 * Phrases that tell a paper from others on its subject and that a few of these hold too, the most telling first: of its title, said
 * again, or common to them. One that many hold would rule out half a subject, one that no other holds rules out nothing; both are none.
 */
export function tellingPhrases(
  library: Statistics,
  paper: Paper,
  { others, subject, most }: TellingOptions,
): readonly CountedPhrase[] {
  const own = stemsOfPaper(paper);
  const texts = others.map(stemsOfPaper);
  const inTitle = phrasesOf(displayText(paper.title));
  const all = new Map([...phrasesOf(displayText(paper.abstract)), ...inTitle]);
  const limit = Math.min(
    Math.max(Math.floor(others.length * largestShare), alwaysFew),
    Math.ceil(others.length / 2) - 1,
  );
  const common = Math.min(commonFrom, Math.ceil(others.length * commonShare));
  const ofSubject = new Set(tokenize(subject).map(stemOf));
  const isTelling = (token: string): boolean => {
    const stem = stemOf(token);
    return !isFiller(token) && !ofSubject.has(stem) && !general.has(stem) && bitsOf(library, stem) >= leastBits;
  };
  const weighed = [...all]
    // Of a compound each part counts: “transformer-based” tells as little as “transformer”.
    .filter(([, phrase]) => tokenize(phrase.replaceAll('-', ' ')).some(isTelling))
    .map(([stems, phrase]) => {
      const papers = texts.filter((text) => text.includes(stems)).length;
      const said = countIn(own, stems);
      const isOwn = said > 1 || inTitle.has(stems) || papers >= common;
      const weight = said + (inTitle.has(stems) ? 1 : 0) + Math.min(papers, 3);
      return { stems, phrase: asTyped(phrase), papers, isOwn, weight };
    })
    .filter(({ papers, isOwn }) => isOwn && papers > 0 && papers <= limit)
    // Of “implicit neural” and “implicit neural representations” the whole.
    .sort((a, b) => b.weight - a.weight || b.stems.length - a.stems.length);
  const picked: typeof weighed = [];
  for (const one of weighed) {
    if (picked.length >= most) break;
    const isPart = picked.some(({ stems }) => stems.includes(one.stems) || one.stems.includes(stems));
    if (!isPart) picked.push(one);
  }
  return picked.map(({ phrase, papers }) => ({ phrase, papers }));
}
