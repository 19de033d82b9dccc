import type { Changes } from './changes.ts';
import type { MessageRef } from './messages.ts';

/** What an assistant thread shows besides its messages. */
export interface AssistantThread {
  status: string;
  title: string;
  prompts: { title: string; message: string }[];
}

export interface AssistantThreads {
  get(place: MessageRef): AssistantThread;
  set(place: MessageRef, change: Partial<AssistantThread>): void;
  reset(): void;
}

export function createAssistantThreads({ changes }: { changes: Changes }): AssistantThreads {
  const threads = new Map<string, AssistantThread>();
  const nothing: AssistantThread = { status: '', title: '', prompts: [] };

  function get({ channel, ts }: MessageRef): AssistantThread {
    return threads.get(`${channel} ${ts}`) ?? nothing;
  }

  return {
    get,
    set(place, change) {
      threads.set(`${place.channel} ${place.ts}`, { ...get(place), ...change });
      changes.changed();
    },
    reset: () => threads.clear(),
  };
}
