import { displayText } from '../../papers/display-text.ts';
import type { NoMatch } from '../../search/answer.ts';
import { cutToBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { titleLink } from './paper-blocks.ts';
import { link, richText, section, text } from './rich-text.ts';

function sentenceOf({ question, withoutFilters }: NoMatch): string {
  const missing = question.paperIds[0];
  if (missing !== undefined) return `The library does not hold ${missing}.`;
  const asked = cutToBytes(displayText(question.words), 200);
  if (withoutFilters > 0)
    return `The library has nothing on “${asked}” with these filters. Without them it has ${withoutFilters}.`;
  return asked === '' ? 'No paper of the library meets these filters.' : `The library has nothing on “${asked}”.`;
}

/** An honest "nothing", with the nearest topics as such. */
export function noMatchMessage(answer: NoMatch): Message {
  const sentence = sentenceOf(answer);
  const missing = answer.question.paperIds[0];
  const elsewhere =
    missing === undefined ? [] : [text(' Read it on '), link(`https://arxiv.org/abs/${missing}`, 'arXiv'), text('.')];
  const nearest = answer.nearest.map((paper) => section(titleLink(paper)));
  return {
    text: fallback(sentence),
    blocks: [
      richText(section(text(sentence), ...elsewhere)),
      ...(nearest.length === 0
        ? []
        : [
            richText(section(text('Nearest topics, not answers:', { italic: true })), {
              type: 'rich_text_list',
              style: 'bullet',
              elements: nearest,
            }),
          ]),
    ],
  };
}
