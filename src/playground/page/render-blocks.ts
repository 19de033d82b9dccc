import type { Block, Card } from '../stand-in/block-kit/blocks.ts';
import type { Text } from '../stand-in/block-kit/composition-objects.ts';
import type { InteractiveElement } from '../stand-in/block-kit/elements.ts';
import type { BlockPlace, Surface } from './control.ts';
import { attributes, type Html, html } from './html.ts';
import { renderElement } from './render-element.ts';
import { renderRichText } from './rich-text.ts';
import { plainTextOf, renderText } from './text-object.ts';

type BlockOf<Type> = Extract<Block, { type: Type }>;

/** The blocks of a message or a view, as the stand-in checked them. */
export function renderBlocks(blocks: readonly Block[], surface: Surface): Html {
  const rendered = blocks.map((block, index) =>
    renderBlock(block, { surface, blockId: block.block_id ?? '', domId: `${surface.scope}-${index}` }),
  );
  return html`<div class="blocks">${rendered}</div>`;
}

function renderBlock(block: Block, place: BlockPlace): Html {
  const { lookup } = place.surface;
  switch (block.type) {
    case 'header':
      return html`<h3>${plainTextOf(block.text)}</h3>`;
    case 'section':
      return renderSection(block, place);
    case 'context':
      return html`<div class="context text">${block.elements.map((text) => html`<span>${renderText(text, lookup)}</span>`)}</div>`;
    case 'divider':
      return html`<hr>`;
    case 'actions':
      return renderActions(block.elements, place);
    case 'input':
      return renderInputBlock(block, place);
    case 'rich_text':
      return renderRichText(block, lookup);
    case 'card':
      return renderCard(block, place);
    case 'carousel':
      return renderCarousel(block, place);
    case 'table':
      return renderTable(block, place);
    default:
      return block satisfies never;
  }
}

/** Text, then fields in two columns, with one element beside them. */
function renderSection({ text, fields = [], accessory }: BlockOf<'section'>, place: BlockPlace): Html {
  const { lookup } = place.surface;
  const pairs = fields.map((field) => html`<div>${renderText(field, lookup)}</div>`);
  const beside = accessory && renderElement(accessory, { ...place, domId: `${place.domId}-0` });
  return html`<div class="section"><div class="text">${text && renderText(text, lookup)}${
    pairs.length > 0 && html`<div class="fields">${pairs}</div>`
  }</div>${beside && html`<div class="accessory">${beside}</div>`}</div>`;
}

function renderActions(elements: readonly InteractiveElement[], place: BlockPlace): Html {
  const rendered = elements.map((element, index) =>
    renderElement(element, { ...place, domId: `${place.domId}-${index}` }),
  );
  return html`<div class="actions">${rendered}</div>`;
}

/** A table: its first row is the heading, as in Slack. */
function renderTable(block: BlockOf<'table'>, { surface: { lookup } }: BlockPlace): Html {
  const [heading = [], ...rows] = block.rows.map((row) =>
    row.map((cell) => (cell.type === 'rich_text' ? renderRichText(cell, lookup) : cell.text)),
  );
  const head = heading.map((content) => html`<th scope="col">${content}</th>`);
  const body = rows.map((row) => html`<tr>${row.map((content) => html`<td>${content}</td>`)}</tr>`);
  return html`<div class="table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** A card: picture, title, texts and its buttons. The page fetches nothing from elsewhere, so a picture is said in words. */
function renderCard(card: Card, place: BlockPlace): Html {
  const part = (text: Text | undefined, className: string): Html | undefined =>
    text && html`<div class="${className}">${renderText(text, place.surface.lookup)}</div>`;
  const words = card.hero_image?.alt_text;
  const picture =
    words && html`<div class="hero" role="img" aria-label="${words}"><span aria-hidden="true">${words}</span></div>`;
  const name = attributes({ 'aria-label': plainTextOf(card.title) || undefined });
  return html`<article class="card"${name}>${picture}<div class="text">${part(card.title, 'title')}${part(
    card.subtitle,
    'subtitle',
  )}${part(card.body, 'body')}${part(card.subtext, 'subtext')}</div>${card.actions && renderActions(card.actions, place)}</article>`;
}

/** Cards side by side; the row scrolls, by keys as well once it has the focus. */
function renderCarousel({ elements }: BlockOf<'carousel'>, place: BlockPlace): Html {
  const cards = elements.map((card, index) => {
    const inner = { ...place, blockId: card.block_id ?? '', domId: `${place.domId}-${index}` };
    return html`<li>${renderCard(card, inner)}</li>`;
  });
  const count = cards.length;
  return html`<div class="carousel" tabindex="0" role="region" aria-label="${count} ${count === 1 ? 'card' : 'cards'}, side by side"><ul>${cards}</ul></div>`;
}

/** A labelled field, with its hint and its error tied to it for screen readers. */
function renderInputBlock(block: BlockOf<'input'>, place: BlockPlace): Html {
  const { element, optional = false } = block;
  const [domId, labelId] = [`${place.domId}-0`, `${place.domId}-label`];
  const [hintId, errorId] = [`${place.domId}-hint`, `${place.domId}-error`];
  const hint = plainTextOf(block.hint);
  const error = place.surface.errors?.[place.blockId];
  const field = {
    labelId,
    describedBy: [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined,
    isRequired: !optional,
    isInvalid: error !== undefined,
    isDispatching: block.dispatch_action === true,
  };
  const label = html`${plainTextOf(block.label)}${optional && html` <small>(optional)</small>`}`;
  // A <label> names one control; a group of them is named by aria-labelledby instead.
  const isGroup = ['checkboxes', 'radio_buttons', 'multi_static_select'].includes(element.type);
  return html`<div class="field">${
    isGroup
      ? html`<span class="label" id="${labelId}">${label}</span>`
      : html`<label class="label" id="${labelId}" for="${domId}">${label}</label>`
  }${renderElement(element, { ...place, domId, field })}${
    error && html`<p class="error" id="${errorId}">${error}</p>`
  }${hint && html`<p class="hint" id="${hintId}">${hint}</p>`}</div>`;
}
