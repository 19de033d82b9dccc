import { z } from 'zod';
import type { AssistantThreads } from '../assistant-threads.ts';
import { maxSuggestedPrompts } from '../limits.ts';
import type { Access } from './access.ts';
import { json, type Methods, method, optionalText, text } from './method.ts';
import { Refusal } from './refusal.ts';

const promptList = z
  .array(z.object({ title: z.string(), message: z.string() }))
  .min(1)
  .max(maxSuggestedPrompts);
const scopes = ['assistant:write'];

export function createAssistantMethods({
  access,
  assistantThreads,
}: {
  access: Access;
  assistantThreads: AssistantThreads;
}): Methods {
  return {
    'assistant.threads.setStatus': method({
      scopes,
      parameters: { channel_id: text, thread_ts: text, status: text },
      run({ channel_id: channelId, thread_ts: ts, status }) {
        assistantThreads.set({ channel: access.channelToPost(channelId).id, ts }, { status });
        return undefined;
      },
    }),

    'assistant.threads.setTitle': method({
      scopes,
      parameters: { channel_id: text, thread_ts: text, title: text },
      run({ channel_id: channelId, thread_ts: ts, title }) {
        assistantThreads.set({ channel: access.channelToPost(channelId).id, ts }, { title });
        return undefined;
      },
    }),

    'assistant.threads.setSuggestedPrompts': method({
      scopes,
      parameters: { channel_id: text, thread_ts: optionalText, prompts: json, title: optionalText },
      run({ channel_id: channelId, thread_ts: ts = '', prompts: given }) {
        const prompts = promptList.safeParse(given);
        if (!prompts.success) throw new Refusal('invalid_arguments');
        assistantThreads.set({ channel: access.channelToPost(channelId).id, ts }, { prompts: prompts.data });
        return undefined;
      },
    }),
  };
}
