import { findArxivIds } from '../../papers/arxiv-id.ts';

/** What people wrote, freed of Slack's notation: https://docs.slack.dev/messaging/formatting-message-text */

const token = /<([^<>]*)>/g;

// With a skin tone behind it or not; right after a word as well, as in "thanks:pray:", but "has:code" is a filter.
const emojiCode =
  /(?<!(?:^|\s)(?:since|before|has|author|sort|top|tz|quiet|details))(?<!\d):(?=[a-z0-9_+'-]*[a-z+])[a-z0-9_+'-]+:(?::?skin-tone-[2-6]:)?(?![\p{L}\p{N}])/giu;

/** Digits and signs alone are emoji to Unicode as well; only pictures are meant here. */
const emoji = /(?![\d#*©®™])\p{RGI_Emoji}|[\p{Emoji_Presentation}\p{Emoji_Modifier}\u{FE0F}\u{200D}]/gv;

const digitNames = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'keycap_ten'];
/** Keys with digits are a choice of a number: "2️⃣" or ":two:". */
const digitCode = new RegExp(`(?<![\\p{L}\\p{N}]):(${digitNames.join('|')}):`, 'giu');
const digitKey = /(\d)\u{FE0F}?\u{20E3}|🔟/gu;

/** `text` with pictures of digits as digits. */
function withDigits(text: string): string {
  return text
    .replace(digitCode, (_, name: string) => String(digitNames.indexOf(name.toLowerCase())))
    .replace(digitKey, (_, digit: string | undefined) => digit ?? '10');
}

/** The names of emoji in a text (":pray:" as "pray") and emoji of Unicode, in their order. */
export function emojiIn(text: string): string[] {
  const read = withDigits(text);
  return [...read.matchAll(emojiCode), ...read.matchAll(emoji)].map(([found]) => found.replace(/^:|:.*$/g, ''));
}

function withoutEmoji(text: string): string {
  // Twice: of ":pray::tada:" the second follows no space before the first is gone.
  return withDigits(text).replace(emojiCode, ' ').replace(emojiCode, ' ').replace(emoji, ' ');
}

const plainAddress = (url: string): string => url.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');

/** A link as it reads: by its label, and by its address where that names a paper or is all there is. */
function readableLink(url: string, label: string | undefined): string {
  const address = url.replace(/^mailto:/, '');
  if (label === undefined || label.trim() === '' || plainAddress(label) === plainAddress(url)) return address;
  return findArxivIds(url).length > 0 && findArxivIds(label).length === 0 ? `${label} ${address}` : label;
}

function readableToken(_whole: string, inner: string): string {
  const [target = '', label] = inner.split('|');
  // People and special mentions address somebody; they are no part of the question.
  if (target.startsWith('@') || target.startsWith('!')) return ' ';
  if (target.startsWith('#')) return label ?? ' ';
  return readableLink(target, label);
}

/** `text` of a message as its author sees it: links by label, mentions, emoji and marks of quotation left out, entities decoded. */
export function readableText(text: string): string {
  const read = text
    .replace(token, readableToken)
    .replace(/^(?:\s*(?:&gt;|>))+(?=\s|[^\s=])/gm, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return withoutEmoji(read).replace(/\s+/g, ' ').trim();
}
