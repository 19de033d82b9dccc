import type { RichTextElement } from '@slack/types';
import type { Digest, DigestPaper } from '../../digests/digest.ts';
import { topicWords } from '../../digests/subscription-words.ts';
import type { Wishes } from '../../store/subscriptions.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { titleLink } from './paper-blocks.ts';
import { richText, section, text } from './rich-text.ts';

/** In a window and in a message it stands beside other things. */
const previewBytes = 5_000;
const topicsBytes = 300;

function linesOf(papers: readonly DigestPaper[]): RichTextElement[] {
  const elements: RichTextElement[] = [];
  for (const [index, { paper, topic, isNew }] of papers.entries()) {
    const why = [topic, isNew ? undefined : 'archive'].filter((word) => word !== undefined).join(', ');
    const line = [text(`\n${index + 1}. `), titleLink(paper), ...(why === '' ? [] : [text(` (${why})`)])];
    if (jsonBytes([...elements, ...line]) > previewBytes) break;
    elements.push(...line);
  }
  return elements;
}

/** What a digest would hold if it were posted now. */
export function previewElements(digest: Digest): RichTextElement[] {
  switch (digest.kind) {
    case 'papers':
      return [text('The next digest would hold', { bold: true }), ...linesOf(digest.papers)];
    case 'nothing-new':
      return [text('Nothing new on this in the last two weeks: the next digest would say so.')];
    case 'archive-read':
      return [text('The library has nothing on this that was not sent. Try other words.')];
    default:
      return digest satisfies never;
  }
}

export function previewMessage(digest: Digest, wishes: Wishes): Message {
  const about = `Preview, ${cutToBytes(topicWords(wishes), topicsBytes)}`;
  return {
    text: fallback(about),
    blocks: [richText(section(text(`${about}\n`, { italic: true }), ...previewElements(digest)))],
  };
}
