import { formatDate, isMoment } from './dates.ts';
import { type Html, html, type Part } from './html.ts';
import { link, safeUrl } from './links.ts';
import { channelName, type Lookup, personName } from './lookup.ts';

/** The three entities that Slack defines, and no other: "&quot;" in a message is six characters. */
export function decode(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: 'amp' | 'lt' | 'gt') => ({ amp: '&', lt: '<', gt: '>' })[name]);
}

/** What stands between "<" and ">" in mrkdwn, or `undefined` when that is no token and should show as it is. */
export function mrkdwnToken(token: string, lookup: Lookup): Html | undefined {
  const bar = token.indexOf('|');
  const target = bar === -1 ? token : token.slice(0, bar);
  const label = bar === -1 ? '' : decode(token.slice(bar + 1));
  const id = target.slice(1);
  switch (target[0]) {
    case '@':
      return /^[UW]\w+$/.test(id) ? mention(`@${named(personName(id, lookup), id, label)}`) : undefined;
    case '#':
      return /^[CG]\w+$/.test(id) ? mention(`#${named(channelName(id, lookup), id, label)}`) : undefined;
    case '!':
      return commandToken(id, label, lookup);
    default:
      return linkToken(decode(target), label);
  }
}

/** Someone or somewhere that a message points at. Also used for rich_text, so that both look the same. */
export function mention(name: Part): Html {
  return html`<span class="mention">${name}</span>`;
}

/** A moment in the reader's own time zone, or the fallback when it cannot be told. */
export function dateText(seconds: number, template: string, fallback: string, lookup: Lookup): Html {
  if (!isMoment(seconds)) return html`${fallback}`;
  const iso = new Date(seconds * 1000).toISOString();
  return html`<time datetime="${iso}">${formatDate(seconds, template, lookup)}</time>`;
}

function commandToken(command: string, label: string, lookup: Lookup): Html | undefined {
  const [name = '', argument = '', template = '', url = ''] = command.split('^');
  switch (name) {
    case 'here':
    case 'channel':
    case 'everyone':
      return mention(`@${name}`);
    case 'date': {
      const text = dateText(Number(argument || Number.NaN), decode(template), label, lookup);
      const target = safeUrl(decode(url));
      return target === undefined ? text : link(target, text);
    }
    default:
      return undefined;
  }
}

function linkToken(target: string, label: string): Html | undefined {
  const url = safeUrl(target);
  // The label is not parsed again: a title in it keeps its asterisks and underscores.
  return url === undefined ? undefined : link(url, label || url.replace(/^mailto:/i, ''));
}

function named(name: string, id: string, label: string): string {
  return name === id && label !== '' ? label : name;
}
