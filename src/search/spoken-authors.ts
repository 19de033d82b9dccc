import { authorTerms } from './index/indexed-text.ts';
import type { Phrase, Read, Terms } from './spoken-phrases.ts';
import { tokenize } from './tokens.ts';
import { isFiller } from './words.ts';

/** Authors as people say them: "papers by Sun and Liu", "Yann LeCun's papers", "Yann LeCun". */

const works =
  '(?:papers?|articles?|works?|preprints?|publications?|ones?|research|stuff|those|anything|something|authored|written)';
const word = String.raw`\p{L}(?:[\p{L}.-]|['’](?!s\b))*`;
const nameWord = String.raw`(?:\p{Lu}[\p{L}.'’-]*|van|von|de|der|den|di|da|la)`;
const name = new RegExp(`^(?=.*\\p{Lu})${nameWord}(?: ${nameWord})*$`, 'u');
/** Written as a name is. */
const isName = (text: string): boolean => name.test(text);

const namesIn = (said: string): string[] => said.split(/,? (?:and|&) |, /);

/** "Sun and Liu" as filters; papers must be by each of them. */
export const authorFilters = (said: string): string[] =>
  namesIn(said)
    .map((name) => name.replace(/\.+$/, ''))
    .map((name) => (name.includes(' ') ? `author:"${name}"` : `author:${name}`));

/** Whether the library holds papers by people of that name; an initial tells nothing. */
function isKnown(name: string, library: Terms | undefined): boolean {
  if (library === undefined) return false;
  const terms = authorTerms(name.split(' ').filter((part) => part.replace('.', '').length > 1));
  const isWord = !isName(name) && name.split(' ').some((part) => isFiller(part.toLowerCase()));
  return terms.length > 0 && !isWord && terms.every((term) => library.papersWith(term) > 0);
}

/** A full name, and what may follow it. */
const [isFull, ends] = [/ /, /^[\s.,;!?]*(?:$|since|before|from|on|about|with)/];

const readBy: Read = ([whole = '', work, by = '', said = '', others], { rest, library }) => {
  // The name goes on, and all of it is not known.
  if (/^(?:,? (?:and|&))? \p{Lu}/u.test(rest)) return undefined;
  // "papers by", "not by"
  const isCertain = by.toLowerCase() === 'by' && (!/^by /i.test(whole) || others !== undefined);
  const isMeant = (name: string): boolean => {
    if (isCertain && isName(name)) return true;
    if (library === undefined) return isFull.test(name) && isName(name) && ends.test(rest);
    // "by sun" alone may end a sentence on the weather.
    const isLikely = work !== undefined || (by.toLowerCase() === 'by' && (name.includes(' ') || isName(name)));
    return isLikely && isKnown(name, library);
  };
  return namesIn(said).every(isMeant) ? authorFilters(said) : undefined;
};

/** A name alone, of which a word stands in no text. */
const readAlone: Read = ([, said = ''], { library }) => {
  const isMeant = (name: string): boolean =>
    isKnown(name, library) && tokenize(name).some((token) => library?.papersWith(token) === 0);
  return namesIn(said).every(isMeant) ? authorFilters(said) : undefined;
};

const wordsOfNames = (least: number, most: number): string => `${word}(?:,? (?:${word}|&)){${least - 1},${most - 1}}`;
/** Words of "Ann Bee, Cee Dee and Eve Ef". */
const mostWords = 7;

/** The longest name first: where it ends only the library knows. */
export const authorPhrases: readonly Phrase[] = [
  ...Array.from({ length: mostWords }, (_, index): Phrase => {
    const names = wordsOfNames(mostWords - index, mostWords - index);
    return [
      new RegExp(`\\b(?:(${works}) (?:${works} )*)?(by|of|from) (${names})( et al\\b\\.?)?(?=[\\s.,;!?]|$)`, 'giu'),
      readBy,
    ];
  }),
  [
    new RegExp(`^\\s*(${wordsOfNames(1, mostWords)}?)(?:['’]s? ${works}\\b|(?: ${works})?(?=[\\s.,;!?]*$))`, 'giu'),
    readAlone,
  ],
];
