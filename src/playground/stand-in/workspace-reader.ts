import type { Internals } from './internals.ts';
import type { MessageRef, StoredMessage } from './messages.ts';
import { typedAgain } from './typed-text.ts';
import { botUserId } from './workspace.ts';

export function createWorkspaceReader({ workspace, messages, views, agentView }: Internals) {
  const idOf = (channel: string) => workspace.channel(channel)?.id ?? channel;
  const seenBy = (viewer: string | undefined) => (message: StoredMessage) =>
    !viewer || !message.ephemeralFor || message.ephemeralFor === viewer;
  const isInTimeline = ({ thread_ts: parent, ts }: StoredMessage) => !parent || parent === ts;

  return {
    people: () => structuredClone(workspace.people()),
    channels: () => structuredClone(workspace.channels()),
    channel: (idOrName: string) => structuredClone(workspace.channel(idOrName)),
    /** The id of the direct message between the bot and this person. */
    directMessage: (userId: string) => workspace.directMessage(userId)?.id ?? '',
    /** A channel without its replies. With a viewer, only what that person sees; without, every ephemeral too. */
    messages: (channel: string, viewer?: string) =>
      structuredClone(messages.inChannel(idOf(channel)).filter(isInTimeline).filter(seenBy(viewer))),
    /** The parent and its replies. */
    thread: (channel: string, ts: string, viewer?: string) =>
      structuredClone(messages.inThread({ channel: idOf(channel), ts }).filter(seenBy(viewer))),
    message: ({ channel, ts }: MessageRef) => structuredClone(messages.find({ channel: idOf(channel), ts })),
    /** What a person typed to write this message. */
    typed: ({ blocks = [] }: StoredMessage) => typedAgain(blocks, workspace),
    /** The ts of a channel's newest message, reply or not; "" when it has none. */
    newestTs: (channel: string) => messages.inChannel(idOf(channel)).at(-1)?.ts ?? '',
    /** How many messages of the bot, replies too, this person sees that are newer than `ts`. */
    botMessagesAfter(channel: string, ts: string, viewer: string) {
      const newer = messages.inChannel(idOf(channel)).filter((message) => message.ts > ts);
      return newer.filter(({ user }) => user === botUserId).filter(seenBy(viewer)).length;
    },
    /** The modal on this person's screen. */
    openView: (userId: string) => structuredClone(views.onScreen(userId)),
    home: (userId: string) => structuredClone(views.home(userId)),
    /** What the app suggests to this person above their direct message with it. */
    prompts: (userId: string) => structuredClone(agentView.prompts(workspace.directMessage(userId)?.id ?? '')),
    /** What the app is doing in a thread; '' when it says nothing. */
    status: agentView.status,
  };
}

/** What people see, for tests and for a page. Everything given is a copy. Channels go by id or by name. */
export type WorkspaceReader = ReturnType<typeof createWorkspaceReader>;
