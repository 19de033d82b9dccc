import { stemmer } from 'stemmer';
import { displayText } from '../papers/display-text.ts';
import { plainLetters } from '../papers/plain-letters.ts';
import { remembering } from './remembering.ts';

/**
 * Text to tokens, the same for papers and questions. A compound gives itself and its parts; dashes inside it are closed up. So
 * "2:4", "N:M" and "2409.10594" are findable as written, "GPT-4", "GPT4" and "gpt–4" are one token, "k-NN" finds "kNN", "pre-training"
 * finds "pretraining", and "Kolmogorov-Arnold" finds "Kolmogorov Arnold".
 */

const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const apostrophes = /[\u2018\u2019\u02BC]/g;
// "2× faster" is "2x faster".
const timesSign = /(?<=\d)×/g;
const links = /\bhttps?:\/\/\S+/g;
const possessive = /'s\b/g;
// Letters and digits, joined inside by one of - : . / ' _ & or +, with "++" or "#" allowed at the end ("C++", "C#").
const compound = /[\p{L}\p{N}\p{M}]+(?:[-:./'_&+][\p{L}\p{N}\p{M}]+)*(?:\+\+|#)?/gu;
const joints = /[-:./'_&+#]+/;

/** Longest token kept, in characters: chemical names pass, base64 and minified junk do not. */
export const maxTokenChars = 40;

/** `text` in the form that tokens and phrases are compared in: lower case, plain letters, compatibility forms and dashes unified. */
export function normalized(text: string): string {
  return plainLetters(text.normalize('NFKC').toLowerCase())
    .replace(timesSign, 'x')
    .replace(dashes, '-')
    .replace(apostrophes, "'");
}

/** Its letters and digits alone: "A/B tests" as "AB tests", "k/v-cache" as "KV cache"; "batchnorm" begins "batch normalization". */
export const closedUp = (text: string): string => normalized(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** One word of a text, and where it stands: [start, end) in UTF-16 units of `text`. */
export interface WordAt {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

function tokensOfWord(word: string): string[] {
  const closedUp = word.replace(/(?<=.)-(?=.)/g, '');
  const parts = word.split(joints).filter((part) => part !== '');
  // A lone letter of a compound says nothing ("k" of "k-NN"), a lone digit neither ("4" of "2:4").
  const tokens = parts.length > 1 ? [closedUp, ...parts.filter((part) => part.length > 1)] : [closedUp];
  return tokens.filter((token) => token.length <= maxTokenChars);
}

/** Tokens of `text` in order, lower case, LaTeX as it prints; compounds whole and in parts; links left out. */
export function tokenize(text: string): string[] {
  const plain = normalized(displayText(text.replace(links, ' '))).replace(possessive, '');
  return (plain.match(compound) ?? []).flatMap(tokensOfWord);
}

const display = /[\p{L}\p{N}\p{M}]+(?:[-\u2010-\u2015\u2212:./'\u2019_&+][\p{L}\p{N}\p{M}]+)*(?:\+\+|#)?/gu;

/** The words of `text` with their places, for marking matches in what people read. */
export function wordsAt(text: string): WordAt[] {
  return Array.from(text.matchAll(display), ({ 0: word, index }) => ({ start: index, end: index + word.length, word }));
}

/** The forms that a word of a text is found by. */
export function tokensIn(word: string): string[] {
  return tokensOfWord(normalized(word).replace(possessive, ''));
}

const hasLetter = /^[\p{L}\p{M}']+$/u;

/**
 * Porter stem of a token made of letters; other tokens ("gpt-4", "2:4") as they are. British endings are folded first, so that
 * "normalisation" and "normalization" share a stem.
 */
export function stemOf(token: string): string {
  if (!hasLetter.test(token) || token.length < 3) return token;
  return stemmer(americanSpelling(token));
}

/** A stemOf that remembers: for many texts. */
export const createStemOf = (): ((token: string) => string) => remembering(stemOf);

// Stems of words in which "is", "our" … are no British spelling: "noise", "precise", "your", "four".
const notBritish =
  /^(?:noise|precise|exercise|advise|devise|revise|raise|rise|wise|otherwise|likewise|promise|expertise|concise|your?s?|four(?:th|ier)?|hour|tour|pour|source|course|court|pairwise|stepwise|elementwise|advertise|arise|disguise|comprise|surprise|supervise|improvise|compromise|enterprise|premise|bruise|cruise|praise|poise|turquoise|franchise|merchandise|treatise|paradise|demise)/;

// Most words show none of it, and every word of every paper passes here.
const maybeBritish = /[iy]s[eia]|our|res?$|ll(?:ed|ing|er)|^grey/;

function americanSpelling(word: string): string {
  if (!maybeBritish.test(word) || notBritish.test(word)) return word;
  return word
    .replace(/^(\p{L}{2,})is(e|es|ed|er|ers|ing|ation|ations|able)$/u, '$1iz$2')
    .replace(/^(\p{L}{2,})ys(e|es|ed|er|ers|ing)$/u, '$1yz$2')
    .replace(/^(col|behavi|neighb|fav|lab|hon|vap|harb|rum|hum|flav|arm)our/u, '$1or')
    .replace(/^(cent|fib|theat|met|lit|spect)re(s?)$/u, '$1er$2')
    .replace(/^(model|label|travel|cancel|channel|signal|tunnel|level|fuel|dial|pencil)l(ed|ing|er|ers)$/u, '$1$2')
    .replace(/^grey/u, 'gray');
}
