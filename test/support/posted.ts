import type { SlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';

type Stored = ReturnType<SlackStandIn['workspace']['messages']>[number];

/** A message of the bot as a person sees it. */
export interface Posted {
  readonly ref: { readonly channel: string; readonly ts: string };
  readonly thread: string | undefined;
  /** The one person who sees it, or undefined when everyone does. */
  readonly onlyFor: string | undefined;
  /** The words on the screen: text of all blocks, one line each. */
  readonly shown: string;
  readonly blocks: readonly Record<string, unknown>[];
  readonly fallback: string;
  /** Labels of its buttons in order. */
  readonly buttons: readonly string[];
  /** Titles and addresses of its links. */
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly stored: Stored;
}

/** Everything of `key` anywhere inside `value`, depth first. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const one of value) yield* objectsIn(one);
  else if (typeof value === 'object' && value !== null) {
    yield value as Record<string, unknown>;
    for (const one of Object.values(value)) yield* objectsIn(one);
  }
}

export function wordsOn(blocks: readonly unknown[]): string {
  return blocks
    .map((block) => [...objectsIn(block)].map((one) => (typeof one['text'] === 'string' ? one['text'] : '')).join(''))
    .join('\n');
}

function postedFrom(stored: Stored): Posted {
  const blocks = (stored.blocks ?? []) as Record<string, unknown>[];
  const objects = [...objectsIn(blocks)];
  return {
    ref: { channel: stored.channel, ts: stored.ts },
    thread: stored.thread_ts,
    onlyFor: stored.ephemeralFor,
    shown: wordsOn(blocks),
    blocks,
    fallback: stored.text,
    buttons: objects.filter(({ type }) => type === 'button').map(({ text }) => (text as { text: string }).text),
    links: objects
      .filter(({ type }) => type === 'link')
      .map(({ text, url }) => ({ text: String(text), url: String(url) })),
    stored,
  };
}

/** What the bot has posted in a channel, threads included, oldest first. */
export function postedIn(slack: SlackStandIn, channel: string): Posted[] {
  const tops = slack.workspace.messages(channel);
  const all = new Map(
    tops.flatMap(({ ts }) => slack.workspace.thread(channel, ts)).map((message) => [message.ts, message]),
  );
  for (const message of tops) all.set(message.ts, message);
  return [...all.values()]
    .filter((message) => message.bot_id !== undefined)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1))
    .map(postedFrom);
}

/** Waits for the bot's nth message in a channel, from 1, and gives it. */
export function nthPosted(slack: SlackStandIn, channel: string, nth: number): Promise<Posted> {
  return slack.until(() => postedIn(slack, channel)[nth - 1], `message ${nth} of the bot in ${channel}`);
}
