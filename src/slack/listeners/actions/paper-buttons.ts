import type {
  AllMiddlewareArgs,
  BlockButtonAction,
  BlockStaticSelectAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Paperboy } from '../../../library/open-paperboy.ts';
import { decodePageState, decodePaperState, type PageState, stateOf } from '../../button-state.ts';
import type { ThreadLists } from '../../conversation/known-lists.ts';
import { metadataOf, type Posted } from '../../conversation/posted-metadata.ts';
import { slackCodeOf } from '../../delivery/errors.ts';
import { type Sleep, waitingForRateLimit } from '../../delivery/rate-limit.ts';
import { answerPrivately, respondWith } from '../../delivery/tell-person.ts';
import { papersPerPage } from '../../limits.ts';
import { type Audience, answerMessage } from '../../messages/answer-message.ts';
import { type Message, noUnfurl } from '../../messages/message.ts';
import { notice } from '../../messages/notice.ts';
import { paperDetailsView } from '../../messages/paper-details.ts';
import { sharedPaperMessage } from '../../messages/shared-paper-message.ts';
import { askFor } from '../../requests/paper-list.ts';
import type { Reply } from '../../requests/papers-request.ts';

export interface ButtonDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly threadLists: ThreadLists;
  readonly sleep: Sleep;
}

/** A press of a button, or a choice from a menu of the same. */
type ButtonArgs = SlackActionMiddlewareArgs<BlockButtonAction | BlockStaticSelectAction> & AllMiddlewareArgs;
type ButtonListener = (args: ButtonArgs) => Promise<void>;

const gone = notice('The library no longer holds that paper.');

/** Buttons answer the one who pressed them; only Share posts for everyone. */
function audienceIn(thread: string | undefined): Audience {
  return { kind: 'one-person', canShare: true, ...(thread !== undefined && { thread }) };
}

function tellPresser(
  { body, client, respond }: ButtonArgs,
  thread: string | undefined,
  message: Message,
  sleep: Sleep,
): Promise<void> {
  return answerPrivately({ client, respond, channel: body.channel?.id, user: body.user.id, thread, sleep }, message);
}

/** What only the presser sees cannot be read back from Slack; they may go on with it all the same. */
function rememberForPresser(
  { body, payload }: ButtonArgs,
  thread: string | undefined,
  posted: Posted | undefined,
  threadLists: ThreadLists,
): void {
  const channel = body.channel?.id;
  if (posted === undefined || channel === undefined) return;
  threadLists.remember({ channel, thread, user: body.user.id, ts: payload.action_ts, posted });
}

/** Opens a window with everything known about the paper. */
export function createShowDetails({ paperboy, sleep }: ButtonDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const paper = await paperboy.ask.paper(id);
    if (paper === undefined) return tellPresser(args, thread, gone, sleep);
    await args.client.views.open({ trigger_id: args.body.trigger_id, view: paperDetailsView(paper) });
  };
}

async function pageReply(
  { paperboy, command }: ButtonDependencies,
  { list, offset, before, thread, shown: shownBefore }: PageState,
): Promise<Reply> {
  const page = { offset, limit: papersPerPage, ...(shownBefore !== undefined && { shown: shownBefore }) };
  const answer = await askFor(paperboy.ask, list, page);
  if (answer === undefined) return { message: gone };
  const context = { list, command, before, shown: shownBefore, audience: audienceIn(thread) };
  const { message, shown } = answerMessage(answer, context);
  if (answer.kind !== 'matches') return { message };
  const ids = answer.matches.slice(0, shown).map(({ paper }) => paper.id);
  return { message, posted: { list, from: answer.offset, ids } };
}

export function createShowSimilar(dependencies: ButtonDependencies): ButtonListener {
  const { threadLists, sleep } = dependencies;
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const page = { list: { kind: 'similar', id }, offset: 0, before: [], thread } as const;
    const { message, posted } = await pageReply(dependencies, page);
    await tellPresser(args, thread, message, sleep);
    rememberForPresser(args, thread, posted, threadLists);
  };
}

/** Another page: in place where only the presser sees the message, else as a message of their own. */
export function createTurnPage(dependencies: ButtonDependencies): ButtonListener {
  const { threadLists, sleep } = dependencies;
  return async (args) => {
    await args.ack();
    const page = decodePageState(stateOf(args.payload));
    const { message, posted } = await pageReply(dependencies, page);
    const isPrivate = args.body.container['is_ephemeral'] === true;
    if (isPrivate) {
      const replacing = { response_type: 'ephemeral', replace_original: true } as const;
      await respondWith(args.respond, { ...message, ...replacing }, sleep);
    } else {
      await tellPresser(args, page.thread, message, sleep);
    }
    rememberForPresser(args, page.thread, posted, threadLists);
  };
}

/**
 * Posts the paper for everyone, naming who shared it. Where the bot is not a member, the response_url of the button can still
 * post; nobody has to invite the bot for that.
 */
export function createSharePaper({ paperboy, threadLists, sleep }: ButtonDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const { body, client, respond } = args;
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const paper = await paperboy.ask.paper(id);
    const channel = body.channel?.id;
    if (paper === undefined || channel === undefined) return tellPresser(args, thread, gone, sleep);
    const content = sharedPaperMessage(paper, body.user.name ?? body.user.username ?? body.user.id);
    try {
      const place = { channel, ...(thread !== undefined && { thread_ts: thread }) };
      const posted = { paper: id };
      const metadata = metadataOf(posted);
      const { ts } = await waitingForRateLimit(
        () => client.chat.postMessage({ ...place, ...content, ...noUnfurl, metadata }),
        sleep,
      );
      if (ts !== undefined) threadLists.remember({ channel, thread: thread ?? ts, user: undefined, ts, posted });
    } catch (error) {
      const code = slackCodeOf(error);
      if (code !== 'not_in_channel' && code !== 'channel_not_found') throw error;
      await respondWith(respond, { ...content, response_type: 'in_channel', replace_original: false }, sleep);
    }
  };
}
