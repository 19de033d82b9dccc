import type { Statistics } from './collection.ts';
import { isHeld } from './concepts.ts';
import { asksInLanguage, withoutPaperNouns } from './foreign-papers.ts';
import { tokenize, tokensIn, wordsAt } from './tokens.ts';
import { isFiller, stopWords } from './words.ts';

const papersAreEnglish: ReadonlyMap<string, string> = new Map([
  ['de', 'Die Artikel sind auf Englisch, am besten fragst du auch auf Englisch.'],
  ['es', 'Los artículos están en inglés; lo mejor es preguntar en inglés.'],
  ['fr', 'Les articles sont en anglais ; mieux vaut poser la question en anglais.'],
  ['hi', 'शोध-पत्र अंग्रेज़ी में हैं, इसलिए अंग्रेज़ी में पूछना सबसे अच्छा है।'],
  ['it', 'Gli articoli sono in inglese: è meglio fare la domanda in inglese.'],
  ['ja', '論文は英語なので、英語で質問してください。'],
  ['ko', '논문은 영어로 되어 있으니 영어로 질문해 주세요.'],
  ['pt', 'Os artigos estão em inglês; o melhor é perguntar em inglês.'],
  ['ru', 'Статьи написаны по-английски, поэтому лучше спрашивать по-английски.'],
  ['zh', '论文都是英文的，最好用英文提问。'],
]);

/** That papers are in English, in one of ten languages that people write at work; nothing for what was asked in English. */
export function toldInLanguage({ language = '' }: { readonly language?: string }): readonly string[] {
  const sentence = papersAreEnglish.get(language);
  return sentence === undefined ? [] : [sentence];
}

/** A question in another language. */
export interface Foreign {
  /** ISO 639-1, one that toldInLanguage has a sentence in. */
  readonly language: string;
  /** Its words that papers use as well, such as "LoRA" and "Transformer"; '' when there are none. */
  readonly words: string;
}

/** Scripts that tell the language. Kana come first: Japanese is written with Chinese characters as well. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Devanagari}/u, 'hi'],
];

/**
 * Of what npm has it alone tells short questions apart reliably. Loaded when somebody writes so: it takes 90 MB, and a quarter of a second
 * of everybody's time, once.
 */
async function detected(text: string): Promise<string | undefined> {
  const { eld } = await import('eld/extrasmall');
  const found = eld.detect(text);
  return found.isReliable() ? found.language : undefined;
}

/** What stands in nearly every sentence of other languages that are written in Latin letters, and hardly ever in an English question. */
const functionWords = new Set(
  (
    'de del la el los las un una que por para con sobre como es son hay cual cuales entre sin mas más se su qué cómo cuáles ' +
    'des les le du et une sur dans avec pour est sont ou comment quels quelles quel quelle ce cette aux au sans ' +
    'der die das und oder ist sind mit für fur über uber ein eine einen wie welche gibt es zu zum zur von bei auf ohne nicht ' +
    'os as em uma um no na nos nas dos das ao há são não com ' +
    'di il lo gli che per della delle dei degli nel nella con sono ci quali come senza tra'
  ).split(' '),
);

/** One word may be a name. */
const leastForeignWords = 2;

/** Said in English as well. */
const borrowed =
  /\b(?:de (?:novo|facto)|a (?:priori|posteriori)|in (?:vivo|vitro|silico|situ)|ad hoc|per se|vis-[àa]-vis|[àa] la|status quo)\b/gi;

async function languageOf(
  library: Statistics,
  text: string,
  isWord: (word: string) => boolean,
): Promise<string | undefined> {
  const byScript = scripts.find(([script]) => script.test(text));
  if (byScript !== undefined) return byScript[1];
  const isShouted = !/\p{Ll}/u.test(text);
  const words = wordsAt(text.replace(borrowed, ' ')).flatMap(({ word }) =>
    // "DES" among small letters is no article.
    /^[\p{L}\p{M}'’]+$/u.test(word) && (isShouted || !/^\p{Lu}{2,}$/u.test(word)) ? [word.toLowerCase()] : [],
  );
  const isSurelyForeign = (word: string): boolean =>
    /[^a-z'’]/.test(word) || (functionWords.has(word) && !stopWords.has(word));
  const isUnknown = (word: string): boolean => {
    const [token = ''] = tokensIn(word);
    // What is spelled almost like a word of a paper is misspelt.
    return !isFiller(token) && !isWord(word) && !isHeld(library, token) && library.closestWord(token) === undefined;
  };
  // "in" is a word of several languages.
  const told = words.filter((word) => !stopWords.has(word));
  const isForeign = (word: string): boolean => isSurelyForeign(word) || isUnknown(word);
  // Most questions end here: their first word is known.
  const isLikely = words.some(isSurelyForeign)
    ? words.filter(isForeign).length >= Math.max(words.length / 2, leastForeignWords)
    : told.length >= leastForeignWords && told.every(isUnknown);
  return isLikely ? detected(text) : undefined;
}

const latinWord = /[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{M}\p{N}-]*/gu;
/** Written so in any language, known here or not: "LoRA", "RLHF", "GPT-4". */
const acronym = /\p{Lu}.*[\p{Lu}\p{N}]/u;
/** A short word may mean something else: "con", "para". Behind what says "papers about" it is likelier a subject. */
const leastChars = 5;
const leastCharsOfSubject = 3;

function carriedOver(library: Statistics, text: string, least: number): string {
  const isSubject = (word: string): boolean =>
    word.length >= least &&
    !functionWords.has(word.toLowerCase()) &&
    tokenize(word).some((token) => !isFiller(token) && isHeld(library, token));
  const words = withoutPaperNouns(text).match(latinWord) ?? [];
  return words.filter((word) => acronym.test(word) || isSubject(word)).join(' ');
}

/**
 * Undefined for a question in English, or in a language without a sentence of its own.
 *
 * @param isWord whether a lower-case word is surely English, though no paper holds it: "los angeles", "gut microbiome"
 */
export async function readForeign(
  library: Statistics,
  text: string,
  isWord: (word: string) => boolean,
): Promise<Foreign | undefined> {
  const asked = asksInLanguage(text);
  if (asked !== undefined)
    return { language: asked.language, words: carriedOver(library, asked.subject, leastCharsOfSubject) };
  const language = await languageOf(library, text, isWord);
  if (language === undefined || !papersAreEnglish.has(language)) return undefined;
  return { language, words: carriedOver(library, text, leastChars) };
}
