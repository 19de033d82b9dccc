import type {
  AllMiddlewareArgs,
  BlockButtonAction,
  BlockOverflowAction,
  BlockStaticSelectAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Logger } from 'pino';
import type { Paperboy } from '../../../library/open-paperboy.ts';
import type { ReadingService } from '../../../reading/reading-service.ts';
import type { PageState } from '../../button-state.ts';
import type { KnownLists } from '../../conversation/known-lists.ts';
import type { Posted } from '../../conversation/posted-metadata.ts';
import type { Cards } from '../../delivery/cards.ts';
import type { Sleep } from '../../delivery/rate-limit.ts';
import type { ReaderSummaries } from '../../delivery/reader-summaries.ts';
import { type Recipient, showPerson, tellPerson } from '../../delivery/tell-person.ts';
import { type Audience, answerMessage } from '../../messages/answer-message.ts';
import type { Message } from '../../messages/message.ts';
import { notice } from '../../messages/notice.ts';
import { callerOf, type Reach } from '../../reach.ts';
import type { Reply } from '../../requests/answer-papers.ts';

import { type Home, isHome, sayAtHome } from '../../requests/home.ts';
import { askFor, pageSizeOf } from '../../requests/paper-list.ts';

export interface ButtonDependencies {
  readonly paperboy: Paperboy;
  readonly reading: ReadingService;
  readonly home: Home;
  readonly command: string;
  readonly knownLists: KnownLists;
  readonly reach: Pick<Reach, 'seal' | 'unseal'>;
  readonly cards: Cards;
  readonly summaryFor?: ReaderSummaries | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly logger: Logger;
}

/** A press of a button, or a choice from a menu of the same. */
export type PaperArgs = SlackActionMiddlewareArgs<BlockButtonAction | BlockStaticSelectAction | BlockOverflowAction> &
  AllMiddlewareArgs;
export type PaperListener = (args: PaperArgs) => Promise<void>;

export const gone = notice('The library no longer holds that paper.');

interface TellOptions extends Pick<Recipient, 'sleep' | 'logger' | 'replaces'> {
  readonly cards?: Cards | undefined;
}

function presser(args: PaperArgs, thread: string | undefined, { cards, ...options }: TellOptions): Recipient {
  const { body, client, respond } = args;
  const { sleep, logger, replaces = false } = options;
  const place = { channel: body.channel?.id, user: body.user.id, thread };
  return { client, respond, ...place, replaces, pressed: body, cards: cards?.(callerOf(args).team), sleep, logger };
}

export function tellPresser(
  args: PaperArgs,
  thread: string | undefined,
  message: Message,
  options: TellOptions,
): Promise<void> {
  return tellPerson(presser(args, thread, options), message);
}

/** The message is theirs alone, or they pressed in App Home or in a window. */
export function isOnlyTheirs({ body }: PaperArgs): boolean {
  return body.container['is_ephemeral'] === true || body.view !== undefined;
}

/** Says what was changed of what they keep; App Home, where it is listed, is never older than that. */
export async function tellOfChange(
  args: PaperArgs,
  thread: string | undefined,
  message: Message,
  options: TellOptions & Pick<ButtonDependencies, 'home'>,
): Promise<void> {
  const { client, body } = args;
  const { team, user: person } = callerOf(args);
  if (isHome(body.view)) return sayAtHome(options, { client, person: { team, person }, view: body.view }, message);
  await tellPresser(args, thread, message, options);
  if (body.view !== undefined) await options.home.refresh(client, { team, person });
}

/** What only the presser sees cannot be read back from Slack; they may go on with it all the same. */
export async function replyToPresser(
  args: PaperArgs,
  thread: string | undefined,
  { message, posted, postedWithCards = posted }: Reply,
  options: TellOptions & Pick<ButtonDependencies, 'knownLists'>,
): Promise<void> {
  const form = await showPerson(presser(args, thread, options), message);
  const { payload } = args;
  const { team, user, channel } = callerOf(args);
  const shown = form === 'cards' ? postedWithCards : posted;
  if (shown === undefined || channel === undefined) return;
  options.knownLists.remember({ team, channel, thread, user, ts: payload.action_ts, posted: shown });
}

/** One page of a list, for the one who pressed; from App Home and windows there is no channel to share it to. */
export async function pageReply(
  { body }: PaperArgs,
  { paperboy, command }: ButtonDependencies,
  { list, offset, before, thread, shown: shownBefore }: PageState,
): Promise<Reply> {
  const page = { offset, limit: pageSizeOf(list), ...(shownBefore !== undefined && { shown: shownBefore }) };
  const answer = await askFor(paperboy.ask, list, page);
  if (answer === undefined) return { message: gone };
  const audience: Audience = { kind: 'one-person', canShare: body.view === undefined, thread };
  const context = { list, command, before, shown: shownBefore, audience };
  const { message, shown, shownOnCards } = answerMessage(answer, context);
  if (answer.kind !== 'matches') return { message };
  const ids = answer.matches.map(({ paper }) => paper.id);
  const posted = (count: number): Posted => ({ list, from: answer.offset, ids: ids.slice(0, count) });
  return {
    message,
    posted: posted(shown),
    ...(shownOnCards !== undefined && { postedWithCards: posted(shownOnCards) }),
  };
}
