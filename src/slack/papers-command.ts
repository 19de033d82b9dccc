import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Paperboy } from '../compose.ts';
import type { LookUp } from '../sources/look-up.ts';
import { type DigestDependencies, replyToDigestRequest } from './digest-requests.ts';
import { readableText } from './message-text.ts';
import { isDigestRequest, parsePapersRequest, replyTo } from './papers-request.ts';
import { answerPrivately } from './private-answer.ts';
import { requestText } from './request-words.ts';

export interface PapersCommandDependencies extends DigestDependencies {
  readonly paperboy: Paperboy;
  readonly lookUp: LookUp;
}

/** `/papers …`: acknowledged at once, answered to the person alone. */
export function createPapersCommand(dependencies: PapersCommandDependencies) {
  const { paperboy, lookUp, command: name, sleep } = dependencies;
  return async ({ ack, command, respond, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack(); // First: after 3 s Slack tells the person that the command failed.
    const request = parsePapersRequest(requestText(readableText(command.text), name));
    const { channel_id: channel, user_id: user, user_name: userName, team_id: team, trigger_id: trigger } = command;
    const audience = { kind: 'one-person', canShare: true } as const;
    const message = isDigestRequest(request)
      ? await replyToDigestRequest(request, dependencies, { client, team, channel, user, userName }, trigger)
      : (await replyTo(request, { paperboy, lookUp, command: name, audience })).message;
    if (message !== undefined) await answerPrivately({ client, respond, channel, user, sleep }, message);
  };
}
