import { emoji } from './emoji.ts';
import { type Html, html, type Part } from './html.ts';
import { link, safeUrl } from './links.ts';
import { channelName, groupName, type Lookup, personName } from './lookup.ts';
import { dateText, mention } from './mrkdwn-token.ts';
import { withBreaks } from './text-object.ts';
import { unknownNote } from './unknown-note.ts';
import {
  asList,
  asNumber,
  asObject,
  asString,
  type WireBlock,
  type WireRichText,
  type WireRichTextStyle,
} from './wire.ts';

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
  // Slack indents up to 8 levels (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block); style.css has as many.
  const indent = Math.min(8, Math.max(0, Math.trunc(asNumber(element.indent) ?? 0)));
  if (element.style !== 'ordered') return html`<ul class="indent-${indent}">${items}</ul>`;
  const start = Math.trunc(asNumber(element.offset) ?? 0) + 1;
  return html`<ol class="indent-${indent}" start="${start}">${items}</ol>`;
}

function preformatted(part: WireRichText): Html {
  const url = safeUrl(asString(part.url));
  return url === undefined ? html`${asString(part.text)}` : link(url, asString(part.text) || url);
}

function inlines(element: WireRichText, lookup: Lookup): readonly Html[] {
  return asList(element.elements).map((part) => inline(asObject(part), lookup));
}

function inline(part: WireRichText, lookup: Lookup): Html {
  return styled(inlineContent(part, lookup), asObject(part.style));
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
    case 'emoji':
      return html`${fromCodePoints(asString(part.unicode)) ?? emoji(asString(part.name))}`;
    case 'user':
      return mention(`@${personName(asString(part.user_id), lookup)}`);
    case 'channel':
      return mention(`#${channelName(asString(part.channel_id), lookup)}`);
    case 'usergroup':
      return mention(`@${groupName(asString(part.usergroup_id), lookup)}`);
    case 'broadcast':
      return mention(`@${asString(part.range)}`);
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

/** "1f4da" or "1f468-200d-1f4bb" as characters: Slack sends an emoji's code points in hexadecimal. */
function fromCodePoints(unicode: string): string | undefined {
  const points = unicode
    .split('-')
    .map((hex) => (/^[0-9a-f]{1,6}$/i.test(hex) ? Number.parseInt(hex, 16) : Number.NaN));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : undefined;
}

function styled(content: Part, style: WireRichTextStyle): Html {
  let result = html`${content}`;
  if (style.code === true) result = html`<code>${result}</code>`;
  if (style.strike === true) result = html`<s>${result}</s>`;
  if (style.underline === true) result = html`<u>${result}</u>`;
  if (style.italic === true) result = html`<em>${result}</em>`;
  if (style.bold === true) result = html`<strong>${result}</strong>`;
  return result;
}
