import type { AgentView, Prompts } from './agent-view.ts';
import type { MessageRef, Messages, StoredMessage } from './messages.ts';
import { typedAgain } from './typed-text.ts';
import type { OpenView, Views } from './views.ts';
import type { View } from './wire.ts';
import { botUserId, type Channel, type Person, type Workspace } from './workspace.ts';

/** What people see, for tests and for a page. Everything given is a copy. Channels go by id or by name. */
export interface WorkspaceReader {
  people(): Person[];
  channels(): Channel[];
  channel(idOrName: string): Channel | undefined;
  /** The id of the direct message between the bot and this person. */
  directMessage(userId: string): string;
  /** A channel without its replies. With a viewer, only what that person sees; without, every ephemeral too. */
  messages(channel: string, viewerUserId?: string): StoredMessage[];
  /** The parent and its replies. */
  thread(channel: string, ts: string, viewerUserId?: string): StoredMessage[];
  message(ref: MessageRef): StoredMessage | undefined;
  /** What a person typed to write this message. */
  typed(message: StoredMessage): string;
  /** The ts of a channel's newest message, reply or not; "" when it has none. */
  newestTs(channel: string): string;
  /** How many messages of the bot, replies too, this person sees that are newer than `ts`. */
  botMessagesAfter(channel: string, ts: string, viewerUserId: string): number;
  /** The modal on this person's screen. */
  openView(userId: string): OpenView | undefined;
  home(userId: string): View | undefined;
  /** What the app suggests to this person above their direct message with it. */
  prompts(userId: string): Prompts | undefined;
  /** What the app is doing in a thread; '' when it says nothing. */
  status(thread: MessageRef): string;
}

export interface WorkspaceReaderParts {
  workspace: Workspace;
  messages: Messages;
  views: Views;
  agentView: AgentView;
}

export function createWorkspaceReader(parts: WorkspaceReaderParts): WorkspaceReader {
  const { workspace, messages, views, agentView } = parts;
  const idOf = (channel: string) => workspace.channel(channel)?.id ?? channel;
  const seenBy = (viewer: string | undefined) => (message: StoredMessage) =>
    !viewer || !message.ephemeralFor || message.ephemeralFor === viewer;
  const isInTimeline = ({ thread_ts: parent, ts }: StoredMessage) => !parent || parent === ts;

  return {
    people: () => structuredClone(workspace.people()),
    channels: () => structuredClone(workspace.channels()),
    channel: (idOrName) => structuredClone(workspace.channel(idOrName)),
    directMessage: (userId) => workspace.directMessage(userId)?.id ?? '',
    messages: (channel, viewer) =>
      structuredClone(messages.inChannel(idOf(channel)).filter(isInTimeline).filter(seenBy(viewer))),
    thread: (channel, ts, viewer) =>
      structuredClone(messages.inThread({ channel: idOf(channel), ts }).filter(seenBy(viewer))),
    message: ({ channel, ts }) => structuredClone(messages.find({ channel: idOf(channel), ts })),
    typed: ({ blocks = [] }) => typedAgain(blocks, workspace),
    newestTs: (channel) => messages.inChannel(idOf(channel)).at(-1)?.ts ?? '',
    botMessagesAfter(channel, ts, viewer) {
      const newer = messages.inChannel(idOf(channel)).filter((message) => message.ts > ts);
      return newer.filter(({ user }) => user === botUserId).filter(seenBy(viewer)).length;
    },
    openView: (userId) => structuredClone(views.onScreen(userId)),
    home: (userId) => structuredClone(views.home(userId)),
    prompts: (userId) => structuredClone(agentView.prompts(workspace.directMessage(userId)?.id ?? '')),
    status: agentView.status,
  };
}
