import type { KnownBlock } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import type { NoMatch } from '../../search/answer.ts';
import { conditionsSaid, plainWords } from '../../search/question-text.ts';
import { actionIds } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import { listButton } from './list-buttons.ts';
import { fallback, type Message } from './message.ts';
import { titleLink } from './paper-blocks.ts';
import { link, richText, section, text } from './rich-text.ts';

const fewAuthors = ' Many papers of the library have no authors on record.';

function sentenceOf({ question, barriers }: NoMatch): string {
  const missing = question.paperIds[0];
  if (missing !== undefined) return `The library does not hold ${missing}.`;
  const asked = cutToBytes(displayText(plainWords(question)), 200);
  const conditions = conditionsSaid(question)
    .filter(({ rulesOut }) => rulesOut)
    .map(({ said }) => said)
    .join(', ');
  const on = asked === '' ? '' : ` on “${asked}”`;
  if (conditions === '') return `The library has nothing${on}.`;
  const without = barriers.map(({ said, total }) => `${total} without “${said}”`);
  const others = without.length === 0 ? '' : ` It has ${without.join(', ')}.`;
  const isByAuthor = question.authors.length > 0;
  return `The library has nothing${on} ${cutToBytes(conditions, 200)}.${others}${isByAuthor ? fewAuthors : ''}`;
}

/** Ways out: the same question without the condition that ruled all papers out. */
function waysOut({ barriers }: NoMatch, thread: string | undefined): KnownBlock[] {
  const elements = barriers.map(({ said, text: without }, index) =>
    listButton(`Without “${said}”`, `${actionIds.list}_${index}`, {
      ...{ list: { kind: 'question', text: without }, offset: 0, before: [], thread },
    }),
  );
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** An honest "nothing", with what would help, and the nearest papers as such. */
export function noMatchMessage(answer: NoMatch, thread?: string | undefined): Message {
  const sentence = sentenceOf(answer);
  const missing = answer.question.paperIds[0];
  const elsewhere =
    missing === undefined ? [] : [text(' Read it on '), link(`https://arxiv.org/abs/${missing}`, 'arXiv'), text('.')];
  const nearest = answer.nearest.map((paper) => section(titleLink(paper)));
  return {
    text: fallback(sentence),
    blocks: [
      richText(section(text(sentence), ...elsewhere)),
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
