import { displayText } from '../../src/papers/display-text.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { sentencesOf } from '../../src/papers/sentences.ts';
import { tokenize } from '../../src/search/tokens.ts';
import { isFiller } from '../../src/search/words.ts';

/**
 * Questions made of the words of a paper by rule: its title and one of its sentences with words missing, and a few words of the title.
 * They repeat the paper's words, so they may help to set the verdict, never the ranking.
 */

const frames = [
  'is there a paper on …',
  'how can I …?',
  'what do we know about …',
  'has anyone worked on …',
  '…?',
  'looking for …',
  'why …',
  'papers about …',
];

/** Shares of the telling words that are left out: people remember about so many. */
const forgottenOfTitle = 0.34;
const forgottenOfSentence = 0.4;
/** Sentences of so many words say one thing. */
const sentenceWords = { min: 8, max: 28 };

const leadIn =
  /^(?:in this (?:paper|work|article),? )?(?:here,? )?we (?:propose|present|introduce|show|study|demonstrate|develop|find|investigate) (?:that )?/;

const isTelling = (text: string): boolean => tokenize(text).some((token) => !isFiller(token));

/** @param random from 0 to below 1 */
export function generatedQuestions({ title, abstract }: Paper, random: () => number): string[] {
  const oneOf = <One>(list: readonly One[]): One | undefined => list[Math.floor(random() * list.length)];
  const forget = (text: string, share: number): string =>
    text
      .split(/\s+/)
      .filter((word) => !isTelling(word) || random() >= share)
      .join(' ');
  // "vLLM: Easy Serving": a name that nobody knows who has not read the paper.
  const subject = displayText(title)
    .replace(/^[^:]{1,40}:\s+/, '')
    .toLowerCase();
  const sentence = oneOf(
    sentencesOf(displayText(abstract)).filter((one) => {
      const words = one.split(' ').length;
      return words >= sentenceWords.min && words <= sentenceWords.max;
    }),
  );
  const said = sentence
    ?.toLowerCase()
    .replace(/[.?!]$/, '')
    .replace(leadIn, '');
  const telling = subject.split(/\s+/).filter(isTelling);
  const start = Math.floor(random() * Math.max(telling.length - 1, 1));
  const topic = telling.slice(start, start + (random() < 0.5 ? 2 : 3)).join(' ');
  return [
    forget(subject, forgottenOfTitle),
    ...(said === undefined ? [] : [(oneOf(frames) ?? '…').replace('…', forget(said, forgottenOfSentence))]),
    topic,
  ].filter(isTelling);
}
