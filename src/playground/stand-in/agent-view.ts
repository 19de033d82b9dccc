import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import { agentStatusLifeMs } from './limits.ts';
import type { MessageRef } from './messages.ts';

/** Words that a person can send with one press. */
export interface Prompt {
  title: string;
  message: string;
}

export interface Prompts {
  title: string;
  prompts: Prompt[];
}

export function createAgentView({ changes, clock }: { changes: Changes; clock: Clock }) {
  const suggested = new Map<string, Prompts>();
  const statuses = new Map<string, { text: string; since: number }>();
  const keyOf = ({ channel, ts }: MessageRef) => `${channel} ${ts}`;

  return {
    prompts: (channel: string) => suggested.get(channel),
    suggest(channel: string, prompts: Prompts) {
      suggested.set(channel, prompts);
      changes.changed();
    },
    /** What the app is doing in a thread; '' when it says nothing, has answered, or has said so long ago. */
    status(thread: MessageRef) {
      const { text = '', since = 0 } = statuses.get(keyOf(thread)) ?? {};
      return clock.now() - since < agentStatusLifeMs ? text : '';
    },
    setStatus(thread: MessageRef, text: string) {
      if (text === '' && !statuses.has(keyOf(thread))) return;
      if (text === '') statuses.delete(keyOf(thread));
      else statuses.set(keyOf(thread), { text, since: clock.now() });
      changes.changed();
    },
  };
}

/** What an agent shows in a direct message beside its messages. */
export type AgentView = ReturnType<typeof createAgentView>;
