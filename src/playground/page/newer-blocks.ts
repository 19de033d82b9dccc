import type { BlockPlace } from './control.ts';
import { type Html, html } from './html.ts';
import { renderElement } from './render-element.ts';
import { renderRichText } from './rich-text.ts';
import { plainTextOf, renderText } from './text-object.ts';
import { unknownNote } from './unknown-note.ts';
import { asList, asObject, asString, type WireBlock, type WireText } from './wire.ts';

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

/** A titled group of blocks that may be folded away. Slack allows no container in a container. */
export function renderContainer(
  block: WireBlock,
  place: BlockPlace,
  renderBlock: (child: WireBlock, place: BlockPlace) => Html,
): Html {
  const children = asList(block.child_blocks).map((value, index) => {
    const child: WireBlock = asObject(value);
    const blockId = asString(child.block_id);
    return child.type === 'container'
      ? html`<p>${unknownNote(child.type, 'block')}</p>`
      : renderBlock(child, { ...place, blockId, domId: `${place.domId}-${index}` });
  });
  const { lookup } = place.surface;
  const title =
    block.title === undefined ? renderRichText(asObject(block.rich_text_title), lookup) : plainTextOf(block.title);
  const subtitle = block.subtitle !== undefined && html`<small>${renderText(block.subtitle, lookup)}</small>`;
  const body = html`<div class="blocks">${children}</div>`;
  if (block.is_collapsible !== true)
    return html`<div class="container"><strong>${title}</strong>${subtitle}${body}</div>`;
  const summary = html`<summary><strong>${title}</strong>${subtitle}</summary>`;
  return block.default_collapsed === true
    ? html`<details class="container">${summary}${body}</details>`
    : html`<details class="container" open>${summary}${body}</details>`;
}

/** Small buttons under an answer, such as "Helpful" and "Not helpful". */
export function renderContextActions(block: WireBlock, place: BlockPlace): Html {
  const elements = asList(block.elements).map((element, index) =>
    renderElement(element, { ...place, domId: `${place.domId}-${index}` }),
  );
  return html`<div class="actions small">${elements}</div>`;
}
