import type { SlackStandIn } from '../stand-in/slack-stand-in.ts';
import type { Channel } from '../stand-in/workspace.ts';
import { attributes, type Html, html } from './html.ts';
import type { PageParts } from './page-parts.ts';
import { drawn } from './part.ts';
import type { Viewpoint } from './viewpoint.ts';

export function titleOf({ app, workspace }: SlackStandIn, { place }: Viewpoint): string {
  const channel = workspace.channel(place);
  if (channel === undefined) return `${app.name} Home`;
  return channel.kind === 'im' ? app.name : `#${channel.name}`;
}

/** @param suggestions whole messages to try, offered as chips */
export function renderConversation(
  slack: SlackStandIn,
  view: Viewpoint,
  parts: PageParts,
  suggestions: readonly string[],
): Html {
  const { app, workspace } = slack;
  const channel = workspace.channel(view.place);
  const title = titleOf(slack, view);
  const isOwn = view.place === workspace.directMessage(view.actingAs);
  const tab = channel === undefined ? 'home' : isOwn ? 'messages' : undefined;
  const content = drawn(parts.messages);
  // An agent's own prompts stand above its messages.
  const chips = isOwn && app.isAgent ? [] : suggestions;
  const body =
    channel === undefined
      ? html`<div class="messages" id="messages" tabindex="0">${content}</div>`
      : html`${renderLog('messages', 'Messages', content)}${renderComposer(slack, view, channel, { label: `Message ${title}`, chips })}`;
  return html`<main${attributes({ class: 'conversation', 'data-tab': tab })}>
<header><button type="button" class="icon menu-button" popovertarget="sidebar" aria-label="Menu">☰</button><h1>${title}</h1>${
    channel?.purpose && html`<p>${channel.purpose}</p>`
  }<div class="jobs" id="jobs">${drawn(parts.jobs)}</div></header>
${body}
</main>`;
}

export function renderThread(slack: SlackStandIn, view: Viewpoint, { thread }: PageParts): Html {
  const channel = slack.workspace.channel(view.place);
  if (channel === undefined || view.thread === undefined || thread.length === 0) {
    return html`<aside class="thread" id="thread" aria-label="Thread" hidden></aside>`;
  }
  return html`<aside class="thread" id="thread" aria-label="Thread" data-thread-ts="${view.thread}">
<header><h2>Thread</h2><p>${titleOf(slack, view)}</p><button type="button" class="icon" data-close-thread aria-label="Close thread">✕</button></header>
${renderLog('thread-messages', 'Thread messages', drawn(thread))}
${renderComposer(slack, view, channel, { label: 'Reply in the thread', threadTs: view.thread })}
</aside>`;
}

/** Messages, and the button that goes to what came while the reader was further up. */
function renderLog(id: string, label: string, content: Html): Html {
  return html`<div class="messages" id="${id}" role="log" aria-live="polite" aria-label="${label}" tabindex="0">${content}</div>
<button type="button" class="newer button primary" hidden>New messages</button>`;
}

/** The message box of a conversation or a thread, or why there is none. */
function renderComposer(
  slack: SlackStandIn,
  { actingAs }: Viewpoint,
  { id: channelId, isArchived, members }: Channel,
  { label, chips = [], threadTs }: { label: string; chips?: readonly string[]; threadTs?: string },
): Html {
  if (isArchived) {
    return html`<p class="closed">This channel is archived. It can be read, but nobody can write here any more.</p>`;
  }
  if (!members.includes(actingAs)) return html`<p class="closed">Only members of this channel can write here.</p>`;
  const id = threadTs === undefined ? 'composer' : 'thread-composer';
  const tries = chips.map((text) => html`<li><button type="button" data-suggestion="${text}">${text}</button></li>`);
  const offers = completionsOf(slack).map(
    ({ text, usage, about }, index) =>
      html`<li role="option" id="${id}-completion-${index}" aria-selected="false" data-completion="${text}"><strong>${text}</strong>${usage && html` <span>${usage}</span>`}<small>${about}</small></li>`,
  );
  const box = attributes({
    id: `${id}-text`,
    name: 'text',
    rows: 1,
    placeholder: label,
    'aria-label': label,
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
    'aria-controls': `${id}-completions`,
  });
  return html`<form${attributes({ class: 'composer', id, 'data-channel-id': channelId, 'data-thread-ts': threadTs })}>
${tries.length > 0 && html`<ul class="suggestions" aria-label="Try one of these">${tries}<li><button type="button" data-hide-suggestions aria-label="Hide suggestions">✕</button></li></ul>`}
<ul class="completions" id="${id}-completions" role="listbox" aria-label="Completions" hidden>${offers}</ul>
<p class="editing" role="status">Editing your message <button type="button" class="button" data-stop-editing>Cancel</button></p>
<div class="box"><textarea${box}></textarea><button type="submit" class="button primary">Send</button></div>
</form>`;
}

interface Completion {
  /** As it is to stand in the message box: "/papers", "@ada". */
  readonly text: string;
  /** What to write after it: "[question]". */
  readonly usage?: string;
  readonly about: string;
}

/** The app's commands, Slack's own that the stand-in knows, and everyone. */
function completionsOf({ app, workspace }: SlackStandIn): readonly Completion[] {
  return [
    ...app.commands.map(({ command: text, usageHint: usage, description: about }) => ({ text, usage, about })),
    { text: '/invite', usage: '@name', about: 'Bring somebody into this channel' },
    ...workspace.people().map(({ name, realName }) => ({ text: `@${name}`, about: realName })),
  ];
}
