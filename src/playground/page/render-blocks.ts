import { renderCard, renderCarousel } from './card-blocks.ts';
import type { BlockPlace, Surface } from './control.ts';
import { type Html, html } from './html.ts';
import { renderInputBlock } from './input-block.ts';
import { renderActions, renderContext, renderHeader, renderSection, renderTable } from './layout-blocks.ts';
import { renderRichText } from './rich-text.ts';
import { unknownNote } from './unknown-note.ts';
import { asList, asObject, asString, type WireBlock } from './wire.ts';

/** The blocks of a message or a view. Takes any JSON: what we do not know shows as `[type block]`, nothing is dropped. */
export function renderBlocks(blocks: unknown, surface: Surface): Html {
  const rendered = asList(blocks).map((value, index) => {
    const block: WireBlock = asObject(value);
    return renderBlock(block, { surface, blockId: asString(block.block_id), domId: `${surface.scope}-${index}` });
  });
  return html`<div class="blocks">${rendered}</div>`;
}

function renderBlock(block: WireBlock, place: BlockPlace): Html {
  switch (block.type) {
    case 'header':
      return renderHeader(block);
    case 'section':
      return renderSection(block, place);
    case 'context':
      return renderContext(block, place);
    case 'divider':
      return html`<hr>`;
    case 'actions':
      return renderActions(block, place);
    case 'input':
      return renderInputBlock(block, place);
    case 'rich_text':
      return renderRichText(block, place.surface.lookup);
    case 'card':
      return renderCard(block, place);
    case 'carousel':
      return renderCarousel(block, place);
    case 'table':
      return renderTable(block, place);
    default:
      return html`<p>${unknownNote(block.type, 'block')}</p>`;
  }
}
