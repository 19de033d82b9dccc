import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type BlocksToDraw, blocksAsText, type DrawnControl } from './blocks-as-text.ts';
import type { StoredMessage } from './stand-in/messages.ts';
import type { ActOutcome, SurfaceRef } from './stand-in/people/actor.ts';
import type { SlackStandIn } from './stand-in/slack-stand-in.ts';
import type { Unfurl } from './stand-in/wire.ts';

/** A prompt in the terminal over the stand-in: one person in one channel and their direct message with the bot. */
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

type Control = DrawnControl & { readonly surface: SurfaceRef };

const channelName = 'ml-papers';
const person = 'ada';

export function startTerminal({ slack, input, output, outward, onClose }: TerminalOptions): Terminal {
  const { workspace } = slack;
  const actor = slack.people.as(person);
  const { botName, commands } = slack.app;
  const command = commands[0]?.command ?? '/help';
  const mention = new RegExp(`^@${botName}\\b\\s*`, 'i');
  const drawn = new Map<string, string>();
  const controls: { messages: Control[]; window: Control[] } = { messages: [], window: [] };
  let thread: string | undefined;
  let isOpen = false;
  let close = (): void => undefined;

  const write = (line: string): void => {
    output.write(`${line}\n`);
  };

  function nameOf(id: string): string {
    const channel = workspace.channels().find((one) => one.id === id);
    if (channel !== undefined) return channel.kind === 'im' ? 'me' : `#${channel.name}`;
    const known = workspace.people().find((one) => one.id === id);
    return known === undefined ? id : `@${known.name}`;
  }

  /** The last drawing of something is not repeated. */
  function isNews(key: string, content: unknown): boolean {
    const version = JSON.stringify(content);
    if (drawn.get(key) === version) return false;
    drawn.set(key, version);
    return true;
  }

  function drawOn(
    list: Control[],
    surface: SurfaceRef,
    title: string,
    drawing: Omit<BlocksToDraw, 'firstNumber' | 'nameOf'>,
  ) {
    const { lines, controls: more } = blocksAsText({ ...drawing, firstNumber: list.length + 1, nameOf });
    write(`\n${title}`);
    for (const line of lines) write(`  ${line}`);
    list.push(...more.map((control) => ({ ...control, surface })));
  }

  /** What the bot shows under a link of anybody's message. */
  function drawUnfurl(surface: SurfaceRef, { blocks, app_unfurl_url: link }: Unfurl): void {
    if (isNews(`${JSON.stringify(surface)} ${link}`, blocks)) {
      drawOn(controls.messages, surface, `${slack.app.name} (under ${link})`, { blocks });
    }
  }

  function drawMessage(message: StoredMessage): void {
    const { channel, ts, blocks, text, user, attachments = [], files = [] } = message;
    for (const unfurl of attachments) drawUnfurl({ channel, ts }, unfurl);
    if (user === actor.id || !isNews(ts, blocks ?? text)) return;
    const marks = [
      workspace.channel(channel)?.kind === 'im' && 'in your direct message',
      message.thread_ts && 'in the thread',
      message.ephemeralFor && 'only visible to you',
    ].filter(Boolean);
    const author = user === slack.botUserId ? slack.app.name : nameOf(user);
    drawOn(controls.messages, { channel, ts }, `${author} ${marks.length > 0 ? `(${marks.join(', ')})` : ''}`, {
      blocks: blocks ?? [{ type: 'section', text: { type: 'plain_text', text } }],
    });
    for (const { title, url_private: address } of files) write(`  (file: ${title}, ${address})`);
  }

  function drawWindow(): void {
    const open = workspace.openView(actor.id);
    if (open === undefined || !isNews('window', [open.view.hash, open.errors, open.notice])) return;
    const { view, errors, notice } = open;
    controls.window = [];
    const submit = view.submit === null ? '' : `, s: ${view.submit.text}`;
    drawOn(controls.window, 'modal', `[${view.title?.text ?? 'Window'}]`, {
      blocks: view.blocks,
      values: view.state.values,
      errors,
    });
    if (notice !== undefined) write(`  ! ${notice}`);
    write(`  A number presses; with words behind it fills in (- empties)${submit}, x: ${view.close?.text ?? 'Close'}`);
  }

  /** Draws what is new or changed since the last time. */
  function drawNews(): void {
    for (const channel of [channelName, workspace.directMessage(actor.id)]) {
      const seen = workspace.messages(channel, actor.id);
      const inThreads = seen.flatMap(({ ts }) => workspace.thread(channel, ts, actor.id).slice(1));
      for (const message of [...seen, ...inThreads]) drawMessage(message);
    }
    drawWindow();
  }

  /** What the person means by a word: an option by the beginning of its text, a channel by its name, or "me". */
  function meant({ options = [], isOfChannels = false }: Control, word: string): string {
    const wanted = word.toLowerCase();
    const option = options.find(({ text }) => text.text.toLowerCase().startsWith(wanted));
    if (option !== undefined) return option.value;
    if (!isOfChannels) return word;
    return wanted === 'me' ? workspace.directMessage(actor.id) : (workspace.channel(word)?.id ?? word);
  }

  async function fillIn(control: Control, typed: string): Promise<ActOutcome> {
    const words = typed.split(',').map((word) => meant(control, word.trim()));
    const whole = meant(control, typed);
    const given = typed === '-' ? null : control.takes === 'many' ? words : whole;
    const outcome = await actor.select(control.surface, control, given);
    write(`${control.label}: ${typed}`);
    return outcome;
  }

  function use(number: string, typed: string): Promise<ActOutcome> {
    const list = workspace.openView(actor.id) === undefined ? controls.messages : controls.window;
    const control = list[Number(number) - 1];
    if (control === undefined) throw new Error(`There is no ${number} here.`);
    if (control.takes !== undefined) {
      if (typed === '') throw new Error(`Write what “${control.label}” is to be behind the number: ${number} …`);
      return fillIn(control, typed);
    }
    const { surface, value } = control;
    return value === undefined ? actor.click(surface, control) : actor.overflow(surface, control, value);
  }

  async function say(typed: string): Promise<ActOutcome> {
    const { ts } = await actor.mention(channelName, typed, thread === undefined ? {} : { threadTs: thread });
    thread ??= ts;
    return { acknowledged: true };
  }

  async function act(line: string): Promise<ActOutcome> {
    const [, number, typed = ''] = /^(\d+)(?:\s+(.*))?$/.exec(line) ?? [];
    if (number !== undefined) return use(number, typed);
    if (workspace.openView(actor.id) !== undefined) {
      if (line === 's') return actor.submit();
      if (line === 'x') return actor.closeView();
    }
    controls.messages = [];
    if (line.startsWith('/')) return actor.command(channelName, line);
    if (mention.test(line)) return say(line.replace(mention, ''));
    if (line !== 'new') {
      throw new Error(
        `Type ${command} and a question, @${botName} and a question, a number in brackets, or new for a new thread.`,
      );
    }
    thread = undefined;
    return { acknowledged: false, shown: 'The next mention starts a new thread.' };
  }

  async function run(line: string): Promise<void> {
    try {
      const outcome = await act(line);
      if (!outcome.acknowledged) write(outcome.shown);
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
      write(`Try: ${command} massive activations    or    @${botName} how is the KV cache quantized?`);
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
