import { z } from 'zod';
import * as limits from '../limits.ts';
import { type Block, block } from './blocks.ts';
import { interactiveElements, withCards } from './interactive-elements.ts';
import { problemsIn } from './problems.ts';

export type Surface = 'message' | 'modal' | 'home';
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: string[] };

const messageBlocks = z.array(block).max(limits.maxBlocksPerMessage);
const viewBlocks = z.array(block).max(limits.maxBlocksPerView);

/** Checks blocks as strictly as Slack. `under` is where they stand in the request, for the JSON pointers. */
export function checkBlocks(blocks: unknown, surface: Surface, under = ''): Checked<Block[]> {
  const schema = surface === 'message' ? messageBlocks : viewBlocks;
  const misfits = problemsIn(schema, blocks, `${under}/blocks`);
  if (misfits.length > 0) return { ok: false, problems: misfits };

  const value = schema.parse(blocks);
  const problems = [...misplaced(value, surface), ...repeatedIds(value)].map(
    ({ problem, pointer }) => `${problem} [json-pointer:${under}${pointer}]`,
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}

interface Problem {
  problem: string;
  pointer: string;
}

/** docs, blocks reference, "available in surfaces": a table stands in messages only; of a carousel no other place is told. */
const messageBlockTypes: readonly string[] = ['table', 'carousel'];

function misplaced(blocks: Block[], surface: Surface): Problem[] {
  return blocks.flatMap(({ type }, index) =>
    messageBlockTypes.includes(type) && surface !== 'message'
      ? [{ problem: `unsupported type: ${type}`, pointer: `/blocks/${index}/type` }]
      : [],
  );
}

/** A block_id is unique in its message; an action_id in its block, so each row may have its own "Save". */
function repeatedIds(blocks: Block[]): Problem[] {
  const blockIds = blocks.flatMap((block, index) =>
    withCards(block).map(({ block_id: id }, card) => ({
      id,
      scope: 'message',
      name: 'block_id',
      pointer: `/blocks/${index}${card === 0 ? '' : `/elements/${card - 1}`}/block_id`,
    })),
  );
  const actionIds = interactiveElements(blocks).map(({ element, pointer }) => ({
    id: element.action_id,
    scope: pointer.slice(0, pointer.indexOf('/', '/blocks/'.length)),
    name: 'action_id',
    pointer: `${pointer}/action_id`,
  }));
  const seen = new Set<string>();
  return [...blockIds, ...actionIds].flatMap(({ id, scope, name, pointer }) => {
    if (id === undefined) return [];
    const key = `${name} ${scope} ${id}`;
    if (seen.has(key)) return [{ problem: `\`${name}\` "${id}" already exists`, pointer }];
    seen.add(key);
    return [];
  });
}
