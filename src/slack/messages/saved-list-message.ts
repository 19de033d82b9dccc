import type { Button, KnownBlock, RichTextElement } from '@slack/types';
import { joined } from '../../digests/subscription-words.ts';
import { displayText } from '../../papers/display-text.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import type { Paper } from '../../papers/paper.ts';
import type { ShelfPage, ShelvedPaper } from '../../reading/browse.ts';
import { actionIds, encodeState, type ShelfState } from '../button-state.ts';
import { maxMessageBytes, papersPerPage } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { beside, button, row } from './elements.ts';
import { withCures } from './follow-up-messages.ts';
import { fallback, type Message, notice, typed } from './message.ts';
import { briefFactsOf, deedMenu, menuOf, titleLink } from './paper-blocks.ts';
import { line, text } from './rich-text.ts';

/** The papers that a person saved, or that people saved in a channel. */

export interface SavedListContext {
  readonly shelf: ShelfState;
  readonly thread?: string | undefined;
  /** What people are called, by their ids; those who are not in it are counted. */
  readonly names: ReadonlyMap<string, string>;
  /** The slash command. */
  readonly command: string;
  /** What was done, said above the list. */
  readonly lead?: Message | undefined;
}

/** A message, and how many papers it shows. */
export interface SavedListMessage {
  readonly message: Message;
  readonly shown: number;
}

const aboutBytes = 120;
const nameBytes = 60;
/** Named of those who saved a paper; the others are counted. */
const maxNames = 3;
const titleBytes = 330;
/** Two lines. */
const sentenceBytes = 220;

/** Shown by its name to those who may see it; it notifies nobody. */
const channelElement = (id: string): RichTextElement => ({ type: 'channel', channel_id: id });

const counted = (count: number, one: string, many: string): string => (count === 1 ? `one ${one}` : `${count} ${many}`);

/** "Ada, Ben and 2 others", "3 people" where nobody's name is known. */
function saversWords(savers: readonly string[], names: ReadonlyMap<string, string>): string {
  const known = savers.flatMap((id) => names.get(id) ?? []).slice(0, maxNames);
  const others = savers.length - known.length;
  if (known.length === 0) return counted(others, 'person', 'people');
  const told = known.map((name) => cutToBytes(displayText(name), nameBytes));
  return joined(others === 0 ? told : [...told, counted(others, 'other', 'others')]);
}

/** Slack shows the day by the reader's own clock. */
function savedWhen(savedAt: number): RichTextElement {
  return {
    type: 'date',
    timestamp: Math.floor(savedAt / 1_000),
    format: '{date_short}',
    fallback: new Date(savedAt).toISOString().slice(0, 10),
  };
}

function savedFacts(
  { savers, savedAt, isRead }: ShelvedPaper,
  { shelf, names }: Pick<SavedListContext, 'shelf' | 'names'>,
): RichTextElement[] {
  const by = shelf.channel === undefined ? '' : ` by ${saversWords(savers, names)}`;
  return [
    text(`Saved${by} on `, { italic: true }),
    savedWhen(savedAt),
    ...(shelf.channel === undefined && isRead ? [text(' · read', { italic: true })] : []),
  ];
}

/** What it is about, so that people remember why they saved it. */
function aboutPaper(paper: Paper | undefined): string {
  if (paper === undefined) return 'The library no longer holds this paper.';
  const { label, text: sentence } = oneSentence(paper);
  return cutToBytes(`${label}${sentence}`, sentenceBytes) || 'No abstract is known.';
}

/** One of the list, with its menu. */
export function shelvedBlocks(
  saved: ShelvedPaper,
  number: number,
  context: Pick<SavedListContext, 'shelf' | 'thread' | 'names'>,
): KnownBlock[] {
  const { shelf, thread } = context;
  const { id, paper, title, isRead } = saved;
  const facts = paper === undefined ? [] : briefFactsOf(paper);
  const head =
    paper === undefined ? text(cutToBytes(displayText(title), titleBytes), { bold: true }) : titleLink(paper);
  const own = [
    ...(paper === undefined ? [] : (['details', 'similar', 'bibtex'] as const)),
    isRead ? ('unread' as const) : ('read' as const),
    'remove' as const,
  ];
  const state = { id, ...(thread !== undefined && { thread }) };
  const menu =
    shelf.channel === undefined
      ? (deedMenu(own, () => ({ ...state, shelf })) ?? deedMenu(own, () => state))
      : paper && menuOf(paper, { thread, canShare: false });
  return [
    line(
      text(`${number}. `, { bold: true }),
      head,
      ...(facts.length === 0 ? [] : [text('\n'), ...facts]),
      text('\n'),
      ...savedFacts(saved, context),
    ),
    beside(aboutPaper(paper), menu),
  ];
}

/** ", 3 of them" of 12, "" of the only one. */
function ofThem(found: number, saved: number): string {
  if (saved === 1) return '';
  if (found === saved) return saved === 2 ? ', both of them' : ', all of them';
  return `, ${found === 1 ? 'one' : found} of them`;
}

/** "You saved 12 papers, 3 of them on “moe”: 1–3 of 3", and what is said where a channel is shown in the middle. */
function headingOf({ offset, ids, saved }: ShelfPage, { shelf }: SavedListContext, shown: number) {
  const papers = counted(saved, 'paper', 'papers');
  const about =
    shelf.about === undefined
      ? ''
      : `${ofThem(ids.length, saved)} on “${cutToBytes(displayText(shelf.about), aboutBytes)}”`;
  const last = offset + shown;
  const range = shown === ids.length ? '' : `: ${shown === 1 ? last : `${offset + 1}–${last}`} of ${ids.length}`;
  const bold = { bold: true } as const;
  if (shelf.channel === undefined) {
    const heading = `You saved ${papers}${about}${range}`;
    return { said: heading, elements: [text(heading, bold)] };
  }
  return {
    said: `People saved ${papers} in this channel${about}${range}`,
    elements: [
      text(`People saved ${papers} in `, bold),
      channelElement(shelf.channel),
      ...(about + range === '' ? [] : [text(about + range, bold)]),
    ],
  };
}

function pageButtons({ offset, ids }: ShelfPage, { shelf, thread }: SavedListContext, shown: number): KnownBlock[] {
  const to = (from: number) => encodeState({ shelf: { ...shelf, from }, ...(thread !== undefined && { thread }) });
  const next = offset + shown;
  const left = ids.length - next;
  const buttons: Button[] = [
    ...(offset > 0 ? [button(`${actionIds.shelf}_0`, 'Back', to(Math.max(offset - papersPerPage, 0)))] : []),
    ...(left > 0 ? [button(`${actionIds.shelf}_1`, `Next ${Math.min(papersPerPage, left)}`, to(next))] : []),
  ];
  return row(...buttons, button(actionIds.exportSaved, 'Export BibTeX', to(0)));
}

function noticeOf(said: string, ...elements: RichTextElement[]): Message {
  return { text: fallback(said), blocks: [line(...elements)] };
}

function emptyMessage({ saved }: ShelfPage, { shelf, command }: SavedListContext): Message {
  if (saved === 0 && shelf.channel !== undefined)
    return noticeOf(
      'Nobody has saved a paper in this channel yet.',
      text('Nobody has saved a paper in '),
      channelElement(shelf.channel),
      text(' yet. What people save from a message that everyone there sees is listed here.'),
    );
  if (saved === 0)
    return notice(
      'You have not saved a paper yet. Choose Save in the menu beside a paper, or react to it with 🔖, and ',
      typed(`${command} saved`),
      ' lists it.',
    );
  const about = cutToBytes(shelf.about ?? '', aboutBytes);
  const all = shelf.channel === undefined ? 'saved' : 'saved here';
  const search = `Search the library for “${cutToBytes(about, 40)}”`;
  const cures = [
    { label: 'Show all of them', state: { say: all }, isPrivate: true },
    { label: search, state: { say: `"${about.replaceAll('"', '')}"` }, isPrivate: true },
  ];
  const none = saved === 1 ? 'The one saved paper is not' : `None of the ${saved} saved papers is`;
  return withCures(notice(`${none} on “${about}”.`), cures);
}

function withLead({ text: words, blocks }: Message, lead: Message | undefined): Message {
  return lead === undefined ? { text: words, blocks } : { text: lead.text, blocks: [...lead.blocks, ...blocks] };
}

/** A page of the list, within Slack's limits whatever the papers hold. */
export function savedListMessage(page: ShelfPage, context: SavedListContext): SavedListMessage {
  if (page.ids.length === 0) return { message: withLead(emptyMessage(page, context), context.lead), shown: 0 };
  const drawn = page.papers.map((paper, index) => shelvedBlocks(paper, page.offset + index + 1, context));
  const frame = (shown: number): Message => {
    const heading = headingOf(page, context, shown);
    const titles = page.papers
      .slice(0, shown)
      .map(({ title }, index) => `${page.offset + index + 1}. ${displayText(title)}`);
    return {
      text: fallback([heading.said, ...titles].join('\n')),
      blocks: [line(...heading.elements), ...drawn.slice(0, shown).flat(), ...pageButtons(page, context, shown)],
    };
  };
  let shown = drawn.length;
  while (shown > 1 && jsonBytes(withLead(frame(shown), context.lead)) > maxMessageBytes) shown -= 1;
  return { message: withLead(frame(shown), context.lead), shown };
}
