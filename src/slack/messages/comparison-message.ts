import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import { authorsForPeople } from '../../papers/facts.ts';
import { paperLinks } from '../../papers/links.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import { dateForPeople } from '../../papers/paper-date.ts';
import type { Match } from '../../search/answer.ts';
import { cutToBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { titleLink } from './paper-blocks.ts';
import { line, link, text } from './rich-text.ts';

// Four papers with all of these stay far below Slack's 10,000 characters of a table.
const proposesBytes = 420;
const authorsBytes = 120;
const codeBytes = 160;

const unknown = '–';

const cell = (...elements: RichTextElement[]): RichTextBlock => line(...elements);
const plain = (content: string): RichTextBlock => cell(text(content === '' ? unknown : content));

function codeCell({ paper }: Match): RichTextBlock {
  const [code] = paperLinks(paper).code;
  return code === undefined || code.length > codeBytes ? plain('') : cell(link(code, 'Code'));
}

function proposes({ paper, summary }: Match): string {
  const { label, text: sentence } = oneSentence(paper, summary);
  return cutToBytes(`${label}${sentence}`, proposesBytes);
}

const facts: readonly { readonly name: string; readonly of: (match: Match) => RichTextBlock }[] = [
  { name: 'Authors', of: ({ paper }) => plain(cutToBytes(authorsForPeople(paper.authors ?? []), authorsBytes)) },
  { name: 'Date', of: ({ paper }) => plain(dateForPeople(paper) ?? '') },
  { name: 'In one sentence', of: (match) => plain(proposes(match)) },
  { name: 'Code', of: codeCell },
  { name: 'Upvotes', of: ({ paper }) => plain(paper.upvotes === undefined ? '' : `${paper.upvotes}`) },
];

/** Two to four papers side by side. The fallback text tells the same where tables are not shown. */
export function comparisonMessage(matches: readonly Match[]): Message {
  const header = [plain(' '), ...matches.map(({ paper }) => cell(titleLink(paper)))];
  const rows = facts.map(({ name, of }) => [cell(text(name, { bold: true })), ...matches.map(of)]);
  const table: KnownBlock = {
    type: 'table',
    column_settings: header.map(() => ({ is_wrapped: true })),
    rows: [header, ...rows],
  };
  const told = matches.map((match) => `${displayText(match.paper.title)}: ${proposes(match)}`);
  return {
    text: fallback(`Compared:\n${told.join('\n')}`),
    blocks: [line(text(`${matches.length} papers side by side`, { bold: true })), table],
  };
}
