import { displayText } from '../papers/display-text.ts';
import type { Paper } from '../papers/paper.ts';
import { sentencesOf } from '../papers/sentences.ts';
import { tokenize } from '../search/tokens.ts';
import { isFiller } from '../search/words.ts';
import { generatedKind, type JudgedLine, leftOutKind, partOf } from './judged-queries.ts';

/** Papers that questions are made of, at most: as many again are left out. */
const askedFor = 250;

/** Numbers from 0 to below 1, always the same for a paper. */
function drawnFor(id: string): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    return partOf(`${id} ${drawn}`, 2 ** 32) / 2 ** 32;
  };
}

/**
 * Questions about papers of a library, each paper held or left out: those about papers left out are near misses. Papers are told apart by
 * their id, so that no paper of the part `tune` is asked for in the part `test`.
 */
export function generatedSet(papers: readonly Paper[], part: 'tune' | 'test'): { held: Paper[]; lines: JudgedLine[] } {
  const first = part === 'tune' ? 0 : 2;
  const inPart = (paper: Paper): number => partOf(paper.id, 4) - first;
  const held = papers.filter((paper) => inPart(paper) !== 1);
  const about = (wanted: readonly Paper[], kind: string, isHeld: boolean): JudgedLine[] =>
    wanted.slice(0, askedFor).flatMap((paper) =>
      generatedQuestions(paper, drawnFor(paper.id)).map((query, index) => ({
        ...{ id: `${kind} ${paper.id} ${index + 1}`, kind, query },
        relevant: isHeld ? { [paper.id]: 2 } : {},
      })),
    );
  const asked = papers.filter((paper) => inPart(paper) === 0);
  const leftOut = papers.filter((paper) => inPart(paper) === 1);
  return { held, lines: [...about(asked, generatedKind, true), ...about(leftOut, leftOutKind, false)] };
}

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
