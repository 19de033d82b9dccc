import { z } from 'zod';
import * as limits from '../limits.ts';
import { refusalFor } from '../web-api/refusal.ts';
import { type Block, block } from './blocks.ts';
import { interactiveElements, withCards } from './interactive-elements.ts';
import { parsed } from './problems.ts';

type Surface = 'message' | 'modal' | 'home';

const messageBlocks = z.array(block).max(limits.maxBlocksPerMessage);
const viewBlocks = z.array(block).max(limits.maxBlocksPerView);

/**
 * Checks blocks as strictly as Slack.
 *
 * @param under where they stand in the request, for the JSON pointers
 * @throws Refusal `error`, "invalid_blocks" unless it is named
 */
export function checkedBlocks(
  given: unknown,
  surface: Surface,
  { error = 'invalid_blocks', under = '' } = {},
): Block[] {
  const schema = surface === 'message' ? messageBlocks : viewBlocks;
  const blocks = parsed(schema, given, error, `${under}/blocks`);
  const problems = [...misplaced(blocks, surface), ...repeatedIds(blocks)];
  if (problems.length === 0) return blocks;
  throw refusalFor(
    error,
    problems.map(({ problem, pointer }) => `${problem} [json-pointer:${under}${pointer}]`),
  );
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
