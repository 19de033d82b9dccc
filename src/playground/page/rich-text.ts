import type { RichText, RichTextElement } from '../stand-in/block-kit/rich-text.ts';
import { type Html, html } from './html.ts';
import { link, safeUrl } from './links.ts';
import { channelName, type Lookup, personName } from './lookup.ts';
import { dateText, mention } from './mrkdwn-token.ts';
import { withBreaks } from './text-object.ts';

/** A `rich_text` block. Its text is never parsed, so paper titles are safe in it. */
export function renderRichText(block: RichText, lookup: Lookup): Html {
  return html`<div class="text">${block.elements.map((element) => paragraph(element, lookup))}</div>`;
}

function paragraph(element: RichText['elements'][number], lookup: Lookup): Html {
  const inlines = (elements: readonly RichTextElement[]) =>
    elements.map((part) => styled(inline(part, lookup), part.style));
  switch (element.type) {
    case 'rich_text_section':
      return html`<p>${inlines(element.elements)}</p>`;
    case 'rich_text_quote':
      return html`<blockquote>${inlines(element.elements)}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre>${element.elements.map(({ text }) => text)}</pre>`;
    case 'rich_text_list': {
      const items = element.elements.map((item) => html`<li>${inlines(item.elements)}</li>`);
      return element.style === 'ordered' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    default:
      return element satisfies never;
  }
}

function inline(part: RichTextElement, lookup: Lookup): Html {
  switch (part.type) {
    case 'text':
      return withBreaks(part.text);
    case 'link': {
      const url = safeUrl(part.url);
      return url === undefined ? html`${part.text || part.url}` : link(url, part.text || url);
    }
    case 'user':
      return mention(`@${personName(part.user_id, lookup)}`);
    case 'channel':
      return mention(`#${channelName(part.channel_id, lookup)}`);
    case 'date': {
      const text = dateText(part.timestamp, part.format, part.fallback ?? '', lookup);
      const url = safeUrl(part.url ?? '');
      return url === undefined ? text : link(url, text);
    }
    default:
      return part satisfies never;
  }
}

function styled(content: Html, style: RichTextElement['style'] = {}): Html {
  let result = content;
  if (style.code) result = html`<code>${result}</code>`;
  if (style.italic) result = html`<em>${result}</em>`;
  if (style.bold) result = html`<strong>${result}</strong>`;
  return result;
}
