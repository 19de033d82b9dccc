import type { KnownBlock, ModalView, RichTextElement } from '@slack/types';
import { bibliographyOf, bibtexOf } from '../../papers/bibtex.ts';
import { displayText } from '../../papers/display-text.ts';
import { keywordsForPeople } from '../../papers/facts.ts';
import { paperLinks } from '../../papers/links.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import type { Paper } from '../../papers/paper.ts';
import { maxFallbackBytes, maxMessageBytes } from '../limits.ts';
import { cutToBytes } from './cut-text.ts';
import { fallback, type Message } from './message.ts';
import { factsOf, sentenceElements, titleLink } from './paper-blocks.ts';
import { link, preformatted, richText, section, text } from './rich-text.ts';

// Together with links and BibTeX this stays under 9,000 bytes; arXiv caps abstracts at 1,920 characters.
const abstractBytes = 4_000;
const bibtexBytes = 1_500;
const aiSummaryBytes = 600;
const keywordsBytes = 300;
const maxCodeLinks = 3;
const codeLinkBytes = 200;

function linksOf(paper: Paper): RichTextElement[] {
  const { page, code, project } = paperLinks(paper);
  const isShort = (url: string): boolean => url.length <= codeLinkBytes;
  const shown = [
    page,
    ...[project ?? ''].filter((url) => url !== '' && isShort(url)),
    ...code.filter(isShort).slice(0, maxCodeLinks),
  ];
  return shown.flatMap((url, index) => (index === 0 ? [link(url, url)] : [text('\n'), link(url, url)]));
}

function detailBlocks(paper: Paper): KnownBlock[] {
  const sentence = oneSentence(paper);
  const byModel = sentence.label === '' ? [] : sentenceElements(sentence, aiSummaryBytes);
  const keywords = cutToBytes(keywordsForPeople(paper), keywordsBytes);
  return [
    richText(
      section(
        titleLink(paper),
        text('\n'),
        ...factsOf(paper),
        ...byModel,
        ...(keywords === '' ? [] : [text(`\nKeywords: ${keywords}`, { italic: true })]),
      ),
    ),
    richText(section(text(cutToBytes(displayText(paper.abstract), abstractBytes)))),
    richText(section(...linksOf(paper))),
    richText(preformatted(bibtexOf(paper, bibtexBytes))),
  ];
}

/** Everything known about a paper, as a message. */
export function paperDetailsMessage(paper: Paper): Message {
  return { text: fallback(displayText(paper.title)), blocks: detailBlocks(paper) };
}

/** Everything known about a paper, as a modal. */
export function paperDetailsView(paper: Paper): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Paper details' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: detailBlocks(paper),
  };
}

/** Room of entries, beside the message's fallback text. */
const entriesBytes = maxMessageBytes - maxFallbackBytes - 300;

/** BibTeX entries alone, ready to copy. */
export function bibtexMessage(papers: readonly Paper[]): Message {
  const titles = papers.map(({ title }) => displayText(title)).join('; ');
  return {
    text: fallback(`BibTeX of ${titles}`),
    blocks: [richText(preformatted(bibliographyOf(papers, entriesBytes)))],
  };
}
