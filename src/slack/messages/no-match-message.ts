import type { KnownBlock } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import type { Matches, NoMatch } from '../../search/answer.ts';
import { toldInLanguage } from '../../search/foreign.ts';
import type { Question } from '../../search/question.ts';
import { echoedWords, notHeldSaid, wantedSaid } from '../../search/question-text.ts';
import { actionIds } from '../button-state.ts';
import type { PaperList } from '../requests/paper-list.ts';
import { cutToBytes } from './cut-text.ts';
import { listButton, row } from './elements.ts';
import { fallback, type Message, notice } from './message.ts';
import { titleLink } from './paper-blocks.ts';
import { line, link, richText, section, text } from './rich-text.ts';

/** What papers may not be known to have, so that a filter on it rules them out. */
function recordsOf({ authors, upvotes }: Question): string {
  const byName = authors.length > 0 ? ' Papers without authors on record are not found by name.' : '';
  return upvotes === undefined ? byName : `${byName} Many papers of the library have no upvotes on record.`;
}

/** "The library has no paper on “MoE” with code" */
export function noPaperOn(question: Question, subject: string): string {
  return `The library has no paper${cutToBytes(wantedSaid(question, cutToBytes(displayText(subject), 200)), 400)}`;
}

/** Within quotes of ours. */
const quotedWithin = (said: string): string => said.replaceAll('“', '‘').replaceAll('”', '’');

function sentenceOf(answer: NoMatch): string {
  const { question, barriers, notHeld } = answer;
  if (question.paperIds.length > 0) {
    const held = question.paperIds.filter((id) => notHeld?.includes(id) !== true);
    const ruledOut = held.length === 0 ? [] : [`Not${wantedSaid(question, '')}: ${held.join(', ')}.`];
    return [...notHeldSaid(notHeld), ...ruledOut].join(' ');
  }
  const told = toldInLanguage(answer);
  if (told.length > 0 && question.words === '') return told.join(' ');
  const sentence = [...told, noPaperOn(question, echoedWords(question))].join(' ');
  const without = barriers.map(
    ({ said, total }) => `${total} ${total === 1 ? 'paper' : 'papers'} without the filter “${quotedWithin(said)}”`,
  );
  const others = without.length === 0 ? '' : ` It has ${without.join(', ')}.`;
  return `${sentence}.${others}${recordsOf(question)}`;
}

/** Ways out: the same question without the condition that ruled all papers out. */
function waysOut({ barriers }: NoMatch, thread: string | undefined): KnownBlock[] {
  const elements = barriers.map(({ said, text: without }, index) =>
    listButton(`Without “${quotedWithin(said)}”`, `${actionIds.list}_${index}`, {
      ...{ list: { kind: 'question', text: without }, offset: 0, before: [], thread },
    }),
  );
  return row(...elements);
}

/** An honest "nothing", with what would help, and the nearest papers as such. */
export function noMatchMessage(answer: NoMatch, thread?: string | undefined): Message {
  const sentence = sentenceOf(answer);
  const [missing, another] = answer.notHeld ?? [];
  const elsewhere =
    missing === undefined || another !== undefined
      ? []
      : [text(' Read it on '), link(`https://arxiv.org/abs/${missing}`, 'arXiv'), text('.')];
  const nearest = answer.nearest.map((paper) => section(titleLink(paper)));
  return {
    text: fallback(sentence),
    blocks: [
      line(text(sentence), ...elsewhere),
      ...waysOut(answer, thread),
      ...(nearest.length === 0
        ? []
        : [
            richText(section(text('The nearest papers, on something else:', { italic: true })), {
              type: 'rich_text_list',
              style: 'bullet',
              elements: nearest,
            }),
          ]),
    ],
  };
}

/** For a page that holds no paper. */
export function noneLeftMessage({ question, found }: Matches, list: PaperList): Message {
  return list.kind === 'similar' && found === 0 && question.text !== ''
    ? notice(`None of the papers similar to ${list.id} is${wantedSaid(question, '')}.`)
    : notice('That was all: there are no more papers on this.');
}
