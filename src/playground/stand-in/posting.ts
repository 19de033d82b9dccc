import type { DeliveryOutcome } from './delivery.ts';
import type { Events } from './events.ts';
import { type MessageContent, type Messages, type NewMessage, onWire, type StoredMessage } from './messages.ts';
import { botUserId } from './workspace.ts';

interface PostingParts {
  messages: Messages;
  events: Events;
}

export function createPosting({ messages, events }: PostingParts) {
  return {
    post(message: Omit<NewMessage, 'user'>) {
      const posted = messages.post({ ...message, user: botUserId });
      void events.posted(posted);
      return posted;
    },
    replace(message: StoredMessage, content: MessageContent) {
      const before = onWire(message, 'metadata');
      messages.replace(message, content, botUserId);
      void events.changed(message, before);
    },
    remove(message: StoredMessage) {
      void removeAndTell({ messages, events }, message);
    },
  };
}

/** What the app itself writes; it comes back to the app as events, as in Slack. */
export type Posting = ReturnType<typeof createPosting>;

/** Slack tells of a message with replies that it changed: what is left is a tombstone. */
export function removeAndTell({ messages, events }: PostingParts, message: StoredMessage): Promise<DeliveryOutcome[]> {
  const before = onWire(message, 'metadata');
  return messages.remove(message) ? events.deleted(message) : events.changed(message, before);
}
