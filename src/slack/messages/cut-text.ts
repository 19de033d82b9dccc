const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ellipsis = '…';
/** A control character is written as \u0000, no other character takes more: https://www.rfc-editor.org/rfc/rfc8259#section-7 */
const mostBytesEach = 6;

/** Size of `value` as JSON, in UTF-8 bytes. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** `text` as it stands if it fits in `maxBytes` of JSON string content, else cut between graphemes, at a space if near, with "…". */
export function cutToBytes(text: string, maxBytes: number): string {
  const quotes = 2;
  if (text.length * mostBytesEach <= maxBytes) return text;
  if (jsonBytes(text) - quotes <= maxBytes) return text;
  let left = maxBytes - jsonBytes(ellipsis) + quotes;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    left -= jsonBytes(segment) - quotes;
    if (left < 0) break;
    kept += segment;
  }
  const space = kept.lastIndexOf(' ');
  // A word that takes up much of the text is cut in the middle rather than dropped.
  const whole = space > kept.length * 0.7 ? kept.slice(0, space) : kept;
  return `${whole.replace(/[\s,;:]+$/u, '')}${ellipsis}`;
}
