import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Paperboy } from '../../../library/open-paperboy.ts';
import type { LookUp } from '../../../sources/look-up.ts';
import type { ThreadLists } from '../../conversation/known-lists.ts';
import { answerPrivately } from '../../delivery/tell-person.ts';
import { type DigestDependencies, replyToDigestRequest } from '../../requests/digest-requests.ts';
import { readableText } from '../../requests/message-text.ts';
import { isDigestRequest, parsePapersRequest, replyTo } from '../../requests/papers-request.ts';
import { requestText } from '../../requests/request-words.ts';

export interface PapersCommandDependencies extends DigestDependencies {
  readonly paperboy: Paperboy;
  readonly lookUp: LookUp;
  readonly threadLists: ThreadLists;
}

/** `/papers …`: acknowledged at once, answered to the person alone. */
export function createPapersCommand(dependencies: PapersCommandDependencies) {
  const { paperboy, lookUp, command: name, threadLists, now, sleep } = dependencies;
  return async ({ ack, command, respond, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack(); // First: after 3 s Slack tells the person that the command failed.
    const request = parsePapersRequest(requestText(readableText(command.text), name));
    const { channel_id: channel, user_id: user, user_name: userName, team_id: team, trigger_id: trigger } = command;
    const audience = { kind: 'one-person', canShare: true } as const;
    const recipient = { client, respond, channel, user, sleep };
    if (isDigestRequest(request)) {
      const asker = { client, team, channel, user, userName };
      const message = await replyToDigestRequest(request, dependencies, asker, trigger);
      if (message !== undefined) await answerPrivately(recipient, message);
      return;
    }
    const { message, posted } = await replyTo(request, { paperboy, lookUp, command: name, audience });
    await answerPrivately(recipient, message);
    // Slack tells no time of a command.
    const ts = (now() / 1_000).toFixed(6);
    if (posted !== undefined) threadLists.remember({ channel, thread: undefined, user, ts, posted });
  };
}
