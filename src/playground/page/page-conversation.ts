import { attributes, type Html, html } from './html.ts';

/** What the message box can complete. */
export interface Completion {
  /** As it is to stand there: "/papers", "@ada". */
  readonly text: string;
  /** What to write after it: "[question]". */
  readonly usage?: string;
  readonly about: string;
}

/** The message box under a conversation or a thread. */
export interface Composer {
  readonly channelId: string;
  /** The accessible name and the placeholder: "Message #papers". */
  readonly label: string;
  /** Whole messages to try, offered as chips. */
  readonly suggestions?: readonly string[];
  readonly completions?: readonly Completion[];
}

export interface Conversation {
  readonly title: string;
  readonly about?: string | undefined;
  /** The tab of the app that this is; absent for what belongs to everybody. */
  readonly tab?: 'home' | 'messages' | undefined;
  /** From `partsOf`. */
  readonly content: Html;
  /** The message box, or a sentence why there is none. Absent for a Home tab, which is no conversation. */
  readonly composer?: Composer | string;
  /** From `partsOf`. */
  readonly jobs?: Html;
}

export interface Thread {
  /** The parent's ts. */
  readonly ts: string;
  /** Where the thread stands: "#papers". */
  readonly about: string;
  readonly content: Html;
  readonly composer: Composer | string;
}

export function renderConversation({ title, about, tab, content, composer, jobs }: Conversation): Html {
  const body =
    composer === undefined
      ? html`<div class="messages" id="messages" tabindex="0">${content}</div>`
      : html`${renderLog('messages', 'Messages', content)}${renderComposer(composer, 'composer')}`;
  return html`<main${attributes({ class: 'conversation', 'data-tab': tab })}>
<header><button type="button" class="icon menu-button" popovertarget="sidebar" aria-label="Menu">☰</button><h1>${title}</h1>${
    about !== undefined && html`<p>${about}</p>`
  }<div class="jobs" id="jobs">${jobs}</div></header>
${body}
</main>`;
}

export function renderThread(thread: Thread | undefined): Html {
  if (thread === undefined) return html`<aside class="thread" id="thread" aria-label="Thread" hidden></aside>`;
  return html`<aside class="thread" id="thread" aria-label="Thread" data-thread-ts="${thread.ts}">
<header><h2>Thread</h2><p>${thread.about}</p><button type="button" class="icon" data-close-thread aria-label="Close thread">✕</button></header>
${renderLog('thread-messages', 'Thread messages', thread.content)}
${renderComposer(thread.composer, 'thread-composer', thread.ts)}
</aside>`;
}

/** Messages, and the button that goes to what came while the reader was further up. */
function renderLog(id: string, label: string, content: Html): Html {
  return html`<div class="messages" id="${id}" role="log" aria-live="polite" aria-label="${label}" tabindex="0">${content}</div>
<button type="button" class="newer button primary" hidden>New messages</button>`;
}

function renderComposer(composer: Composer | string, id: string, threadTs?: string): Html {
  if (typeof composer === 'string') return html`<p class="closed">${composer}</p>`;
  const { channelId, label, suggestions = [], completions = [] } = composer;
  const chips = suggestions.map(
    (text) => html`<li><button type="button" data-suggestion="${text}">${text}</button></li>`,
  );
  const offers = completions.map(
    ({ text, usage, about }, index) =>
      html`<li role="option" id="${id}-completion-${index}" aria-selected="false" data-completion="${text}"><strong>${text}</strong>${usage && html` <span>${usage}</span>`}<small>${about}</small></li>`,
  );
  const combobox = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
    'aria-controls': `${id}-completions`,
  };
  const box = attributes({
    id: `${id}-text`,
    name: 'text',
    rows: 1,
    placeholder: label,
    'aria-label': label,
    ...(completions.length > 0 && combobox),
  });
  return html`<form${attributes({ class: 'composer', id, 'data-channel-id': channelId, 'data-thread-ts': threadTs })}>
${chips.length > 0 && html`<ul class="suggestions" aria-label="Try one of these">${chips}<li><button type="button" data-hide-suggestions aria-label="Hide suggestions">✕</button></li></ul>`}
${offers.length > 0 && html`<ul class="completions" id="${id}-completions" role="listbox" aria-label="Completions" hidden>${offers}</ul>`}
<p class="editing" role="status">Editing your message <button type="button" class="button" data-stop-editing>Cancel</button></p>
<div class="box"><textarea${box}></textarea><button type="submit" class="button primary">Send</button></div>
</form>`;
}
