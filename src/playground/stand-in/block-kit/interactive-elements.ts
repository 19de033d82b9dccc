import type { Ids } from '../ids.ts';
import type { Block, Card } from './blocks.ts';
import type { InteractiveElement } from './elements.ts';

export interface PlacedElement {
  block: Block;
  element: InteractiveElement;
  /** Where it stands, as a JSON pointer below its block. */
  pointer: string;
}

/** What a person can press, choose or fill in, in reading order. */
export function interactiveElements(blocks: Block[]): PlacedElement[] {
  return blocks.flatMap((block, index) =>
    elementsOf(block).map(({ element, place, card = block }) => ({
      ...{ block: card, element },
      pointer: `/blocks/${index}/${place}`,
    })),
  );
}

interface InBlock {
  element: InteractiveElement;
  place: string;
  /** The card that it stands on. */
  card?: Card;
}

function elementsOf(block: Block): InBlock[] {
  switch (block.type) {
    case 'card':
      return (block.actions ?? []).map((element, index) => ({ element, place: `actions/${index}` }));
    case 'carousel':
      return block.elements.flatMap((card, index) =>
        elementsOf(card).map(({ element, place }) => ({ element, place: `elements/${index}/${place}`, card })),
      );
    case 'section':
      return block.accessory ? [{ element: block.accessory, place: 'accessory' }] : [];
    case 'input':
      return [{ element: block.element, place: 'element' }];
    case 'actions':
      return block.elements.map((element, index) => ({ element, place: `elements/${index}` }));
    default:
      return [];
  }
}

/** A block, and the cards in it. */
export function withCards(block: Block): Block[] {
  return block.type === 'carousel' ? [block, ...block.elements] : [block];
}

/** The blocks as Slack keeps them: whatever came without an id gets one. */
export function withIds({ ids, blocks }: { ids: Ids; blocks: Block[] }): Block[] {
  const kept = structuredClone(blocks);
  for (const block of kept.flatMap(withCards)) block.block_id ??= ids.block();
  for (const { element } of interactiveElements(kept)) element.action_id ??= ids.block();
  return kept;
}
