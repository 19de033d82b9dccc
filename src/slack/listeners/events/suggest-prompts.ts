import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { waitingForRateLimit } from '../../delivery/rate-limit.ts';
import { createRefusalLog } from '../../delivery/refusal-log.ts';
import type { Dependencies } from '../../dependencies.ts';
import { promptsTitle, suggestedPrompts } from '../../messages/suggested-prompts.ts';

/** In the agent view, what can be asked stands above the messages when somebody opens them; elsewhere Slack refuses that. */
export function createSuggestPrompts({ logger, sleep }: Dependencies) {
  const logRefusal = createRefusalLog(logger);
  return async ({ event, client }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    const { tab, channel } = event;
    if (tab !== 'messages' || channel === undefined) return;
    const prompts = { title: promptsTitle, prompts: [...suggestedPrompts] };
    try {
      await waitingForRateLimit(
        () => client.assistant.threads.setSuggestedPrompts({ channel_id: channel, ...prompts }),
        sleep,
      );
    } catch (error) {
      logRefusal(error, 'No suggestions above a direct message', { channel });
    }
  };
}
