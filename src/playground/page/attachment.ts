import type { Surface } from './control.ts';
import { type Html, html } from './html.ts';
import { renderImage } from './image.ts';
import { link, safeUrl } from './links.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import { renderBlocks } from './render-blocks.ts';
import { asList, asObject, asString, type WireAttachment, type WireAttachmentField } from './wire.ts';

/** A legacy attachment or the unfurl of a link: blocks where it has them, else title, text, fields and picture. */
export function renderAttachment(value: unknown, surface: Surface): Html {
  const attachment: WireAttachment = asObject(value);
  const { lookup } = surface;
  const pretext = asString(attachment.pretext);
  const body =
    asList(attachment.blocks).length > 0 ? renderBlocks(attachment.blocks, surface) : classicBody(attachment, surface);
  return html`${pretext && html`<div class="text">${renderMrkdwn(pretext, lookup)}</div>`}<aside class="attachment" aria-label="Attachment">${body}</aside>`;
}

function classicBody(attachment: WireAttachment, { lookup }: Surface): Html {
  const source = asString(attachment.author_name) || asString(attachment.service_name);
  const title = asString(attachment.title);
  const url = safeUrl(asString(attachment.title_link));
  const text = asString(attachment.text);
  const footer = asString(attachment.footer);
  const image = asString(attachment.image_url) || asString(attachment.thumb_url);
  const fields = asList(attachment.fields).map((one) => {
    const field: WireAttachmentField = asObject(one);
    return html`<div><strong>${asString(field.title)}</strong><br>${renderMrkdwn(asString(field.value), lookup)}</div>`;
  });
  const isEmpty = title === '' && text === '' && fields.length === 0;
  return html`<div class="text">${source && html`<small>${source}</small>`}${
    title && html`<p><strong>${url === undefined ? title : link(url, title)}</strong></p>`
  }${text && html`<p>${renderMrkdwn(text, lookup)}</p>`}${fields.length > 0 && html`<div class="fields">${fields}</div>`}${
    isEmpty && html`<p>${asString(attachment.fallback)}</p>`
  }${image && renderImage({ image_url: image, alt_text: title || 'Attached picture' })}${
    footer && html`<small>${footer}</small>`
  }</div>`;
}
