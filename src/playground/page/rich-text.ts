import { type Html, html, type Part } from './html.ts';
import { link, safeUrl } from './links.ts';
import { channelName, type Lookup, personName } from './lookup.ts';
import { dateText, mention } from './mrkdwn-token.ts';
import { withBreaks } from './text-object.ts';
import { unknownNote } from './unknown-note.ts';
import { asList, asNumber, asObject, asString, valueAt, type WireBlock, type WireRichText } from './wire.ts';

/** A `rich_text` block. Its text is never parsed, so paper titles are safe in it. */
export function renderRichText(block: WireBlock, lookup: Lookup): Html {
  return html`<div class="text">${asList(block.elements).map((element) => paragraph(asObject(element), lookup))}</div>`;
}

function paragraph(element: WireRichText, lookup: Lookup): Html {
  switch (element.type) {
    case 'rich_text_section':
      return html`<p>${inlines(element, lookup)}</p>`;
    case 'rich_text_quote':
      return html`<blockquote>${inlines(element, lookup)}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre>${asList(element.elements).map((part) => preformatted(asObject(part)))}</pre>`;
    case 'rich_text_list':
      return list(element, lookup);
    default:
      return unknownNote(element.type, 'element');
  }
}

function list(element: WireRichText, lookup: Lookup): Html {
  const items = asList(element.elements).map((item) => html`<li>${inlines(asObject(item), lookup)}</li>`);
  if (element.style !== 'ordered') return html`<ul>${items}</ul>`;
  const start = Math.trunc(asNumber(element.offset) ?? 0) + 1;
  return html`<ol start="${start}">${items}</ol>`;
}

function preformatted(part: WireRichText): Html {
  const url = safeUrl(asString(part.url));
  return url === undefined ? html`${asString(part.text)}` : link(url, asString(part.text) || url);
}

function inlines(element: WireRichText, lookup: Lookup): readonly Html[] {
  return asList(element.elements).map((part) => inline(asObject(part), lookup));
}

function inline(part: WireRichText, lookup: Lookup): Html {
  return styled(inlineContent(part, lookup), part.style);
}

function inlineContent(part: WireRichText, lookup: Lookup): Html {
  const text = asString(part.text);
  switch (part.type) {
    case 'text':
      return withBreaks(text);
    case 'link': {
      const url = safeUrl(asString(part.url));
      return url === undefined ? html`${text || asString(part.url)}` : link(url, text || url);
    }
    case 'user':
      return mention(`@${personName(asString(part.user_id), lookup)}`);
    case 'channel':
      return mention(`#${channelName(asString(part.channel_id), lookup)}`);
    case 'date':
      return date(part, lookup);
    default:
      return unknownNote(part.type, 'element');
  }
}

function date(part: WireRichText, lookup: Lookup): Html {
  const text = dateText(asNumber(part.timestamp), asString(part.format), asString(part.fallback), lookup);
  const url = safeUrl(asString(part.url));
  return url === undefined ? text : link(url, text);
}

function styled(content: Part, style: unknown): Html {
  const has = (name: string) => valueAt(style, name) === true;
  let result = html`${content}`;
  if (has('code')) result = html`<code>${result}</code>`;
  if (has('strike')) result = html`<s>${result}</s>`;
  if (has('underline')) result = html`<u>${result}</u>`;
  if (has('italic')) result = html`<em>${result}</em>`;
  if (has('bold')) result = html`<strong>${result}</strong>`;
  return result;
}
