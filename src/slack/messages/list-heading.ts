import { displayText } from '../../papers/display-text.ts';
import type { Matches } from '../../search/answer.ts';
import type { Question } from '../../search/question.ts';
import { conditionsSaid, echoedWords, wantedSaid } from '../../search/question-text.ts';
import type { PaperList } from '../requests/paper-list.ts';
import { cutToBytes } from './cut-text.ts';
import { noPaperOn } from './no-match-message.ts';

const listed = new Intl.ListFormat('en');
/** Longest echo of a question in a heading, in bytes. */
export const maxEchoBytes = 200;

/** " on “MoE” since 2026-06, newest first" */
function conditioned(question: Question, words = ''): string {
  const order = conditionsSaid(question).flatMap(({ said, rulesOut }) => (rulesOut ? [] : [said]));
  return [wantedSaid(question, words), ...order].join(', ');
}

/** "Papers on “MoE” since 2026-06, newest first"; beside papers that are named other words are not looked for. */
function subjectOf({ question, absent }: Matches, list: PaperList): string {
  switch (list.kind) {
    case 'question': {
      if (absent !== undefined) return `${noPaperOn(question, absent)}; the nearest`;
      const { paperIds } = question;
      if (paperIds.length === 0) return `Papers${conditioned(question, displayText(echoedWords(question)))}`;
      return `${paperIds.length === 1 ? 'Paper' : 'Papers'} ${listed.format(paperIds)}${conditioned(question)}`;
    }
    case 'similar':
      return `Papers similar to ${list.id}${conditioned(question)}`;
    case 'paper':
      return `${list.id} and papers similar to it`;
    case 'newest':
      return 'Newest papers of the library';
    case 'among':
      return ['Of these papers', ...conditionsSaid(question).map(({ said }) => said)].join(', ');
    default:
      return list satisfies never;
  }
}

/** "1–5 of 17", "3 of 6" where three were asked for, "4" when all are shown. */
function rangeOf({ offset, matches, total, found }: Matches): string {
  const first = offset + 1;
  const last = offset + matches.length;
  if (matches.length === found) return `${found}`;
  if (matches.length === total) return `${total} of ${found}`;
  return matches.length < 2 ? `${last} of ${total}` : `${first}–${last} of ${total}`;
}

/** What a page shows, and which part of the whole it is. */
export function headingOf(answer: Matches, list: PaperList): string {
  // A paper that is named is not counted.
  if (list.kind === 'question' && answer.found === 1 && answer.question.paperIds.length === 1)
    return cutToBytes(subjectOf(answer, list), maxEchoBytes);
  return `${cutToBytes(subjectOf(answer, list), maxEchoBytes)}: ${rangeOf(answer)}`;
}
