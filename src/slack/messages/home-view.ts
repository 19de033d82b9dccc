import type { Button, HeaderBlock, HomeView, KnownBlock, RichTextElement } from '@slack/types';
import type { SubscriptionReport } from '../../digests/digests.ts';
import type { Picks } from '../../digests/picks.ts';
import { joined } from '../../digests/subscription-words.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import type { Paper } from '../../papers/paper.ts';
import type { ShelfPage } from '../../reading/browse.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { actionIds, encodeState } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import { button, plain, row } from './elements.ts';
import type { Message } from './message.ts';
import { factsOf, sentenceBlock, titleBlock } from './paper-blocks.ts';
import { line, text } from './rich-text.ts';
import { shelvedBlocks } from './saved-list-message.ts';
import { searchInput } from './search-view.ts';
import { reportBlocks } from './subscriptions-message.ts';

/**
 * The app's Home tab. At most some sixty of its hundred blocks: five digests, five saved papers and five picks, each two blocks, and what
 * stands round them.
 */

/** Digests on one page. */
const digestsPerPage = 5;
/** Saved papers; the others are in the list of all. */
export const savedShown = 5;

/** Deliveries told of each digest: how the last one went. */
const toldDeliveries = 1;
/** Of one pick, in bytes of JSON. */
const pickBytes = 1_200;
const topicsBytes = 200;
const zoneBytes = 60;

/** What stands in it that is not the same for everyone. */
export interface HomePage {
  /** The first digest that is shown. */
  readonly digests: number;
}

export interface HomeContent {
  readonly page: HomePage;
  /** What was done a moment ago. */
  readonly lead?: Message | undefined;
  readonly librarySize: number;
  /** Those that the person set up, the next one first. */
  readonly digests: readonly SubscriptionReport[];
  readonly saved: ShelfPage;
  readonly picks: Picks;
  /** As the person's profile says; undefined: Slack did not tell. */
  readonly timeZone: string | undefined;
}

const heading = (words: string): HeaderBlock => ({ type: 'header', text: plain(words) });

/** Asks something as if it was typed behind the command; the answer comes in a window. */
const asking = (label: string, say: string, index: number): Button =>
  button(`${actionIds.run}_${index}`, label, encodeState({ say }));

/** A channel's name is shown to those who may see it. */
function placeOf({ channel }: Subscription): RichTextElement[] {
  if (channel.startsWith('D')) return [text(' in your direct message')];
  return [text(' in '), { type: 'channel', channel_id: channel }];
}

const setUp = (label: string): Button => button(actionIds.subscribeForm, label);

function digestBlocks({ digests, page, timeZone = 'UTC' }: HomeContent): KnownBlock[] {
  const title = heading('Your digests');
  if (digests.length === 0)
    return [
      title,
      line(text('You have set up none yet. A digest brings new papers on your topics, to you alone or to a channel.')),
      ...row(setUp('Set up a digest')),
    ];
  // Some of those before may have been stopped meanwhile.
  const from = page.digests < digests.length ? page.digests : 0;
  const shown = digests.slice(from, from + digestsPerPage);
  const left = digests.length - from - shown.length;
  const to = (label: string, index: number, first: number): Button =>
    button(`${actionIds.homePage}_${index}`, label, JSON.stringify({ digests: first } satisfies HomePage));
  const paging = [
    ...(from > 0 ? [to('Back', 0, Math.max(from - digestsPerPage, 0))] : []),
    ...(left > 0 ? [to(`Next ${Math.min(left, digestsPerPage)}`, 1, from + digestsPerPage)] : []),
  ];
  const range = `${from + 1}–${from + shown.length} of ${digests.length}`;
  return [
    title,
    ...shown.flatMap((report) =>
      reportBlocks(report, timeZone, { place: placeOf(report.subscription), mostTold: toldDeliveries }),
    ),
    ...(paging.length === 0 ? [] : [line(text(range)), ...row(...paging)]),
  ];
}

function savedBlocks({ saved }: HomeContent): KnownBlock[] {
  const title = heading('Saved papers');
  if (saved.papers.length === 0)
    return [title, line(text('Choose Save in the menu beside a paper, and it stands here.'))];
  const all = `All ${saved.ids.length} saved papers`;
  return [
    title,
    ...saved.papers.flatMap((paper, index) =>
      shelvedBlocks(paper, index + 1, { shelf: { from: 0 }, names: new Map<string, string>() }),
    ),
    ...(saved.ids.length > saved.papers.length ? row(asking(all, 'saved', 0)) : []),
  ];
}

function whyWords({ why, topics }: Picks): string {
  switch (why) {
    case 'topics':
      return `New on your topics: ${cutToBytes(joined(topics), topicsBytes)}.`;
    case 'upvoted':
      return 'The most upvoted of the last seven days on Hugging Face.';
    case 'newest':
      return 'The newest papers of the library.';
    default:
      return why satisfies never;
  }
}

function pickBlocks(paper: Paper, number: number): KnownBlock[] {
  return [
    titleBlock(paper, factsOf(paper), number),
    sentenceBlock(paper, oneSentence(paper), { canShare: false }, pickBytes),
  ];
}

function picksBlocks({ picks }: HomeContent): KnownBlock[] {
  if (picks.papers.length === 0) return [];
  return [
    heading('Today’s picks'),
    line(text(whyWords(picks), { italic: true })),
    ...picks.papers.flatMap((paper, index) => pickBlocks(paper, index + 1)),
  ];
}

function settingsBlocks({ timeZone, digests }: HomeContent): KnownBlock[] {
  const zone =
    timeZone === undefined
      ? 'Slack does not tell me your time zone, so times are in UTC. A digest can name its own: tz:Europe/London.'
      : `Your time zone is ${cutToBytes(timeZone, zoneBytes)}, as your Slack profile says. New digests begin with it.`;
  const isOwn = digests.some(({ subscription }) => subscription.channel.startsWith('D'));
  const setUps = digests.length === 0 ? [] : [setUp(isOwn ? 'Set up another digest' : 'Set up my own digest')];
  return [heading('Settings'), line(text(zone)), ...row(...setUps, asking('How fresh the papers are', 'status', 0))];
}

function searchBlocks({ librarySize }: HomeContent): KnownBlock[] {
  const papers = librarySize === 1 ? 'One paper' : `${librarySize} papers`;
  return [
    searchInput('', { isAtOnce: true }),
    ...row({ ...button(actionIds.homeSearch, 'Search'), style: 'primary' }, asking('Help', 'help', 0)),
    line(text(`${papers} in the library. Ask in your own words, or for one by its link.`, { italic: true })),
  ];
}

/** What a person finds when they come to the bot: what comes next for them, what they kept, and a field to ask in. */
export function homeView(content: HomeContent): HomeView {
  return {
    type: 'home',
    private_metadata: JSON.stringify(content.page),
    blocks: [
      ...(content.lead?.blocks ?? []),
      ...searchBlocks(content),
      ...digestBlocks(content),
      ...savedBlocks(content),
      ...picksBlocks(content),
      ...settingsBlocks(content),
    ],
  };
}
