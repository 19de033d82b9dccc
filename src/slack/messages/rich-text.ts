import type { RichTextBlock, RichTextElement, RichTextLink, RichTextSection, RichTextText } from '@slack/types';
import type { Segment } from '../../search/answer.ts';

/**
 * Builders for rich_text, the one kind of block whose text Slack never parses: `*`, `_`, backticks, `<!channel>` and `<@U…>` of a
 * title stay what they are, and nobody is pinged.
 */

interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
}

// Slack refuses an empty text element.
const placeholder = ' ';

export function text(content: string, style?: Style): RichTextText {
  return { type: 'text', text: content === '' ? placeholder : content, ...(style && { style: { ...style } }) };
}

export function link(url: string, label: string, style?: Style): RichTextLink {
  return { type: 'link', url, text: label === '' ? url : label, ...(style && { style: { ...style } }) };
}

export function section(...elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

export function quote(...elements: RichTextElement[]): RichTextBlock['elements'][number] {
  return { type: 'rich_text_quote', elements };
}

export function preformatted(content: string): RichTextBlock['elements'][number] {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: content === '' ? placeholder : content }] };
}

export function richText(...elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A paragraph of its own. */
export const line = (...elements: RichTextElement[]): RichTextBlock => richText(section(...elements));

/** Words that were asked for in bold. */
export function marked(segments: readonly Segment[]): RichTextText[] {
  return segments.map((segment) => text(segment.text, segment.isMatch ? { bold: true } : undefined));
}
