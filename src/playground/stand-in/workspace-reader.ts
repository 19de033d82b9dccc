import type { AssistantThread, AssistantThreads } from './assistant-threads.ts';
import type { MessageRef, Messages, StoredMessage } from './messages.ts';
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
  /** The ts of a channel's newest message, reply or not; "" when it has none. */
  newestTs(channel: string): string;
  /** How many messages of the bot, replies too, this person sees that are newer than `ts`. */
  botMessagesAfter(channel: string, ts: string, viewerUserId: string): number;
  /** The modal on this person's screen. */
  openView(userId: string): OpenView | undefined;
  viewStack(userId: string): OpenView[];
  home(userId: string): View | undefined;
  assistantThread(channel: string, ts: string): AssistantThread;
  permalink(ref: MessageRef): string;
}

export interface WorkspaceReaderParts {
  workspace: Workspace;
  messages: Messages;
  views: Views;
  assistantThreads: AssistantThreads;
  permalink: (message: MessageRef & { thread_ts?: string }) => string;
}

export function createWorkspaceReader(parts: WorkspaceReaderParts): WorkspaceReader {
  const { workspace, messages, views, assistantThreads, permalink } = parts;
  const idOf = (channel: string) => workspace.channel(channel)?.id ?? channel;
  const seenBy = (viewer: string | undefined) => (message: StoredMessage) =>
    !viewer || !message.ephemeralFor || message.ephemeralFor === viewer;
  const isInTimeline = ({ thread_ts: parent, ts, isBroadcast }: StoredMessage) =>
    !parent || parent === ts || Boolean(isBroadcast);

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
    newestTs: (channel) => messages.inChannel(idOf(channel)).at(-1)?.ts ?? '',
    botMessagesAfter(channel, ts, viewer) {
      const newer = messages.inChannel(idOf(channel)).filter((message) => message.ts > ts);
      return newer.filter(({ user }) => user === botUserId).filter(seenBy(viewer)).length;
    },
    openView: (userId) => structuredClone(views.stack(userId).at(-1)),
    viewStack: (userId) => structuredClone(views.stack(userId)),
    home: (userId) => structuredClone(views.home(userId)),
    assistantThread: (channel, ts) => structuredClone(assistantThreads.get({ channel: idOf(channel), ts })),
    permalink: (ref) => permalink(messages.find(ref) ?? ref),
  };
}

/** docs, chat.getPermalink: the ts without its dot, and the thread when it is a reply. */
export function createPermalink({ url }: { url: () => string }): WorkspaceReaderParts['permalink'] {
  return ({ channel, ts, thread_ts: threadTs }) => {
    const link = `${url()}/archives/${channel}/p${ts.replace('.', '')}`;
    return threadTs && threadTs !== ts ? `${link}?thread_ts=${threadTs}&cid=${channel}` : link;
  };
}
