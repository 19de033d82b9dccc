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

/** What an agent shows in a direct message beside its messages. */
export interface AgentView {
  prompts(channel: string): Prompts | undefined;
  suggest(channel: string, prompts: Prompts): void;
  /** What the app is doing in a thread; '' when it says nothing, has answered, or has said so long ago. */
  status(thread: MessageRef): string;
  setStatus(thread: MessageRef, status: string): void;
  reset(): void;
}

export function createAgentView({ changes, clock }: { changes: Changes; clock: Clock }): AgentView {
  const suggested = new Map<string, Prompts>();
  const statuses = new Map<string, { text: string; since: number }>();
  const keyOf = ({ channel, ts }: MessageRef) => `${channel} ${ts}`;

  return {
    prompts: (channel) => suggested.get(channel),
    suggest(channel, prompts) {
      suggested.set(channel, prompts);
      changes.changed();
    },
    status(thread) {
      const { text = '', since = 0 } = statuses.get(keyOf(thread)) ?? {};
      return clock.now() - since < agentStatusLifeMs ? text : '';
    },
    setStatus(thread, text) {
      if (text === '' && !statuses.has(keyOf(thread))) return;
      if (text === '') statuses.delete(keyOf(thread));
      else statuses.set(keyOf(thread), { text, since: clock.now() });
      changes.changed();
    },
    reset() {
      suggested.clear();
      statuses.clear();
    },
  };
}
