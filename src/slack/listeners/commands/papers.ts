import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { tellPerson } from '../../delivery/tell-person.ts';
import { type AnswerDependencies, answerRequest } from '../../requests/answer.ts';
import { parseCommand } from '../../requests/parse-request.ts';

/** `/papers …`: acknowledged at once, answered to the person alone. */
export function createPapersCommand(dependencies: AnswerDependencies) {
  const { command: name, knownLists, logger, now, sleep } = dependencies;
  return async ({ ack, command, respond, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack(); // First: after 3 s Slack tells the person that the command failed.
    const { channel_id: channel, user_id: user, user_name: userName, team_id: team, trigger_id: triggerId } = command;
    const audience = { kind: 'one-person', canShare: true } as const;
    const asked = { client, team, channel, user, userName, triggerId, audience };
    const reply = await answerRequest(parseCommand(command.text, name), asked, dependencies);
    if (reply === undefined) return;
    const { message, posted } = reply;
    await tellPerson({ client, respond, channel, user, sleep, logger }, message);
    // Slack tells no time of a command.
    const ts = (now() / 1_000).toFixed(6);
    if (posted !== undefined) knownLists.remember({ channel, thread: undefined, user, ts, posted });
  };
}
