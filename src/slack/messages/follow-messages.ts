import type { Button, KnownBlock } from '@slack/types';
import type { Digest } from '../../digests/digest.ts';
import { type FollowLine, followReason } from '../../digests/follow-line.ts';
import { joined } from '../../digests/subscription-words.ts';
import { displayText } from '../../papers/display-text.ts';
import { paperLinks } from '../../papers/links.ts';
import { maxFollows } from '../../reading/follow-list.ts';
import type { Follow, FollowTarget } from '../../store/follows.ts';
import { actionIds, encodeState, encodeUnderstood, type Understood } from '../button-state.ts';
import { maxMessageBytes } from '../limits.ts';
import { cutToBytes, jsonBytes } from './cut-text.ts';
import { beside, button, withButtons } from './elements.ts';
import { fallback, type Message, notice, typed } from './message.ts';
import { line, link, richText, section, text } from './rich-text.ts';

/** Authors and papers that a person follows: how it begins and ends, and what is new of them. */

const nameBytes = 160;
const named = ({ kind, name }: Pick<Follow, 'kind' | 'name'>): string => {
  const shown = cutToBytes(displayText(name), nameBytes);
  return kind === 'author' ? shown : `“${shown}”`;
};

const stopButton = (target: FollowTarget): Button =>
  button(actionIds.unfollow, 'Stop', encodeState({ kind: target.kind, target: target.target }));

/** Where what is new is told; `setUp`: of a digest of one's own that is still to be set up. */
export interface Followed {
  readonly follow: Pick<Follow, 'kind' | 'target' | 'name'>;
  /** Papers by that author in the library. */
  readonly papers?: number | undefined;
  readonly setUp: Understood | undefined;
}

const held = (papers: number): string => {
  if (papers === 0) return ' The library has no paper by that name yet.';
  return papers === 1 ? ' The library has one paper by that name.' : ` The library has ${papers} papers by that name.`;
};

export function followedMessage({ follow, papers, setUp }: Followed): Message {
  const what = follow.kind === 'author' ? 'New papers' : 'New versions, code that appears and papers like it';
  const where =
    setUp === undefined
      ? `${what} are told in your own digest.`
      : `${what} are told in a digest of your own, which you do not have yet.`;
  const value = setUp && encodeUnderstood(setUp);
  const form = setUp === undefined ? [] : [button(actionIds.subscribeForm, 'Set up my digest', value)];
  const count = papers === undefined ? '' : held(papers);
  return withButtons(notice(`You follow ${named(follow)} now.${count} ${where}`), [...form, stopButton(follow)]);
}

export function followedBeforeMessage(follow: Pick<Follow, 'kind' | 'target' | 'name'>): Message {
  return withButtons(notice(`You follow ${named(follow)} already.`), [stopButton(follow)]);
}

export function unfollowedMessage(follow: Pick<Follow, 'kind' | 'name'>): Message {
  return notice(`You do not follow ${named(follow)} any more.`);
}

export const followsEnough = notice(
  `You follow ${maxFollows} authors and papers, which is as many as I look after. Stop one first.`,
);

export const notFollowed = notice('You do not follow that any more.');

export function howToFollow(command: string): Message {
  return notice(
    'Whom or what? Write ',
    typed(`${command} follow author:"Ada Marlowe"`),
    ' or ',
    typed(`${command} follow 2402.17762`),
    ', or say ',
    typed('follow this paper'),
    ' under one.',
  );
}

function countOf(follows: readonly Follow[], kind: Follow['kind']): string[] {
  const { length } = follows.filter((follow) => follow.kind === kind);
  if (length === 0) return [];
  return [length === 1 ? `one ${kind}` : `${length} ${kind}s`];
}

/** What a person follows, each with a button to stop; undefined where they follow nothing. */
function followingBlocks(follows: readonly Follow[]): KnownBlock[] {
  const heading = `You follow ${joined([...countOf(follows, 'author'), ...countOf(follows, 'paper')])}`;
  return [
    line(text(heading, { bold: true })),
    ...follows.map((follow) =>
      beside(`${follow.kind === 'author' ? 'Author' : 'Paper'}: ${named(follow)}`, stopButton(follow)),
    ),
  ];
}

/** Rows that fit in a message. */
function fitting(blocks: readonly KnownBlock[], maxBytes: number, maxCount: number): KnownBlock[] {
  const kept = blocks.slice(0, Math.max(maxCount, 1));
  while (kept.length > 1 && jsonBytes(kept) > maxBytes) kept.pop();
  const left = blocks.length - kept.length;
  return left === 0 ? kept : [...kept, line(text(`and ${left} more`))];
}

/** Slack takes 50 blocks; digests may stand above. */
const maxRows = 30;

export function followingMessage(follows: readonly Follow[], command: string): Message {
  if (follows.length === 0) {
    const { text: words, blocks } = howToFollow(command);
    const none = 'You follow nobody and no paper yet.';
    return { text: fallback(`${none} ${words}`), blocks: [line(text(none)), ...blocks] };
  }
  return {
    text: fallback(`You follow ${follows.map(named).join(', ')}`),
    blocks: fitting(followingBlocks(follows), maxMessageBytes - 1_000, maxRows),
  };
}

/** The digests of one's own, and below them what one follows, as far as there is room. */
export function withFollowing({ text: words, blocks }: Message, follows: readonly Follow[]): Message {
  if (follows.length === 0) return { text: words, blocks };
  const room = maxMessageBytes - jsonBytes(blocks) - 1_000;
  return { text: words, blocks: [...blocks, ...fitting(followingBlocks(follows), room, maxRows - blocks.length)] };
}

const titleBytes = 200;
/** Those of arXiv have some 40; a search for a title may have a thousand. */
const maxUrlBytes = 160;

function lineElements(line: FollowLine) {
  const reason = cutToBytes(followReason({ ...line, name: displayText(line.name) }), nameBytes);
  const { page } = paperLinks({ id: line.id, title: line.title, abstract: '' });
  const title = cutToBytes(displayText(line.title), titleBytes);
  return [text(`${reason}: `), jsonBytes(page) > maxUrlBytes ? text(title) : link(page, title)];
}

/** What is new of what its reader follows, a line each, below the papers of a digest. */
export function followedBlocks({ followed = [] }: Digest): KnownBlock[] {
  if (followed.length === 0) return [];
  return [
    richText(section(text('What you follow', { bold: true })), {
      type: 'rich_text_list',
      style: 'bullet',
      elements: followed.map((line) => section(...lineElements(line))),
    }),
  ];
}
