import type { Button, KnownBlock, ModalView, RichTextElement } from '@slack/types';
import { bibliographyOf, bibtexOf } from '../../papers/bibtex.ts';
import { displayText } from '../../papers/display-text.ts';
import { keywordsForPeople } from '../../papers/facts.ts';
import { paperLinks } from '../../papers/links.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import type { Paper } from '../../papers/paper.ts';
import { maxCardBlocksBytes, maxFallbackBytes, maxMessageBytes } from '../limits.ts';
import type { Audience } from './answer-message.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { row } from './elements.ts';
import { type CardMessage, fallback, type Message } from './message.ts';
import { factsOf, sentenceElements, titleLink } from './paper-blocks.ts';
import { cardButtons, cardsText, paperCard } from './paper-card.ts';
import { line, link, preformatted, richText, text } from './rich-text.ts';
import { windowOf } from './windows.ts';

// Together with links and BibTeX this stays under 9,000 bytes; arXiv caps abstracts at 1,920 characters.
const abstractBytes = 4_000;
const bibtexBytes = 1_500;
const aiSummaryBytes = 600;
const keywordsBytes = 300;
const maxCodeLinks = 3;
const codeLinkBytes = 200;

function linksOf(paper: Paper, except: readonly string[] = []): RichTextElement[] {
  const { page, code, project } = paperLinks(paper);
  const isShort = (url: string): boolean => url.length <= codeLinkBytes;
  const shown = [
    page,
    ...[project ?? ''].filter((url) => url !== '' && isShort(url)),
    ...code.filter(isShort).slice(0, maxCodeLinks),
  ];
  const listed = shown.filter((url) => !except.includes(url));
  return listed.flatMap((url, index) => (index === 0 ? [link(url, url)] : [text('\n'), link(url, url)]));
}

function byModel(paper: Paper): RichTextElement[] {
  const sentence = oneSentence(paper);
  return sentence.label === '' ? [] : sentenceElements(sentence, aiSummaryBytes);
}

function keywordsOf(paper: Paper): RichTextElement[] {
  const keywords = cutToBytes(keywordsForPeople(paper), keywordsBytes);
  return keywords === '' ? [] : [text(`\nKeywords: ${keywords}`, { italic: true })];
}

const abstractBlock = (paper: Paper, maxBytes: number): KnownBlock =>
  line(text(cutToBytes(displayText(paper.abstract), maxBytes)));

const bibtexBlock = (paper: Paper): KnownBlock => richText(preformatted(bibtexOf(paper, bibtexBytes)));

function detailBlocks(paper: Paper, deeds: readonly KnownBlock[] = []): KnownBlock[] {
  return [
    line(titleLink(paper), text('\n'), ...factsOf(paper), ...byModel(paper), ...keywordsOf(paper)),
    ...deeds,
    abstractBlock(paper, abstractBytes),
    line(...linksOf(paper)),
    bibtexBlock(paper),
  ];
}

/** What stands under a card has no line before it to end. */
function fromItsOwnLine([first, ...others]: readonly RichTextElement[]): KnownBlock[] {
  if (first === undefined) return [];
  return [line(first.type === 'text' ? { ...first, text: first.text.trimStart() } : first, ...others)];
}

/** The same under a card, which says title, facts, links and, if there is room for all of it, what a model wrote. */
function blocksUnderCard(paper: Paper, buttons: readonly Button[]): CardMessage['blocks'] {
  const card = paperCard(paper, { buttons, hasPicture: true });
  const sentence = oneSentence(paper);
  const isSaid = card.body.text === `${sentence.label}${sentence.text}`;
  const head = [card, ...fromItsOwnLine([...(isSaid ? [] : byModel(paper)), ...keywordsOf(paper)])];
  const { page, code } = paperLinks(paper);
  const onCard = [page, ...code].filter((url) => card.subtext?.text.includes(`<${url}|`) === true);
  const links = linksOf(paper, onCard);
  const last = [...(links.length === 0 ? [] : [line(...links)]), bibtexBlock(paper)];
  const room = maxCardBlocksBytes - jsonBytes([...head, abstractBlock(paper, 0), ...last]);
  return [...head, abstractBlock(paper, Math.min(abstractBytes, room)), ...last];
}

function deedsWith({ id }: Paper, thread: string | undefined, canShare: boolean): Button[] {
  return cardButtons({ id, thread }, canShare ? ['similar', 'save', 'share'] : ['similar', 'save']);
}

/** Everything known about a paper, as a message. */
export function paperDetailsMessage(paper: Paper, audience: Audience): Message {
  const canShare = audience.kind === 'one-person' && audience.canShare;
  const buttons = deedsWith(paper, audience.thread, canShare);
  return {
    ...{ text: fallback(displayText(paper.title)), blocks: detailBlocks(paper) },
    cards: { text: cardsText([paper]), blocks: blocksUnderCard(paper, buttons) },
  };
}

export interface DetailsWindow {
  readonly hasCard: boolean;
  /** Where it was opened, sealed, see reach.ts. */
  readonly metadata: string;
  readonly thread: string | undefined;
  /** It was opened in a channel. */
  readonly canShare: boolean;
}

/** Everything known about a paper, as a modal, with what can be done with it. */
export function paperDetailsView(paper: Paper, { hasCard, metadata, thread, canShare }: DetailsWindow): ModalView {
  const buttons = deedsWith(paper, thread, canShare);
  const blocks = hasCard ? blocksUnderCard(paper, buttons) : detailBlocks(paper, row(...buttons));
  return { ...windowOf('Paper details', blocks, 'Close'), private_metadata: metadata };
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
