import type { Block, Button, KnownBlock, PlainTextElement } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import { codeLabel } from '../../papers/facts.ts';
import { paperLinks } from '../../papers/links.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import type { Paper } from '../../papers/paper.ts';
import type { Match } from '../../search/answer.ts';
import { actionIds, encodeState, type PaperState } from '../button-state.ts';
import { maxCardBlocksBytes, maxCards } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { button, verbatim } from './elements.ts';
import { fallback } from './message.ts';
import { briefFactsText, factsText, leastSentenceChars, noAbstract } from './paper-blocks.ts';

/**
 * Papers as Slack's cards. The words of papers stand in plain text, which Slack does not parse; @slack/types knows of mrkdwn alone there,
 * Slack's reference of both: https://docs.slack.dev/reference/block-kit/blocks/card-block
 */
export interface PaperCard extends Block {
  readonly type: 'card';
  readonly hero_image?: { readonly type: 'image'; readonly image_url: string; readonly alt_text: string };
  readonly title: PlainTextElement;
  readonly subtitle?: PlainTextElement;
  readonly body: PlainTextElement;
  /** Links alone, with words of ours. */
  readonly subtext?: { readonly type: 'mrkdwn'; readonly text: string; readonly verbatim: true };
  readonly actions?: readonly Button[];
}

/** Cards side by side, of which people see the next ones when they scroll. */
export interface PaperCarousel extends Block {
  readonly type: 'carousel';
  readonly elements: readonly PaperCard[];
}

// Slack's limits in characters, which are never more than bytes: https://docs.slack.dev/reference/block-kit/blocks/card-block
const titleBytes = 150;
const subtitleBytes = 150;
const bodyBytes = 200;
const subtextChars = 200;
/** Ours; Slack takes 3,000 characters. Addresses of Hugging Face's pictures have some 80. */
const pictureBytes = 300;

export interface CardOptions {
  readonly buttons: readonly Button[];
  /** Its place in a list. */
  readonly number?: number;
  readonly hasPicture?: boolean;
  /** Stands before what is known of the paper: "archive". */
  readonly mark?: string | undefined;
  /** A line above its sentence. */
  readonly lead?: string | undefined;
  /** As where many papers stand close together. */
  readonly isBrief?: boolean;
  /** The most that its sentence may take, in bytes. */
  readonly sentenceBytes?: number;
}

/** Of our own words. What ends a link or begins another cannot stand in its address: https://docs.slack.dev/messaging/formatting-message-text */
function mrkdwnLink(url: string, label: string): string {
  return `<${url.replace(/[\s<>|]/gu, encodeURIComponent).replaceAll('&', '&amp;')}|${label}>`;
}

/** "Paper · PDF · Code ★ 9", as many as there is room for. */
function linksOf(paper: Paper): string {
  const { page, pdf, code } = paperLinks(paper);
  const links = [
    mrkdwnLink(page, 'Paper'),
    ...(pdf === undefined ? [] : [mrkdwnLink(pdf, 'PDF')]),
    ...code.slice(0, 1).map((url) => mrkdwnLink(url, codeLabel(paper))),
  ];
  let line = '';
  for (const link of links) {
    const longer = line === '' ? link : `${line} · ${link}`;
    if ([...longer].length <= subtextChars) line = longer;
  }
  return line;
}

function pictureOf(paper: Paper): Pick<PaperCard, 'hero_image'> {
  const { picture } = paperLinks(paper);
  if (picture === undefined || Buffer.byteLength(picture) > pictureBytes) return {};
  const words = cutToBytes(`Picture of “${displayText(paper.title)}”`, titleBytes);
  return { hero_image: { type: 'image', image_url: picture, alt_text: words } };
}

/** What a paper is about, as its card says it. */
function sentenceOf(paper: Paper, maxBytes = bodyBytes, lead = ''): string {
  const { text, label } = oneSentence(paper);
  const sentence = text === '' ? noAbstract : `${label}${text}`;
  return cutToBytes(lead === '' ? sentence : `${lead}\n${sentence}`, Math.min(maxBytes, bodyBytes));
}

export function paperCard(paper: Paper, options: CardOptions): PaperCard {
  const { buttons, number, hasPicture = false, mark, lead, isBrief = false, sentenceBytes } = options;
  const place = number === undefined ? '' : `${number}. `;
  const facts = [mark ?? '', (isBrief ? briefFactsText : factsText)(paper)].filter((fact) => fact !== '').join(' · ');
  const links = linksOf(paper);
  return {
    type: 'card',
    ...(hasPicture && pictureOf(paper)),
    title: verbatim(cutToBytes(`${place}${displayText(paper.title)}`, titleBytes)),
    ...(facts !== '' && { subtitle: verbatim(cutToBytes(facts, subtitleBytes)) }),
    body: verbatim(sentenceOf(paper, sentenceBytes, lead)),
    ...(links !== '' && { subtext: { type: 'mrkdwn', text: links, verbatim: true } }),
    ...(buttons.length > 0 && { actions: buttons }),
  };
}

const deeds = {
  details: { label: 'Details', actionId: actionIds.details },
  similar: { label: 'Similar', actionId: actionIds.similar },
  save: { label: 'Save', actionId: actionIds.save },
  share: { label: 'Share', actionId: actionIds.share },
} as const;
export type CardDeed = keyof typeof deeds;

/** What can be done with a paper on its card. @param place of the card among those of one block, where no two buttons may have one id */
export function cardButtons(state: PaperState, shown: readonly CardDeed[], place?: number): Button[] {
  const suffix = place === undefined ? '' : `_${place}`;
  return shown.map((deed) => button(`${deeds[deed].actionId}${suffix}`, deeds[deed].label, encodeState(state)));
}

/** The same block where Slack cannot fetch its picture. */
export function withoutPicture(block: Block): Block {
  if (!('hero_image' in block)) return block;
  const { hero_image: _, ...bare } = block;
  return bare;
}

/** The text beside cards, for clients that draw none: title, link and sentence of each paper. */
const textBytes = 1_600;
const mostOfOneBytes = 600;
const textTitleBytes = 160;

/** @param lead stands before them @param from the number of the first, where they are several */
export function cardsText(papers: readonly Paper[], lead = '', from = 1): string {
  const each = Math.min(mostOfOneBytes, Math.floor((textBytes - Buffer.byteLength(lead)) / Math.max(1, papers.length)));
  const told = papers.map((paper, index) => {
    const place = papers.length > 1 ? `${index + from}. ` : '';
    const head = `${place}${cutToBytes(displayText(paper.title), Math.min(textTitleBytes, each))}`;
    const { page } = paperLinks(paper);
    const withLink = Buffer.byteLength(`${head} ${page}`) > each ? head : `${head} ${page}`;
    const sentence = sentenceOf(paper, each - Buffer.byteLength(withLink));
    return sentence.length < leastSentenceChars ? withLink : `${withLink}\n${sentence}`;
  });
  return fallback([...(lead === '' ? [] : [lead]), ...told].join('\n'), textBytes);
}

export interface CarouselOptions {
  readonly thread: string | undefined;
  readonly canShare: boolean;
  /** Room for all of it, in bytes of JSON. */
  readonly maxBytes: number;
}

/** Papers side by side, as many as there is room for; one at least. */
export function paperCarousel(matches: readonly Match[], options: CarouselOptions): PaperCarousel {
  const { thread, canShare, maxBytes } = options;
  const deeds: readonly CardDeed[] = canShare ? ['details', 'save', 'share'] : ['details', 'similar', 'save'];
  const elements: PaperCard[] = [];
  for (const [place, { paper, rank }] of matches.slice(0, maxCards).entries()) {
    const buttons = cardButtons({ id: paper.id, thread }, deeds, place);
    const card = paperCard(paper, { buttons, number: rank, isBrief: true });
    if (elements.length > 0 && jsonBytes([...elements, card]) > maxBytes) break;
    elements.push(card);
  }
  return { type: 'carousel', elements };
}

/** What stands round a carousel leaves it this room. */
export function carouselRoom(frame: readonly KnownBlock[]): number {
  return maxCardBlocksBytes - jsonBytes(frame) - jsonBytes({ type: 'carousel', elements: [] });
}
