import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { blocksAsText, type DrawnButton } from './blocks-as-text.ts';
import type { SurfaceRef } from './stand-in/people/actor.ts';
import type { SlackStandIn } from './stand-in/slack-stand-in.ts';

/** A prompt in the terminal over the stand-in: one person in one channel. */
export interface Terminal {
  open(): void;
  close(): void;
}

export interface TerminalOptions {
  readonly slack: SlackStandIn;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  /** A sentence on what leaves this machine. */
  readonly outward: string;
  /** The person left, or the input is at its end. */
  readonly onClose: () => void;
}

const channelName = 'ml-papers';
const person = 'ada';

export function startTerminal({ slack, input, output, outward, onClose }: TerminalOptions): Terminal {
  const actor = slack.people.as(person);
  const { botName, commands } = slack.app;
  const command = commands[0]?.command ?? '/help';
  const mention = new RegExp(`^@${botName}\\b\\s*`, 'i');
  const drawn = new Map<string, string>();
  let buttons: (DrawnButton & { surface: SurfaceRef })[] = [];
  let thread: string | undefined;
  let isOpen = false;
  let close = (): void => undefined;

  const write = (line: string): void => {
    output.write(`${line}\n`);
  };

  function drawOn(surface: SurfaceRef, title: string, blocks: readonly unknown[]): void {
    const drawing = blocksAsText(blocks, buttons.length + 1);
    write(`\n${title}`);
    for (const line of drawing.lines) write(`  ${line}`);
    buttons.push(...drawing.buttons.map((button) => ({ ...button, surface })));
  }

  /** Draws what is new or changed since the last time. */
  function drawNews(): void {
    const seen = slack.workspace.messages(channelName, actor.id);
    const inThreads = seen.flatMap(({ ts }) => slack.workspace.thread(channelName, ts, actor.id).slice(1));
    for (const message of [...seen, ...inThreads].filter(({ bot_id }) => bot_id !== undefined)) {
      const content = JSON.stringify(message.blocks ?? message.text);
      if (drawn.get(message.ts) === content) continue;
      drawn.set(message.ts, content);
      const marks = [message.thread_ts && 'in the thread', message.ephemeralFor && 'only visible to you'].filter(
        Boolean,
      );
      drawOn(
        { channel: message.channel, ts: message.ts },
        `${slack.app.name} ${marks.length > 0 ? `(${marks.join(', ')})` : ''}`,
        message.blocks ?? [],
      );
    }
    const view = slack.workspace.openView(actor.id)?.view;
    if (view !== undefined && drawn.get(view.id) !== view.hash) {
      drawn.set(view.id, view.hash);
      drawOn('modal', `[${view.title?.text ?? 'Window'}] — x closes it`, view.blocks);
    }
  }

  async function act(line: string): Promise<void> {
    const button = buttons[Number(line) - 1];
    if (line === 'x' && slack.workspace.openView(actor.id) !== undefined) {
      await actor.closeView();
    } else if (/^\d+$/.test(line)) {
      if (button === undefined) return write(`There is no button ${line}.`);
      const { surface, actionId, index, value } = button;
      const outcome = await (value === undefined
        ? actor.click(surface, actionId, index)
        : actor.overflow(surface, actionId, value, index));
      if (!outcome.acknowledged) write(outcome.shown);
    } else if (line.startsWith('/')) {
      const outcome = await actor.command(channelName, line);
      if (!outcome.acknowledged) write(outcome.shown);
    } else if (mention.test(line)) {
      const typed = line.replace(mention, '');
      const { ts } = await actor.mention(channelName, typed, thread === undefined ? {} : { threadTs: thread });
      thread ??= ts;
    } else if (line === 'new') {
      thread = undefined;
      write('The next mention starts a new thread.');
    } else
      write(
        `Type ${command} and a question, @${botName} and a question, the number of a button, or new for a new thread.`,
      );
  }

  async function run(line: string): Promise<void> {
    buttons = line === 'x' || /^\d+$/.test(line) ? buttons : [];
    try {
      await act(line);
    } catch (error) {
      write(error instanceof Error ? error.message : String(error));
    }
  }

  /** Lines are worked on one after the other: a click needs what the line before it brought. */
  function readLines(): Interface {
    const lines = createInterface({ input, output, terminal: input.isTTY === true, prompt: '\n> ' });
    let queue = Promise.resolve();
    lines.on('line', (line) => {
      queue = queue.then(() => (line.trim() === '' ? undefined : run(line.trim())));
    });
    // A service's standard input is at its end from the start; only a person who leaves ends the bot.
    lines.on('close', () => void queue.then(() => (input.isTTY === true && isOpen ? onClose() : undefined)));
    return lines;
  }

  return {
    open() {
      isOpen = true;
      write(`You are ${actor.realName} in #${channelName} of a local stand-in, not Slack. ${outward}`);
      write(`Try: ${command} massive activations    or    @${botName} anything on quantizing the KV cache?`);
      const lines = readLines();
      const prompt = (): void => {
        if (input.isTTY === true) lines.prompt(true);
      };
      prompt();
      const unsubscribe = slack.onChange(() => {
        drawNews();
        prompt();
      });
      close = () => {
        isOpen = false;
        unsubscribe();
        lines.close();
      };
    },
    close: () => close(),
  };
}
