import { displayText } from './display-text.ts';
import { romanised } from './plain-letters.ts';

/** The words of a person's name as they are compared: lower case, in plain letters. "Ada Marłowe" gives ada, marlowe. */
export function nameWords(name: string): string[] {
  const words = displayText(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map(romanised).filter((word) => word !== '');
}

/** True when one of `authors` has every word of `name`, in any order: "okafor", "b okafor" and "Okafor, Ben" find them. */
export function isByAuthor(authors: readonly string[], name: string): boolean {
  const wanted = nameWords(name);
  return authors.some((author) => {
    const words = nameWords(author);
    // An initial stands for the name.
    return wanted.every((word) => words.some((own) => own === word || (word.length === 1 && own.startsWith(word))));
  });
}

const groupWord =
  /(?<![\p{L}-])(?:collaborations?|team|group|consorti(?:um|a)|institutes?|universit(?:y|ies)|labs?|laborator(?:y|ies)|societ(?:y|ies)|project|network|initiative|foundation|committee|association|alliance|community|cent(?:er|re)s?|council|agency|corporation|company|workshop|department|school|college|hospital|observatory|experiments?|organi[sz]ation|contributors|members|task force|research|inc|ltd|llc|gmbh)(?![\p{L}-])/iu;

/** True for a collaboration, a team, an institute: whatever wrote as one. */
export function isGroup(author: string): boolean {
  return groupWord.test(author) || /(?:-|\s)AI\b|^[A-Z][a-z]*AI$/.test(author);
}

const suffix = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)\.?$/i;
const degree = /^(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|esq)\.?$/i;
const andOthers = /^(?:et\.?\s*al\.?|others)$/i;

/** What stands in brackets: where somebody works, or a number that stands for it. A bracket that does not end is cut off. */
function withoutBrackets(text: string): string {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if ('([（'.includes(character)) depth += 1;
    if (depth === 0) outside += character;
    if (')]）'.includes(character)) depth = Math.max(depth - 1, 0);
  }
  return outside;
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Longer ones are no person's; a pattern would take long over them. */
const longestName = 200;
const nickname = /^[^()]*\p{L}[^()]*\(\p{Lu}[\p{L}.'-]+\)\s+\p{L}[^()]*$/u;

/** "Wei (Victor) Zhang" is a name; "Ann Bee (MIT)" has one, and brackets after it. */
function nameOf(author: string): string {
  const isInside = author.length <= longestName && nickname.test(author) && !isGroup(author);
  const bare = isInside ? author : withoutBrackets(author);
  return spaced(bare)
    .replace(/,\s*(?:ph\.?\s?d|m\.?d)\.?$/i, '')
    .replace(/^[\s,;:&*]+|[\s,;:&*]+$/g, '')
    .replace(/^and\s+/i, '');
}

/**
 * The authors that a source names, one each: without their affiliations in brackets, degrees, "et al." and punctuation that is nobody
 * (arXiv lists the colon of "DeepSeek-AI: Ann Bee" as an author); a suffix alone belongs to the one before.
 */
export function authorsOf(named: readonly string[]): string[] {
  const authors: string[] = [];
  for (const one of named) {
    const name = nameOf(one);
    const before = authors.at(-1);
    if (suffix.test(name) && before !== undefined) authors[authors.length - 1] = `${before}, ${name}`;
    else if (/\p{L}/u.test(name) && !degree.test(name) && !andOthers.test(name)) authors.push(name);
  }
  return authors;
}

/** Splits at "and" unless it stands in the name of a group: "Ann Bee and the ATLAS Collaboration", "Institute for Sun and Moon". */
function splitAtAnd(part: string): string[] {
  const words = part.split(/\s+(?:and|&)\s+/);
  return words.reduce<string[]>((names, word) => {
    const before = names.at(-1);
    if (before === undefined) return [word];
    // "the", or a name in capitals, begins another group; so does a person after a group.
    const beginsAnother =
      /^(?:the\s|\p{Lu}[\p{L}\d-]*\p{Lu}\S*\s)/iu.test(word) &&
      (/^the\s/i.test(word) || /^\S*\p{Lu}\S*\p{Lu}/u.test(word));
    const isPartOfGroup = isGroup(word) ? !beginsAnother : isGroup(before) && !/\s/.test(word);
    if (isPartOfGroup) names[names.length - 1] = `${before} and ${word}`;
    else names.push(word);
    return names;
  }, []);
}

/** Authors in one text: "Ann Bee (MIT, USA), Cee Dee, Jr. and Eve Ef". */
export function authorsIn(text: string): string[] {
  return authorsOf(
    withoutBrackets(text)
      .split(/\s*[,;]\s*/)
      .flatMap(splitAtAnd),
  );
}

/** The parts of a name, as bibliographies need them. */
export interface NameParts {
  /** '' for those that have one name alone. */
  readonly given: string;
  /** With its particles: "van der Maaten". */
  readonly family: string;
  readonly suffix: string;
}

const particle =
  /^(?:van|von|vander|vom|zu|zum|zur|de|del|della|der|den|di|da|dos|das|do|du|la|le|los|las|el|al|ten|ter|te|af|av|bin|ibn|st\.?|'t)$/i;
/** Family names after which "Van", "Le" or "Da" before them is a given name, as in "Thi Van Nguyen" and "Yi Da Xu". */
const asianFamily =
  /^(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|truong|doan|lam|trinh|mai|luong|dao|ta|cao|thai|chu|chen|li|wang|zhang|liu|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|he|lin|luo|kim|lee|park|choi|jung|kang|cho|yoon|jang|lim)$/i;
const compoundFamily = /^(?:欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|皇甫|南宫|남궁|황보|제갈)/;
const eastAsian = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々\s·・]+$/u;

function eastAsianParts(name: string): NameParts {
  const [first = '', ...rest] = name.split(/[\s·・]+/);
  if (rest.length > 0) return { family: first, given: rest.join(' '), suffix: '' };
  const family = compoundFamily.exec(name)?.[0] ?? [...name].slice(0, 1).join('');
  return { family, given: name.slice(family.length), suffix: '' };
}

/** A person's name in parts, from "Ann van Bee Jr." or "van Bee, Jr., Ann". */
export function namePartsOf(name: string): NameParts {
  if (eastAsian.test(name)) return eastAsianParts(name);
  const [head = '', ...tail] = name.split(/\s*,\s*/).filter((part) => part !== '');
  const suffixes = tail.filter((part) => suffix.test(part));
  const given = tail.filter((part) => !suffix.test(part)).join(' ');
  const words = head.split(' ').filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (words.length > 1 && suffix.test(last)) {
    words.pop();
    suffixes.push(last);
  }
  const jr = suffixes.join(' ');
  if (given !== '') return { family: words.join(' '), given, suffix: jr };
  const start = words.findIndex(
    (word, index) =>
      index > 0 &&
      index < words.length - 1 &&
      particle.test(word) &&
      (/^\p{Ll}/u.test(word) || !asianFamily.test(words[index + 1] ?? '')),
  );
  const from = start > 0 ? start : words.length - 1;
  return { given: words.slice(0, from).join(' '), family: words.slice(from).join(' '), suffix: jr };
}
