import type { Wishes } from '../store/subscriptions.ts';
import { takeScheduleWords, timeLikeWords } from './schedule-words.ts';
import { timeZoneMeant, zoneAtStart, zoneProblem } from './time-zones.ts';
import { maxTopicChars, readTopics, topicProblems, unique, validTopic } from './topics.ts';

/** What a subscription is when nobody says otherwise, apart from the time zone. */
export const defaultWishes: Omit<Wishes, 'timeZone'> = {
  time: '09:00',
  days: [1, 2, 3, 4, 5],
  topics: [],
  exclusions: [],
  fewerLike: [],
  size: 5,
  hasDetails: true,
  whenQuiet: 'archive',
  savedLike: false,
};

/** A post with more papers is not short any more. */
export const maxSize = 10;
/** Beyond that, two subscriptions are clearer. Both keep the line that says what a digest is about readable. */
export const maxTopics = 10;
export const maxExclusions = 20;
/** As many boxes as Slack shows in one group: https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
const maxFewerLike = 10;

export interface ReadWishes {
  readonly wishes: Wishes;
  /** Each a sentence that names the cure; empty when all was understood. */
  readonly problems: readonly string[];
  /** Words that may have been meant otherwise than they were read: somebody should look before it is set up. */
  readonly doubts: readonly string[];
}

interface Draft {
  rest: string;
  problems: string[];
}

/** Takes every `name:value` out of the text. */
function takeOptions(draft: Draft, name: string): string | undefined {
  const values: string[] = [];
  draft.rest = draft.rest.replace(
    new RegExp(String.raw`(^|[\s,])${name}:(\S*)`, 'gi'),
    (_, before: string, value: string) => {
      values.push(value.replace(/,$/, ''));
      return before;
    },
  );
  return values.at(-1);
}

const namedZone =
  /(^|[\s,;(])(?:tz|time ?zone)(?:\s*[:=]\s*|\s+)(?:["\u201C\u201D'\u2018\u2019]([^"\u201C\u201D\u2018\u2019]+)["\u201C\u201D'\u2018\u2019]|(?=(\S+)))/i;

/** Takes `tz:New York`, `tz:"New York"`, `timezone: London`; a name ends with the last word that makes one. */
function takeZone(draft: Draft): string | undefined {
  const match = namedZone.exec(draft.rest);
  if (match === null) return undefined;
  const [whole, before = '', quoted, word = ''] = match;
  const after = draft.rest.slice(match.index + whole.length);
  const unquoted = quoted === undefined ? (zoneAtStart(after) ?? word.replace(/[,;)]+$/, '')) : '';
  draft.rest = `${draft.rest.slice(0, match.index)}${before}${after.slice(unquoted.length).replace(/^ (?:city|time)\b/i, '')}`;
  return (quoted ?? unquoted).trim();
}

const exclusion = /(^|[\s,])-(?![a-z]+:)(?:["“”]([^"“”]+)["“”]|([^\s,"“”]+))/g;

function takeExclusions(draft: Draft): string[] {
  const found: string[] = [];
  draft.rest = draft.rest.replace(exclusion, (_, before: string, phrase?: string, word?: string) => {
    found.push((phrase ?? word ?? '').trim());
    return before;
  });
  return found;
}

/** ISO weekdays: Monday is 1. */
function isWeekday(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}

/** What is wrong with the wishes, each a sentence that names the cure. */
export function problemsOf(wishes: Wishes, now: number): string[] {
  const { time, topics, exclusions, fewerLike, size, timeZone, days } = wishes;
  const problems: string[] = [];
  if (timeZoneMeant(timeZone) === undefined) problems.push(zoneProblem(timeZone));
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    problems.push(`“${time}” is no time of day. Write it as 09:00 or 17:30.`);
  if (days.length === 0 || !days.every(isWeekday)) problems.push('Choose at least one day of the week.');
  if (!Number.isInteger(size) || size < 1 || size > maxSize) {
    problems.push(`A digest has 1 to ${maxSize} papers. Write top:5, for example.`);
  }
  if (topics.length > maxTopics)
    problems.push(`At most ${maxTopics} topics fit; make a second subscription for the others.`);
  if (exclusions.length > maxExclusions) problems.push(`At most ${maxExclusions} exclusions fit.`);
  if (fewerLike.length > maxFewerLike)
    problems.push(`At most ${maxFewerLike} exclusions by likeness fit; untick one in the window of the digest.`);
  const long = [...topics, ...exclusions].find((one) => one.length > maxTopicChars);
  if (long !== undefined) problems.push(`“${long.slice(0, 40)}…” is too long. A topic is a few words.`);
  problems.push(...topics.flatMap((topic) => topicProblems(topic, now)));
  return problems;
}

/** What is valid of the wishes, to be shown beside their problems; undefined where nothing is left of what was asked for. */
export function validPart(wishes: Wishes, now: number): Wishes | undefined {
  const { topics, exclusions, fewerLike, size } = wishes;
  const valid = topics.flatMap((topic) => validTopic(topic, now) ?? []).slice(0, maxTopics);
  // No topic at all would mean every paper.
  if (valid.length === 0 && topics.length > 0) return undefined;
  return {
    ...wishes,
    topics: valid,
    exclusions: exclusions.filter((one) => one.length <= maxTopicChars).slice(0, maxExclusions),
    fewerLike: fewerLike.slice(0, maxFewerLike),
    size: size >= 1 && size <= maxSize ? Math.trunc(size) : defaultWishes.size,
  };
}

const whenQuietWords: Readonly<Record<string, Wishes['whenQuiet']>> = { say: 'say', archive: 'archive' };
const detailWords: Readonly<Record<string, boolean>> = { on: true, thread: true, off: false, none: false };

/**
 * Reads `9:00 weekdays quantization, "state space" -survey top:5 tz:Europe/London`. Whatever is left out is as in `defaults`.
 *
 * @param now milliseconds since 1970-01-01 UTC, for topics such as since:30d
 */
export function readWishes(text: string, defaults: Wishes, now: number): ReadWishes {
  const draft: Draft = { rest: text.trim(), problems: [] };
  const zoneNamed = takeZone(draft);
  const top = takeOptions(draft, '(?:top|size|limit|max)');
  const quiet = takeOptions(draft, 'quiet')?.toLowerCase();
  const details = takeOptions(draft, 'details')?.toLowerCase();
  const saved = takeOptions(draft, 'saved')?.toLowerCase();
  const exclusions = takeExclusions(draft);
  const schedule = takeScheduleWords(draft.rest);
  draft.problems.push(...schedule.problems);
  const zone = zoneNamed ?? schedule.zone ?? defaults.timeZone;
  const { topics, said, exclusions: ruledOut, size } = readTopics(schedule.rest, now);
  if (quiet !== undefined && whenQuietWords[quiet] === undefined)
    draft.problems.push('Write quiet:archive (older papers when nothing is new) or quiet:say (one line that says so).');
  if (details !== undefined && detailWords[details] === undefined)
    draft.problems.push('Write details:on (more on each paper) or details:off.');
  if (saved !== undefined && saved !== 'like')
    draft.problems.push('Write saved:like for papers like those you saved, in a digest of your own.');
  const wishes: Wishes = {
    time: schedule.time ?? defaults.time,
    days: schedule.days ?? defaults.days,
    // One that is none stays as it was written, for the sentence that says so.
    timeZone: timeZoneMeant(zone) ?? zone,
    topics,
    exclusions: unique([...defaults.exclusions, ...exclusions, ...ruledOut]),
    fewerLike: defaults.fewerLike,
    size: top === undefined ? (size ?? defaults.size) : Number(top || Number.NaN),
    hasDetails: detailWords[details ?? ''] ?? defaults.hasDetails,
    whenQuiet: whenQuietWords[quiet ?? ''] ?? defaults.whenQuiet,
    savedLike: saved === 'like' || defaults.savedLike,
  };
  const doubts = [...schedule.guesses, ...said.flatMap(timeLikeWords)];
  return { wishes, problems: [...draft.problems, ...problemsOf(wishes, now)], doubts: [...new Set(doubts)] };
}
