import { z } from 'zod';
import type { Internals } from '../internals.ts';
import { maxLoadingMessages, maxPrompts } from '../limits.ts';
import type { Channel } from '../workspace.ts';
import { missingScope } from './access.ts';
import { json, type Methods, method, optionalText, text } from './method.ts';
import { Refusal } from './refusal.ts';

const promptList = z
  .array(z.object({ title: z.string().min(1), message: z.string().min(1) }))
  .min(1)
  .max(maxPrompts);
const loading = z.array(z.string()).max(maxLoadingMessages).optional();

/** What an agent shows beside its messages. */
export function createAssistantMethods({ app, access, messages, agentView }: Internals): Methods {
  function conversation(id: string): Channel {
    const channel = access.channel(id);
    if (channel.kind !== 'im') throw new Refusal('channel_not_found');
    return channel;
  }

  /** Outside the agent view there are no threads of an agent. */
  function threadIn(channel: Channel, ts: string): void {
    const parent = messages.find({ channel: channel.id, ts });
    if (!app.isAgent || !parent || parent.ephemeralFor) throw new Refusal('invalid_thread_ts');
  }

  return {
    'assistant.threads.setSuggestedPrompts': method({
      scopes: ['assistant:write'],
      parameters: { channel_id: text, thread_ts: optionalText, title: optionalText, prompts: json },
      run(given) {
        const channel = conversation(given.channel_id);
        const prompts = promptList.safeParse(given.prompts);
        if (!prompts.success) throw new Refusal('invalid_arguments');
        // docs: only in the agent view they stand above the messages, without a thread.
        if (!app.isAgent || given.thread_ts !== undefined) throw new Refusal('invalid_thread_ts');
        agentView.suggest(channel.id, { title: given.title ?? '', prompts: prompts.data });
        return undefined;
      },
    }),

    'assistant.threads.setStatus': method({
      parameters: { channel_id: text, thread_ts: text, status: z.string(), loading_messages: json },
      run(given) {
        // docs, setStatus: either is accepted.
        if (!app.scopes.includes('chat:write') && !app.scopes.includes('assistant:write')) {
          throw missingScope(app, 'chat:write');
        }
        if (!loading.safeParse(given.loading_messages).success) throw new Refusal('invalid_arguments');
        const channel = conversation(given.channel_id);
        threadIn(channel, given.thread_ts);
        agentView.setStatus({ channel: channel.id, ts: given.thread_ts }, given.status);
        return undefined;
      },
    }),
  };
}
