import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Dependencies } from '../../dependencies.ts';
import { answerOnePerson } from '../../requests/answer-one-person.ts';
import { parseCommand } from '../../requests/parse-request.ts';

/** `/papers …`: acknowledged at once, answered to the person alone. */
export function createPapersCommand(dependencies: Dependencies) {
  return async ({ ack, command, respond, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack(); // First: after 3 s Slack tells the person that the command failed.
    const { channel_id: channel, user_id: user, user_name: userName, team_id: team, trigger_id } = command;
    // Slack tells no time of a command.
    const shownAt = (): string => (dependencies.now() / 1_000).toFixed(6);
    const asked = { client, team, channel, user, userName, trigger: { trigger_id }, respond, shownAt };
    await answerOnePerson(parseCommand(command.text, dependencies), asked, dependencies);
  };
}
