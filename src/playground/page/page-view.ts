import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import type { Channel } from '../stand-in/workspace.ts';
import type { Completion, Composer, Conversation, Thread } from './page-conversation.ts';
import { type PageParts, type PageSources, partsOf } from './page-parts.ts';
import type { Page } from './page-shell.ts';
import { drawn } from './part.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * Everything that the page shows from one viewpoint.
 *
 * @param suggestions whole messages to try
 */
export function pageFrom(sources: PageSources, view: Viewpoint, suggestions: readonly string[]): Page {
  const { slack, lookupOf } = sources;
  const parts = partsOf(sources, view);
  const channel = slack.workspace.channel(view.place);
  return {
    assets: { style: '/assets/style.css', script: '/assets/client.js' },
    workspace: 'Paper trail',
    people: lookupOf(view.actingAs).people.filter(({ isApp }) => isApp !== true),
    actingAs: view.actingAs,
    destinations: drawn(parts.destinations),
    connection: parts.connection,
    conversation:
      channel === undefined
        ? { title: `${slack.app.name} Home`, tab: 'home', content: drawn(parts.messages), jobs: drawn(parts.jobs) }
        : conversationOf(slack, view, channel, parts, suggestions),
    thread: channel && threadOf(slack, view, channel, parts),
    trafficCount: slack.traffic.entries().length,
    modal: drawn(parts.modal),
  };
}

function conversationOf(
  slack: SlackStandIn,
  view: Viewpoint,
  channel: Channel,
  { messages, jobs }: PageParts,
  suggestions: readonly string[],
): Conversation {
  const title = titleOf(slack, channel);
  const isOwn = channel.id === slack.workspace.directMessage(view.actingAs);
  const isAgentTab = isOwn && slack.app.isAgent === true;
  return {
    title,
    about: channel.purpose || undefined,
    tab: isOwn ? 'messages' : undefined,
    content: drawn(messages),
    // An agent's own prompts stand above its messages.
    composer: composerOf(slack, view, channel, `Message ${title}`, isAgentTab ? [] : suggestions),
    jobs: drawn(jobs),
  };
}

function threadOf(slack: SlackStandIn, view: Viewpoint, channel: Channel, { thread }: PageParts): Thread | undefined {
  if (view.thread === undefined || thread.length === 0) return undefined;
  return {
    ts: view.thread,
    about: titleOf(slack, channel),
    content: drawn(thread),
    composer: composerOf(slack, view, channel, 'Reply in the thread', []),
  };
}

function titleOf(slack: SlackStandIn, { kind, name }: Channel): string {
  return kind === 'im' ? slack.app.name : `#${name}`;
}

/** The message box, or why there is none. */
function composerOf(
  slack: SlackStandIn,
  { actingAs }: Viewpoint,
  { id, isArchived, members }: Channel,
  label: string,
  suggestions: readonly string[],
): Composer | string {
  if (isArchived) return 'This channel is archived. It can be read, but nobody can write here any more.';
  if (!members.includes(actingAs)) return 'Only members of this channel can write here.';
  return { channelId: id, label, suggestions, completions: completionsOf(slack) };
}

/** The app's commands, Slack's own that the stand-in knows, and everyone. */
function completionsOf({ app, workspace }: SlackStandIn): readonly Completion[] {
  return [
    ...app.commands.map(({ command: text, usageHint: usage, description: about }) => ({ text, usage, about })),
    { text: '/invite', usage: '@name', about: 'Bring somebody into this channel' },
    ...workspace.people().map(({ name, realName }) => ({ text: `@${name}`, about: realName })),
  ];
}
