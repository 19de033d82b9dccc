import { avatar } from './avatar.ts';
import type { Surface } from './control.ts';
import { formatDate, isMoment } from './dates.ts';
import { attributes, type Html, html } from './html.ts';
import { safeUrl } from './links.ts';
import { type Lookup, personName } from './lookup.ts';
import { renderReactions, renderToolbar, type Shortcut } from './message-actions.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import type { Part } from './part.ts';
import { renderBlocks } from './render-blocks.ts';
import { asList, asNumber, asObject, asString, type WireFile, type WireMessage, type WireUnfurl } from './wire.ts';

/** Where messages are drawn. The same message may stand in the channel and in the thread at once. */
export interface MessagePlace {
  readonly where: 'channel' | 'thread';
  readonly channelId: string;
  readonly lookup: Lookup;
  /** Who looks: their own reactions are marked. */
  readonly readerId: string;
  /** The app's message shortcuts, offered beside each message. */
  readonly shortcuts?: readonly Shortcut[];
}

/** Pause after which the author's name is shown again, as chat programs do. */
const oneBreathSeconds = 5 * 60;

/** Messages in order, parted by days; several by one author in a row share one heading. */
export function messageParts(messages: readonly unknown[], place: MessagePlace): Part[] {
  let before: WireMessage | undefined;
  const parts: Part[] = [];
  for (const value of messages) {
    const message: WireMessage = asObject(value);
    const isNewDay = before === undefined || dayOf(before, place.lookup) !== dayOf(message, place.lookup);
    if (isNewDay) parts.push(dayPart(message, place));
    const isContinued = !isNewDay && before !== undefined && continues(before, message);
    parts.push(messagePart(message, place, isContinued ? 'message continued' : 'message'));
    before = message;
  }
  return parts;
}

function dayPart(message: WireMessage, { where, lookup }: MessagePlace): Part {
  const day = dayOf(message, lookup);
  const id = `${scopeOf(message, where)}-day`;
  return { id, version: day, draw: () => html`<p class="day" id="${id}"><span>${day}</span></p>` };
}

function messagePart(message: WireMessage, place: MessagePlace, className: string): Part {
  return {
    id: `${scopeOf(message, place.where)}-message`,
    version: `${className} ${JSON.stringify(message)}`,
    draw: () => article(message, place, className),
  };
}

/** One message: any JSON in Slack's form. `is_ephemeral: true` marks one that only the reader sees. */
export function renderMessage(message: unknown, place: MessagePlace): Html {
  return article(asObject(message), place, 'message');
}

function article(message: WireMessage, place: MessagePlace, className: string): Html {
  const { lookup, where, channelId } = place;
  const ts = asString(message.ts);
  const author = authorOf(message, lookup);
  const seconds = asNumber(message.ts);
  const time = isMoment(seconds) ? formatDate(seconds, '{time}', lookup) : '';
  const scope = scopeOf(message, where);
  const isEphemeral = message.is_ephemeral === true;
  const isOwn = message.user === place.readerId && message.typed !== undefined;
  const shared = attributes({
    class: isEphemeral ? `${className} ephemeral` : className,
    id: `${scope}-message`,
    'data-ts': ts,
    'data-channel-id': channelId,
    'data-ephemeral': isEphemeral,
    'data-typed': isOwn ? asString(message.typed) : undefined,
    'aria-label': `${author}${time && `, ${time}`}`,
  });
  return html`<article${shared}>${avatar(author)}<div class="body">
${isEphemeral && html`<p class="only-you">Only visible to you</p>`}
<header><bdi class="author">${author}</bdi>${isApp(message, lookup) && html`<span class="badge">APP</span>`}${
    isMoment(seconds) && when(seconds, time, lookup)
  }</header>
${content(message, { scope, lookup })}
${asList(message.attachments).map((unfurl, index) => unfurled(unfurl, { scope: `${scope}-unfurl-${index}`, lookup }))}
${asList(message.files).map(sharedFile)}
${message.edited !== undefined && html`<small class="edited">(edited)</small>`}
${renderReactions(message, place.readerId)}
${where === 'channel' && !isEphemeral && replies(message, ts)}
</div>${!isEphemeral && renderToolbar(ts, { ...place, isOwn })}</article>
`;
}

function scopeOf(message: WireMessage, where: MessagePlace['where']): string {
  return `${where}-${asString(message.ts)}`.replace(/[^\w-]/g, '-');
}

function content(message: WireMessage, surface: Surface): Html {
  if (asList(message.blocks).length > 0) return renderBlocks(message.blocks, surface);
  const text = asString(message.text);
  if (text === '') return html``;
  return html`<div class="text">${renderMrkdwn(text, surface.lookup)}</div>`;
}

/** What an app shows under a link of the message. */
function unfurled(unfurl: unknown, surface: Surface): Html {
  const { blocks }: WireUnfurl = asObject(unfurl);
  return html`<div class="unfurl">${renderBlocks(blocks, surface)}</div>`;
}

/** A file, to be had from this machine alone. */
function sharedFile(file: unknown): Html | false {
  const { title, size, url_private: address }: WireFile = asObject(file);
  const url = safeUrl(asString(address));
  if (url === undefined) return false;
  const bytes = asNumber(size) ?? 0;
  const told = bytes < 1_000 ? `${bytes} bytes` : `${Math.round(bytes / 1_000)} kB`;
  return html`<p class="file"><a href="${url}" download>${asString(title)}</a> <small>${told}</small></p>`;
}

function replies(message: WireMessage, ts: string): Html | false {
  const count = asNumber(message.reply_count) ?? 0;
  if (count < 1) return false;
  return html`<button type="button" class="replies" data-open-thread="${ts}">${count} ${count === 1 ? 'reply' : 'replies'}</button>`;
}

function when(seconds: number, time: string, lookup: Lookup): Html {
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}" title="${formatDate(seconds, '{date_long} at {time_secs}', lookup)}">${time}</time>`;
}

function authorOf(message: WireMessage, lookup: Lookup): string {
  return personName(asString(message.user), lookup) || 'Unknown';
}

function isApp(message: WireMessage, lookup: Lookup): boolean {
  const author = lookup.people.find(({ id }) => id === message.user);
  return asString(message.bot_id) !== '' || author?.isApp === true;
}

function dayOf(message: WireMessage, lookup: Lookup): string {
  const seconds = asNumber(message.ts);
  if (!isMoment(seconds)) return '';
  const day = formatDate(seconds, '{date_long_pretty}', lookup);
  return day.slice(0, 1).toUpperCase() + day.slice(1);
}

function continues(before: WireMessage, message: WireMessage): boolean {
  const pause = (asNumber(message.ts) ?? 0) - (asNumber(before.ts) ?? 0);
  return before.user === message.user && before.is_ephemeral === message.is_ephemeral && pause < oneBreathSeconds;
}
