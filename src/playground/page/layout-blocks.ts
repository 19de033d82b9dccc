import type { BlockPlace } from './control.ts';
import { type Html, html } from './html.ts';
import { renderElement } from './render-element.ts';
import { renderRichText } from './rich-text.ts';
import { plainTextOf, renderText } from './text-object.ts';
import { asList, asObject, asString, type WireBlock, type WireText } from './wire.ts';

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

/** Small print: texts in a row. */
export function renderContext(block: WireBlock, { surface: { lookup } }: BlockPlace): Html {
  const parts = asList(block.elements).map((text) => html`<span>${renderText(text, lookup)}</span>`);
  return html`<div class="context text">${parts}</div>`;
}

export function renderActions(block: WireBlock, place: BlockPlace): Html {
  const elements = asList(block.elements).map((element, index) =>
    renderElement(element, { ...place, domId: `${place.domId}-${index}` }),
  );
  return html`<div class="actions">${elements}</div>`;
}

/** A table: its first row is the heading, as in Slack. */
export function renderTable(block: WireBlock, { surface: { lookup } }: BlockPlace): Html {
  const cell = (value: unknown): Html => {
    const content: WireText = asObject(value);
    return content.type === 'rich_text' ? renderRichText(content, lookup) : html`${asString(content.text)}`;
  };
  const [heading, ...rows] = asList(block.rows).map((row) => asList(row).map(cell));
  const head = (heading ?? []).map((content) => html`<th scope="col">${content}</th>`);
  const body = rows.map((row) => html`<tr>${row.map((content) => html`<td>${content}</td>`)}</tr>`);
  return html`<div class="table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
