import type { BlockPlace } from './control.ts';
import { type Html, html } from './html.ts';
import { renderElement } from './render-element.ts';
import { plainTextOf, renderText } from './text-object.ts';
import { asList, asObject, asString, valueAt, type WireBlock } from './wire.ts';

/** A picture's place: the page fetches nothing from elsewhere, so what it shows is said in words. */
function renderPicture(image: unknown, className: string): Html | false {
  if (image === undefined) return false;
  const words = asString(valueAt(image, 'alt_text')) || 'A picture';
  return html`<div class="${className}" role="img" aria-label="${words}"><span aria-hidden="true">${words}</span></div>`;
}

/** A card: picture, title, texts and its buttons. */
export function renderCard(block: WireBlock, place: BlockPlace): Html {
  const { lookup } = place.surface;
  const part = (text: unknown, className: string): Html | false =>
    text !== undefined && html`<div class="${className}">${renderText(text, lookup)}</div>`;
  const buttons = asList(block.actions).map((element, index) =>
    renderElement(element, { ...place, domId: `${place.domId}-${index}` }),
  );
  return html`<article class="card"${label(block)}>${renderPicture(block.hero_image, 'hero')}<div class="text">${part(
    block.title,
    'title',
  )}${part(block.subtitle, 'subtitle')}${part(block.body, 'body')}${part(block.subtext, 'subtext')}</div>${
    buttons.length > 0 && html`<div class="actions">${buttons}</div>`
  }</article>`;
}

function label(block: WireBlock): Html {
  const title = plainTextOf(block.title);
  return title === '' ? html`` : html` aria-label="${title}"`;
}

/** Cards side by side; the row scrolls, by keys as well once it has the focus. */
export function renderCarousel(block: WireBlock, place: BlockPlace): Html {
  const cards = asList(block.elements).map((value, index) => {
    const card: WireBlock = asObject(value);
    const inner = { ...place, blockId: asString(card.block_id), domId: `${place.domId}-${index}` };
    return html`<li>${renderCard(card, inner)}</li>`;
  });
  const count = cards.length;
  return html`<div class="carousel" tabindex="0" role="region" aria-label="${count} ${count === 1 ? 'card' : 'cards'}, side by side"><ul>${cards}</ul></div>`;
}
