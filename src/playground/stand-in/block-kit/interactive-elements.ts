import type { Ids } from '../ids.ts';
import type { Block } from './blocks.ts';
import type { InteractiveElement } from './elements.ts';

export interface PlacedElement {
  block: Block;
  element: InteractiveElement;
  /** Where it stands, as a JSON pointer below its block. */
  pointer: string;
}

/** The blocks and, after each, those inside it, with their JSON pointers. */
export function allBlocks(blocks: Block[], under = '/blocks'): { block: Block; pointer: string }[] {
  return blocks.flatMap((block, index) => {
    const here = { block, pointer: `${under}/${index}` };
    if (block.type === 'container') return [here, ...allBlocks(block.child_blocks, `${here.pointer}/child_blocks`)];
    if (block.type === 'carousel') return [here, ...allBlocks(block.elements, `${here.pointer}/elements`)];
    return [here];
  });
}

/** What a person can press, choose or fill in, in reading order. */
export function interactiveElements(blocks: Block[]): PlacedElement[] {
  return allBlocks(blocks).flatMap(({ block, pointer }) =>
    elementsOf(block).map(({ element, place }) => ({ block, element, pointer: `${pointer}/${place}` })),
  );
}

function elementsOf(block: Block): { element: InteractiveElement; place: string }[] {
  switch (block.type) {
    case 'section':
      if (!block.accessory || block.accessory.type === 'image') return [];
      return [{ element: block.accessory, place: 'accessory' }];
    case 'input':
      return [{ element: block.element, place: 'element' }];
    case 'actions':
    case 'context_actions':
      return block.elements.map((element, index) => ({ element, place: `elements/${index}` }));
    case 'card':
      return (block.actions ?? []).map((element, index) => ({ element, place: `actions/${index}` }));
    default:
      return [];
  }
}

/** The blocks as Slack keeps them: whatever came without an id gets one. */
export function withIds({ ids, blocks }: { ids: Ids; blocks: Block[] }): Block[] {
  const kept = structuredClone(blocks);
  for (const { block } of allBlocks(kept)) block.block_id ??= ids.block();
  for (const { element } of interactiveElements(kept)) element.action_id ??= ids.block();
  return kept;
}
