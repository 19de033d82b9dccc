import type { Given } from '../form-values.ts';
import type { MessageRef } from '../messages.ts';
import type { Person } from '../workspace.ts';

/** Did the app take it within 3 s, and if not, what does the person see? */
export type ActOutcome = { acknowledged: true } | { acknowledged: false; shown: string };

/** The message that came about. `acknowledged` is also true when the app was not told at all. */
export type PostOutcome = MessageRef & { acknowledged: boolean };

/** Where buttons and fields are: a message, the modal on the person's screen, or their Home tab. */
export type SurfaceRef = MessageRef | 'modal' | 'home';

/** An action_id; with its block_id where the same action stands in several blocks. */
export type ActionRef = string | { actionId: string; blockId: string };

export interface SayOptions {
  threadTs?: string;
  /** As `/me`, with a file, or a reply that is also sent to the channel: by Slack's subtypes. */
  as?: 'me_message' | 'file_share' | 'thread_broadcast';
}

/**
 * One person at their Slack. Everything resolves when the app acknowledged or its time was over, and throws when the
 * person could not do it at all: no such button, not in that channel. Channels go by id or by name.
 */
export interface Actor extends Person {
  /** The whole line, with its slash: `/papers kv cache`. */
  command(channel: string, line: string, options?: { threadTs?: string }): Promise<ActOutcome>;
  /** As typed: `@ada`, `#general` and links become what Slack makes of them. */
  say(channel: string, typed: string, options?: SayOptions): Promise<PostOutcome>;
  /** Says it with a mention of the bot in front. */
  mention(channel: string, typed: string, options?: SayOptions): Promise<PostOutcome>;
  /** Puts words into the message box, for long enough that Slack asks apps about the links in them. */
  compose(typed: string): Promise<ActOutcome>;
  edit(message: MessageRef, typed: string): Promise<ActOutcome>;
  deleteMessage(message: MessageRef): Promise<ActOutcome>;
  /** Puts a reaction under a message, or takes one's own away again. */
  react(message: MessageRef, name: string): Promise<ActOutcome>;
  leave(channel: string): Promise<ActOutcome>;
  inviteBot(channel: string): Promise<ActOutcome>;
  /** `index` counts from 0 among the elements that `action` fits. */
  click(surface: SurfaceRef, action: ActionRef, index?: number): Promise<ActOutcome>;
  /** Any field: an option by value or text, a date, a time, an id, a text. */
  select(surface: SurfaceRef, action: ActionRef, value: Given, index?: number): Promise<ActOutcome>;
  /** Fills in fields by action_id or block_id before a press: Slack sends along what they hold, and tells the app nothing before. */
  fillIn(surface: SurfaceRef, values: Readonly<Record<string, Given>>): void;
  overflow(surface: SurfaceRef, action: ActionRef, value: string, index?: number): Promise<ActOutcome>;
  /** Fills in fields by action_id or block_id and submits the modal. */
  submit(values?: Record<string, Given>): Promise<ActOutcome>;
  closeView(): Promise<ActOutcome>;
  /** A message shortcut. */
  shortcut(callbackId: string, message: MessageRef): Promise<ActOutcome>;
  openHome(tab?: 'home' | 'messages'): Promise<ActOutcome>;
}
