import type { AppShortcut } from '../stand-in/app-options.ts';
import { formValues } from '../stand-in/form-values.ts';
import type { StoredMessage } from '../stand-in/messages.ts';
import type { SharedFile } from '../stand-in/wire.ts';
import { avatar } from './avatar.ts';
import { formatDate } from './dates.ts';
import { attributes, type Html, html } from './html.ts';
import { type Lookup, personName } from './lookup.ts';
import { renderReactions, renderToolbar } from './message-actions.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import type { Part } from './part.ts';
import { renderBlocks } from './render-blocks.ts';

/** Where messages are drawn. The same message may stand in the channel and in the thread at once. */
export interface MessagePlace {
  readonly where: 'channel' | 'thread';
  readonly lookup: Lookup;
  /** Those of the app, offered beside each message. */
  readonly shortcuts: readonly AppShortcut[];
  /** What a person typed to write this message. */
  readonly typed: (message: StoredMessage) => string;
}

/** Pause after which the author's name is shown again, as chat programs do. */
const oneBreathSeconds = 5 * 60;

/** Messages in order, parted by days; several by one author in a row share one heading. */
export function messageParts(messages: readonly StoredMessage[], place: MessagePlace): Part[] {
  return messages.flatMap((message, index) => {
    const before = messages[index - 1];
    const day = dayOf(message, place.lookup);
    const isNewDay = before === undefined || dayOf(before, place.lookup) !== day;
    const className = !isNewDay && continues(before, message) ? 'message continued' : 'message';
    const id = scopeOf(message, place);
    const dayPart = {
      id: `${id}-day`,
      version: day,
      draw: () => html`<p class="day" id="${id}-day"><span>${day}</span></p>`,
    };
    const messagePart = {
      id: `${id}-message`,
      version: `${className} ${JSON.stringify(message)}`,
      draw: () => renderMessage(message, place, className),
    };
    return isNewDay ? [dayPart, messagePart] : [messagePart];
  });
}

function renderMessage(message: StoredMessage, place: MessagePlace, className: string): Html {
  const { lookup, where, shortcuts } = place;
  const { ts, channel, ephemeralFor, attachments = [], files = [], edited } = message;
  const author = lookup.people.find(({ id }) => id === message.user);
  const name = personName(message.user, lookup);
  const time = formatDate(Number(ts), '{time}', lookup);
  const scope = scopeOf(message, place);
  const isOwn = message.user === lookup.readerId;
  const shared = attributes({
    class: ephemeralFor ? `${className} ephemeral` : className,
    id: `${scope}-message`,
    'data-ts': ts,
    'data-channel-id': channel,
    'data-typed': isOwn ? place.typed(message) : undefined,
    'aria-label': `${name}, ${time}`,
  });
  const unfurls = attachments.map(
    ({ blocks }, index) =>
      html`<div class="unfurl">${renderBlocks(blocks, { scope: `${scope}-unfurl-${index}`, lookup, values: formValues(blocks) })}</div>`,
  );
  return html`<article${shared}>${avatar(name)}<div class="body">
${ephemeralFor && html`<p class="only-you">Only visible to you</p>`}
<header><bdi class="author">${name}</bdi>${author?.isBot && html`<span class="badge">APP</span>`}${when(Number(ts), time, lookup)}</header>
${content(message, scope, lookup)}
${unfurls}
${files.map(sharedFile)}
${edited && html`<small class="edited">(edited)</small>`}
${renderReactions(message, lookup.readerId)}
${where === 'channel' && !ephemeralFor && replies(message)}
</div>${!ephemeralFor && renderToolbar(message, { where, isOwn, shortcuts })}</article>
`;
}

function scopeOf({ ts }: StoredMessage, { where }: MessagePlace): string {
  return `${where}-${ts.replace('.', '-')}`;
}

function content({ text, blocks = [] }: StoredMessage, scope: string, lookup: Lookup): Html | false {
  if (blocks.length > 0) return renderBlocks(blocks, { scope, lookup, values: formValues(blocks) });
  return text !== '' && html`<div class="text">${renderMrkdwn(text, lookup)}</div>`;
}

/** A file, to be had from this machine alone. */
function sharedFile({ title, size, url_private: url }: SharedFile): Html {
  const told = size < 1_000 ? `${size} bytes` : `${Math.round(size / 1_000)} kB`;
  return html`<p class="file"><a href="${url}" download>${title}</a> <small>${told}</small></p>`;
}

function replies({ ts, reply_count: count = 0 }: StoredMessage): Html | false {
  const words = `${count} ${count === 1 ? 'reply' : 'replies'}`;
  return count > 0 && html`<button type="button" class="replies" data-open-thread="${ts}">${words}</button>`;
}

function when(seconds: number, time: string, lookup: Lookup): Html {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}" title="${formatDate(seconds, '{date_long} at {time_secs}', lookup)}">${time}</time>`;
}

function dayOf({ ts }: StoredMessage, lookup: Lookup): string {
  const day = formatDate(Number(ts), '{date_long_pretty}', lookup);
  return day.slice(0, 1).toUpperCase() + day.slice(1);
}

function continues(before: StoredMessage, message: StoredMessage): boolean {
  const isAlike = before.user === message.user && before.ephemeralFor === message.ephemeralFor;
  return isAlike && Number(message.ts) - Number(before.ts) < oneBreathSeconds;
}
