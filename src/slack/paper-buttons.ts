import type {
  AllMiddlewareArgs,
  BlockButtonAction,
  BlockStaticSelectAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Paperboy } from '../compose.ts';
import { decodePageState, decodePaperState, type PageState, stateOf } from './button-state.ts';
import { slackCodeOf } from './errors.ts';
import { papersPerPage } from './limits.ts';
import { type Audience, answerMessage } from './messages/answer-message.ts';
import { type Message, noUnfurl } from './messages/message.ts';
import { notice } from './messages/notice.ts';
import { paperDetailsView } from './messages/paper-details.ts';
import { sharedPaperMessage } from './messages/shared-paper-message.ts';
import { askFor } from './paper-list.ts';
import { answerPrivately, respondWith } from './private-answer.ts';
import { type Sleep, waitingForRateLimit } from './rate-limit.ts';

export interface ButtonDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
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

async function pageMessage(
  { paperboy, command }: ButtonDependencies,
  { list, offset, before, thread }: PageState,
): Promise<Message> {
  const answer = await askFor(paperboy.ask, list, { offset, limit: papersPerPage });
  return answer === undefined
    ? gone
    : answerMessage(answer, { list, command, before, audience: audienceIn(thread) }).message;
}

export function createShowSimilar(dependencies: ButtonDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(stateOf(args.payload));
    const page = await pageMessage(dependencies, { list: { kind: 'similar', id }, offset: 0, before: [], thread });
    await tellPresser(args, thread, page, dependencies.sleep);
  };
}

/** Another page: in place where only the presser sees the message, else as a message of their own. */
export function createTurnPage(dependencies: ButtonDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const page = decodePageState(stateOf(args.payload));
    const message = await pageMessage(dependencies, page);
    const isPrivate = args.body.container['is_ephemeral'] === true;
    if (!isPrivate) return tellPresser(args, page.thread, message, dependencies.sleep);
    return respondWith(
      args.respond,
      { ...message, response_type: 'ephemeral', replace_original: true },
      dependencies.sleep,
    );
  };
}

/**
 * Posts the paper for everyone, naming who shared it. Where the bot is not a member, the response_url of the button can still
 * post; nobody has to invite the bot for that.
 */
export function createSharePaper({ paperboy, sleep }: ButtonDependencies): ButtonListener {
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
      await waitingForRateLimit(() => client.chat.postMessage({ ...place, ...content, ...noUnfurl }), sleep);
    } catch (error) {
      const code = slackCodeOf(error);
      if (code !== 'not_in_channel' && code !== 'channel_not_found') throw error;
      await respondWith(respond, { ...content, response_type: 'in_channel', replace_original: false }, sleep);
    }
  };
}
