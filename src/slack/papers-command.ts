import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Paperboy } from '../compose.ts';
import { readableText } from './message-text.ts';
import { parsePapersRequest, replyTo } from './papers-request.ts';
import { answerPrivately } from './private-answer.ts';
import type { Sleep } from './rate-limit.ts';

export interface PapersCommandDependencies {
  readonly paperboy: Paperboy;
  readonly command: string;
  readonly sleep: Sleep;
}

/** `/papers …`: acknowledged at once, answered to the person alone. */
export function createPapersCommand({ paperboy, command: name, sleep }: PapersCommandDependencies) {
  return async ({ ack, command, respond, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack(); // First: after 3 s Slack tells the person that the command failed.
    const request = parsePapersRequest(readableText(command.text));
    const { message } = replyTo(request, { paperboy, command: name, audience: { kind: 'one-person', canShare: true } });
    const { channel_id: channel, user_id: user } = command;
    await answerPrivately({ client, respond, channel, user, sleep }, message);
  };
}
