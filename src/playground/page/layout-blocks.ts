import type { BlockPlace } from './control.ts';
import { type Html, html } from './html.ts';
import { renderImage } from './image.ts';
import { renderMarkdown } from './markdown.ts';
import { renderElement } from './render-element.ts';
import { plainTextOf, renderText } from './text-object.ts';
import { asList, asObject, asString, type WireBlock, type WireElement } from './wire.ts';

export function renderHeader(block: WireBlock): Html {
  return html`<h3>${plainTextOf(block.text)}</h3>`;
}

/** Text, then fields in two columns, with one element beside them. */
export function renderSection(block: WireBlock, place: BlockPlace): Html {
  const { lookup } = place.surface;
  const fields = asList(block.fields).map((field) => html`<div>${renderText(field, lookup)}</div>`);
  const accessory =
    block.accessory !== undefined &&
    html`<div class="accessory">${renderElement(block.accessory, { ...place, domId: `${place.domId}-0` })}</div>`;
  return html`<div class="section"><div class="text">${renderText(block.text, lookup)}${
    fields.length > 0 && html`<div class="fields">${fields}</div>`
  }</div>${accessory}</div>`;
}

/** Small print: pictures and texts in a row. */
export function renderContext(block: WireBlock, place: BlockPlace): Html {
  const parts = asList(block.elements).map((value) => {
    const element: WireElement = asObject(value);
    const isText = element.type === 'mrkdwn' || element.type === 'plain_text';
    return isText ? html`<span>${renderText(element, place.surface.lookup)}</span>` : renderElement(element, place);
  });
  return html`<div class="context text">${parts}</div>`;
}

export function renderImageBlock(block: WireBlock): Html {
  const title = plainTextOf(block.title);
  return html`<figure>${title !== '' && html`<figcaption>${title}</figcaption>`}${renderImage(block)}</figure>`;
}

export function renderActions(block: WireBlock, place: BlockPlace): Html {
  const elements = asList(block.elements).map((element, index) =>
    renderElement(element, { ...place, domId: `${place.domId}-${index}` }),
  );
  return html`<div class="actions">${elements}</div>`;
}

export function renderMarkdownBlock(block: WireBlock): Html {
  return html`<div class="text">${renderMarkdown(asString(block.text))}</div>`;
}
