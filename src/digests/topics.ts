import { hasSubject } from '../search/concepts.ts';
import { hasConditions } from '../search/filters.ts';
import { parseQuestion } from '../search/question.ts';
import { textWithout } from '../search/question-text.ts';
import { leavesOutWord } from '../search/spoken-phrases.ts';
import { readSpoken } from '../search/spoken-question.ts';

/** What a digest is about, as people write it: topics between commas, each a question as under "Ask". */

/** A topic is a few words; it is shown in every digest. In characters. */
export const maxTopicChars = 120;

/** Each once, however it is written. */
export function unique(texts: readonly string[]): string[] {
  const plain = texts.map((text) => text.toLowerCase());
  return texts.filter((_, index) => plain.indexOf(plain[index] ?? '') === index);
}

/** Topics stand between commas; a comma in quotes belongs to its phrase. */
function splitTopics(text: string): string[] {
  const topics = text.match(/(?:["“”][^"“”]*["“”]|[^,;\n"“”]|["“”])+/g) ?? [];
  return topics.map((topic) => topic.replace(/\s+/g, ' ').trim()).filter((topic) => topic !== '');
}

/** Exclusions stand between commas, with or without a minus and quotes. */
export function splitExclusions(text: string): string[] {
  return unique(splitTopics(text).map((one) => one.replace(/^-/, '').replace(/["“”]/g, '').trim())).filter(Boolean);
}

/** What splitExclusions reads as these; one that holds a comma stands in quotes. */
export function exclusionsAsList(exclusions: readonly string[]): string {
  return exclusions.map((one) => (/[,;]/.test(one) ? `"${one}"` : one)).join(', ');
}

const leadingConnective =
  /^(?:(?:and|to|for|about|on|of|with|at|in|covering|regarding|papers|post|send|get|give|me|us|:|-)(?=\s)|(?:an? |the )?(?:digests?|round-?ups?|summar(?:y|ies)|papers?|news|updates?|new papers?|(?:latest|newest|recent|new) papers?)\s+(?:of|on|about|for|from)(?=\s))\s*/i;
const trailingConnective =
  /\s+(?:and|at|on|in|to|for|with|every|each|from|:|-|papers?|please|starting|here|(?:in|to) (?:this|the) channel)$/i;

/** Somebody who says so wants all papers; who names nothing may have forgotten what about. */
export const saysAll = /\b(?:all|everything|anything|(?:new|any|every) papers?)\b/i;

const namesNothing = (topic: string): boolean =>
  /^[\s()]+$|^(?:(?:new )?papers?|(?:an? |the )?(?:digest|round-?up))$/i.test(topic) ||
  (saysAll.test(topic) && !hasSubject(topic));

/** What joined a topic to the schedule, and what every topic is: "to RAG papers", "and pruning". */
function withoutConnectives(topic: string): string {
  let rest = topic;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = namesNothing(rest) ? '' : rest.replace(leadingConnective, '').replace(trailingConnective, '').trim();
  }
  return rest;
}

/** "3 papers on RAG", "RAG top 3", "RAG, max 3 papers" */
const howMany =
  /(?:^|\s)(?:(?:top|max(?:imum)?|at most|up to|no more than)\s+(\d{1,3})(?:\s+papers?)?$|(\d{1,3})\s+papers?(?=$|\s+(?:on|about|of|from)\b))/i;

/** A digest is of the newest papers as it is: only who speaks of an order wants another. */
const speaksOfOrder = /\bfirst\b(?!-)|\b(?:sort|order|rank)(?:ed)? by\b/i;

/** "-survey" and "top:3"; of filters there is no opposite, which parseQuestion tells. */
const isOfDigest = (filter: string): boolean => leavesOutWord(filter) || filter.startsWith('top:');

/** One topic with its conditions as they are typed; what holds for the whole digest stands in `filters`: "top:3", "-survey". */
function readTopic(said: string, now: number): { topic: string; filters: string[] } {
  const spoken = readSpoken(said, now);
  const [amount = '', ...numbers] = howMany.exec(spoken.words) ?? [];
  const conditions = spoken.filters.filter(
    (filter) => !isOfDigest(filter) && (filter !== 'sort:new' || speaksOfOrder.test(said)),
  );
  return {
    topic: [withoutConnectives(spoken.words.replace(amount, ' ').trim()), ...conditions]
      .filter((part) => part !== '')
      .join(' '),
    filters: [...spoken.filters.filter(isOfDigest), ...numbers.filter(Boolean).map((number) => `top:${number}`)],
  };
}

/**
 * Topics in the question language, as they were said, and what holds for the whole digest: "without surveys", "10 papers".
 *
 * @param now milliseconds since 1970-01-01 UTC
 */
export function readTopics(text: string, now: number) {
  const written = splitTopics(text);
  const read = written.map((topic) => readTopic(topic, now));
  const filters = read.flatMap((one) => one.filters);
  const size = filters.findLast((filter) => filter.startsWith('top:'))?.slice('top:'.length);
  return {
    topics: unique(read.map(({ topic }) => topic)).filter((topic) => topic !== ''),
    said: written.map(withoutConnectives),
    exclusions: splitExclusions(filters.filter((filter) => !filter.startsWith('top:')).join(',')),
    size: size === undefined ? undefined : Number(size),
  };
}

/** What is wrong with a topic, each a sentence that names the cure. @param now as for readTopics */
export function topicProblems(topic: string, now: number): string[] {
  const question = parseQuestion(topic, now);
  const { problems, sort, words, paperIds } = question;
  if (sort !== 'match')
    return [
      ...problems,
      `sort:${sort} orders a list of answers. A digest has its own order, best and newest first: leave it out.`,
    ];
  if (problems.length > 0) return [...problems];
  const [id] = paperIds;
  if (id !== undefined)
    return [`“${topic}” names a paper, not a subject. Write “follow ${id}” to hear what is new of it.`];
  if (/^\d+$/.test(words)) return [`“${topic}” is a number, not a subject. For how many papers write top:5.`];
  return hasSubject(words) || hasConditions(question)
    ? []
    : [`“${topic}” names no subject. Write one, such as quantization, or “all papers”.`];
}

/** A topic without the parts that topicProblems finds fault with; undefined where nothing is left of it. */
export function validTopic(topic: string, now: number): string | undefined {
  if (topic.length > maxTopicChars) return undefined;
  if (topicProblems(topic, now).length === 0) return topic;
  const question = parseQuestion(topic, now);
  const rest = textWithout({ ...question, paperIds: [] }, [`sort:${question.sort}`]);
  return topicProblems(rest, now).length === 0 ? rest : undefined;
}
