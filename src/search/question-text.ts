import { hasSubject } from './concepts.ts';
import { dateAfter } from './filter-dates.ts';
import { parseQuestion, type Question } from './question.ts';

/** Questions written again in the question language, with other conditions than they had. */

/** Words as they are spelled. */
export const literally = 'spelling:exact';

/** The conditions of a question as they would be typed, an order and a number among them. */
export function conditionsOf(question: Question): string[] {
  const { phrases, excluded, since, before, hasCode, authors, upvotes, isLiteral, sort, top } = question;
  return [
    ...phrases.map((phrase) => `"${phrase}"`),
    ...excluded.map((words) => (words.includes(' ') ? `-"${words}"` : `-${words}`)),
    ...(since === undefined ? [] : [`since:${since}`]),
    ...(before === undefined ? [] : [`before:${before}`]),
    ...(hasCode ? ['has:code'] : []),
    ...authors.map((name) => (name.includes(' ') ? `author:"${name}"` : `author:${name}`)),
    ...(upvotes === undefined ? [] : [`upvotes:${upvotes}`]),
    ...(isLiteral ? [literally] : []),
    ...(sort === 'match' ? [] : [`sort:${sort}`]),
    ...(top === undefined ? [] : [`top:${top}`]),
  ];
}

/** Papers may fail it; an order and a number rule none out. */
export function rulesOut(condition: string): boolean {
  return !/^(?:sort|top):/.test(condition);
}

/** What a person would call one condition: since: and before: together are one span of time. */
export interface Condition {
  /** As they would be typed. */
  readonly typed: readonly string[];
  /** In people's words: "with code", "from 2024". */
  readonly said: string;
  /** See rulesOut. */
  readonly rulesOut: boolean;
}

/** The conditions of a question, to be said and to be taken away one by one. */
export function conditionsSaid(question: Question): Condition[] {
  const { since, before } = question;
  const span =
    since === undefined || before === undefined
      ? undefined
      : { typed: [`since:${since}`, `before:${before}`], said: spanForPeople(since, before), rulesOut: true };
  const others = conditionsOf(question).filter((condition) => span?.typed.includes(condition) !== true);
  return [
    ...(span === undefined ? [] : [span]),
    ...others.map((condition) => ({
      typed: [condition],
      said: conditionForPeople(condition),
      rulesOut: rulesOut(condition),
    })),
  ];
}

/** " on “MoE” since 2024, with code": what papers must be. @param words as they are echoed */
export function wantedSaid(question: Question, words: string): string {
  const conditions = conditionsSaid(question).flatMap(({ said, rulesOut }) => (rulesOut ? [said] : []));
  const parts = [words === '' ? '' : `on “${words}”`, conditions.join(', ')];
  return parts.map((part) => (part === '' ? '' : ` ${part}`)).join('');
}

const either = new Intl.ListFormat('en', { type: 'disjunction' });

/** "The library does not hold 2401.00001 or 2401.00002."; nothing where it holds all that were named. */
export const notHeldSaid = (ids: readonly string[] = []): string[] =>
  ids.length === 0 ? [] : [`The library does not hold ${either.format(ids)}.`];

/** "from 2024" is the year, the month or the day that begins with `since` and ends with `before`. */
function spanForPeople(since: string, before: string): string {
  return since.length === before.length && dateAfter(since) === before
    ? `from ${since}`
    : `since ${since}, before ${before}`;
}

/** The words without the phrases, which `words` ends with. */
export function plainWords({ words, phrases }: Question): string {
  const tail = phrases.join(' ');
  return tail === '' ? words : words.slice(0, words.length - tail.length).trim();
}

/** Words within a sentence of ours: without the marks that end one of its author's. */
export function echoed(words: string): string {
  return words.replace(/[\s?!.,;:\u2026\u3002\uFF01\uFF1F]+$/u, '').replace(/^[\s\u00BF\u00A1]+/u, '');
}

/** What asks for papers, and says nothing of what they are about: "show me some papers on", "what has been done on". */
const asksFor =
  /^(?:(?:show|give|find|get|list|send|recommend|suggest)(?: me| us)? |(?:are|is) there |do you (?:have|know) |what (?:has|have) been |what(?:['’]s| is| are) )?(?:(?:any|some|the|all|a few|new|recent|good|interesting) )*(?:papers?|articles?|works?|research|preprints?|publications?|literature|something|anything|everything|all|done|written) (?:on|about|regarding) (?=\S)/i;

const pleas = /(?:[\s,.;!?]+(?:please|pls|plz|thanks|thank you|thx))+[\s.!?]*$/i;

/** The plain words of a question as they are echoed; '' where they only stand round a phrase, as in: what about "state space"? */
export function echoedWords(question: Question): string {
  const words = plainWords(question);
  if (question.phrases.length > 0 && !hasSubject(words)) return '';
  const subject = words.replace(asksFor, '').replace(pleas, '');
  return echoed(hasSubject(subject) ? subject : words);
}

/** What is looked for, without conditions: words, and papers by id. */
function subject(question: Question): string {
  return [plainWords(question), ...question.paperIds].join(' ').trim();
}

function written(words: string, conditions: readonly string[]): string {
  return [words, ...conditions].filter((part) => part !== '').join(' ');
}

/** The question without some of its conditions; what was a phrase becomes plain words. */
export function textWithout(question: Question, conditions: readonly string[]): string {
  const phrases = conditions.filter((condition) => condition.startsWith('"')).map((phrase) => phrase.slice(1, -1));
  return written(
    [subject(question), ...phrases].join(' ').trim(),
    conditionsOf(question).filter((one) => !conditions.includes(one)),
  );
}

const nameOf = (condition: string): string => /^([a-z]+):/.exec(condition)?.[1] ?? condition;
const isDate = (name: string): boolean => name === 'since' || name === 'before';

/**
 * A question with more conditions. A new order, number or date takes the place of the former one.
 *
 * @param now milliseconds since 1970-01-01 UTC
 */
export function withConditions(text: string, conditions: readonly string[], now: number): string {
  const question = parseQuestion(text, now);
  const names = conditions.map(nameOf);
  const isReplaced = (condition: string): boolean => {
    const name = nameOf(condition);
    return isDate(name) ? names.some(isDate) : names.includes(name) && name !== 'author';
  };
  const kept = conditionsOf(question).filter((condition) => !isReplaced(condition));
  return written(subject(question), [...new Set([...kept, ...conditions])]);
}

const orders: Readonly<Record<string, string>> = {
  new: 'newest first',
  old: 'oldest first',
  upvotes: 'most upvoted first',
};
const units: Readonly<Record<string, string>> = { d: 'day', w: 'week', m: 'month', y: 'year' };

/** A condition in people's words: "with code", "of the last 30 days". */
function conditionForPeople(condition: string): string {
  const [, name = '', given = ''] = /^([a-z]+):(.*)$/s.exec(condition) ?? [];
  const value = given.replaceAll('"', '');
  const [, amount = '', unit = ''] = /^(\d+)([dwmy])$/i.exec(value) ?? [];
  switch (name) {
    case 'since': {
      const word = units[unit.toLowerCase()];
      if (word === undefined) return `since ${value}`;
      return amount === '1' ? `of the last ${word}` : `of the last ${amount} ${word}s`;
    }
    case 'before':
      return `before ${value}`;
    case 'has':
      return `with ${value}`;
    case 'author':
      return `by ${value}`;
    case 'sort':
      return orders[value] ?? value;
    case 'upvotes':
      return `with at least ${value} ${value === '1' ? 'upvote' : 'upvotes'}`;
    case 'spelling':
      return 'taken literally';
    case 'top':
      return `top ${value}`;
    default:
      return condition.startsWith('-')
        ? `without “${condition.slice(1).replaceAll('"', '')}”`
        : `with exactly “${condition.replaceAll('"', '')}”`;
  }
}

/** A question for the papers of one author. */
export const authorQuestion = (name: string): string => `author:"${name.replaceAll('"', '')}"`;
