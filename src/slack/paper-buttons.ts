import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Paperboy } from '../compose.ts';
import { decodePageState, decodePaperState } from './button-state.ts';
import { slackCodeOf } from './errors.ts';
import { papersPerPage } from './limits.ts';
import { type Audience, answerMessage } from './messages/answer-message.ts';
import { type Message, noUnfurl } from './messages/message.ts';
import { notice } from './messages/notice.ts';
import { paperDetailsView } from './messages/paper-details.ts';
import { sharedPaperMessage } from './messages/shared-paper-message.ts';
import { askFor, type PaperList } from './paper-list.ts';
import { answerPrivately } from './private-answer.ts';
import { type Sleep, waitingForRateLimit } from './rate-limit.ts';

export interface ButtonDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly sleep: Sleep;
}

type ButtonArgs = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;
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
    const { id, thread } = decodePaperState(args.payload.value);
    const paper = paperboy.library.get(id);
    if (paper === undefined) return tellPresser(args, thread, gone, sleep);
    await args.client.views.open({ trigger_id: args.body.trigger_id, view: paperDetailsView(paper) });
  };
}

function pageMessage(
  { paperboy, command }: ButtonDependencies,
  list: PaperList,
  offset: number,
  thread: string | undefined,
): Message {
  const answer = askFor(paperboy.ask, list, { offset, limit: papersPerPage });
  return answer === undefined ? gone : answerMessage(answer, { list, command, audience: audienceIn(thread) });
}

export function createShowSimilar(dependencies: ButtonDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const { id, thread } = decodePaperState(args.payload.value);
    await tellPresser(args, thread, pageMessage(dependencies, { kind: 'similar', id }, 0, thread), dependencies.sleep);
  };
}

/** Another page: in place where only the presser sees the message, else as a message of their own. */
export function createTurnPage(dependencies: ButtonDependencies): ButtonListener {
  return async (args) => {
    await args.ack();
    const { list, offset, thread } = decodePageState(args.payload.value);
    const message = pageMessage(dependencies, list, offset, thread);
    const isPrivate = args.body.container['is_ephemeral'] === true;
    if (isPrivate) await args.respond({ ...message, ...noUnfurl, response_type: 'ephemeral', replace_original: true });
    else await tellPresser(args, thread, message, dependencies.sleep);
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
    const { id, thread } = decodePaperState(args.payload.value);
    const paper = paperboy.library.get(id);
    const channel = body.channel?.id;
    if (paper === undefined || channel === undefined) return tellPresser(args, thread, gone, sleep);
    const content = { ...sharedPaperMessage(paper, body.user.name ?? body.user.username ?? body.user.id), ...noUnfurl };
    try {
      const place = { channel, ...(thread !== undefined && { thread_ts: thread }) };
      await waitingForRateLimit(() => client.chat.postMessage({ ...place, ...content }), sleep);
    } catch (error) {
      const code = slackCodeOf(error);
      if (code !== 'not_in_channel' && code !== 'channel_not_found') throw error;
      await respond({ ...content, response_type: 'in_channel', replace_original: false });
    }
  };
}
