/** What people wrote, freed of Slack's notation: https://docs.slack.dev/messaging/formatting-message-text */

const token = /<([^<>]*)>/g;
const emojiCode = /(?<=^|\s):[a-z0-9_+'-]+:(?=\s|$)/gi;

function readableToken(_whole: string, inner: string): string {
  const [target = '', label] = inner.split('|');
  // People and special mentions address somebody; they are no part of the question.
  if (target.startsWith('@') || target.startsWith('!')) return ' ';
  if (target.startsWith('#')) return label ?? ' ';
  return target.replace(/^mailto:/, '');
}

/** `text` of a message as its author sees it: links as addresses, mentions and emoji codes left out, entities decoded. */
export function readableText(text: string): string {
  return text
    .replace(token, readableToken)
    .replace(emojiCode, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
