import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AppOptions } from './stand-in/app-options.ts';

/** The parts of a Slack app manifest that the stand-in plays: https://docs.slack.dev/reference/app-manifest */
const manifestSchema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().default(''),
          should_escape: z.boolean().default(false),
        }),
      )
      .default([]),
    shortcuts: z.array(z.object({ name: z.string(), callback_id: z.string(), type: z.literal('message') })).default([]),
    agent_view: z.looseObject({}).optional(),
    unfurl_domains: z.array(z.string()).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/** Reads what the app of a manifest file looks like to Slack. Its first command answers to `command`. */
export function appFromManifest(file: string, command: string): AppOptions {
  const { display_information, features, oauth_config, settings } = manifestSchema.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  return {
    name: display_information.name,
    botName: features.bot_user.display_name.toLowerCase(),
    commands: features.slash_commands.map((one, index) => ({
      command: index === 0 ? command : one.command,
      description: one.description,
      usageHint: one.usage_hint,
      shouldEscape: one.should_escape,
    })),
    shortcuts: features.shortcuts.map(({ name, callback_id: callbackId }) => ({ name, callbackId })),
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    unfurlDomains: features.unfurl_domains,
    isAgent: features.agent_view !== undefined,
  };
}

/** Messages for a newcomer to try, one for each use: asking alone, asking before all, a digest; and what else there is. */
export function suggestionsFor({ botName, commands }: AppOptions): string[] {
  const command = commands[0]?.command ?? '/papers';
  return [
    `${command} massive activations`,
    `@${botName} how is the KV cache quantized?`,
    `${command} subscribe 9:00 weekdays quantization`,
    `${command} help`,
  ];
}
