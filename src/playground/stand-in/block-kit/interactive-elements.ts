import type { Ids } from '../ids.ts';
import type { Block } from './blocks.ts';
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
    elementsOf(block).map(({ element, place }) => ({ block, element, pointer: `/blocks/${index}/${place}` })),
  );
}

function elementsOf(block: Block): { element: InteractiveElement; place: string }[] {
  switch (block.type) {
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

/** The blocks as Slack keeps them: whatever came without an id gets one. */
export function withIds({ ids, blocks }: { ids: Ids; blocks: Block[] }): Block[] {
  const kept = structuredClone(blocks);
  for (const block of kept) block.block_id ??= ids.block();
  for (const { element } of interactiveElements(kept)) element.action_id ??= ids.block();
  return kept;
}
