import { z } from 'zod';
import * as limits from '../limits.ts';
import { type Block, type BlockType, block } from './blocks.ts';
import { allBlocks, interactiveElements } from './interactive-elements.ts';
import { problemsIn } from './problems.ts';

export type Surface = 'message' | 'modal' | 'home';
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** docs, blocks reference, "available in surfaces": blocks that are for one kind of place only. */
const onlyIn: Partial<Record<BlockType, Surface>> = {
  alert: 'modal',
  card: 'message',
  carousel: 'message',
  container: 'message',
  context_actions: 'message',
  data_table: 'message',
  markdown: 'message',
  table: 'message',
};

const messageBlocks = z.array(block).max(limits.maxBlocksPerMessage);
const viewBlocks = z.array(block).max(limits.maxBlocksPerView);

/** Checks blocks as strictly as Slack. `under` is where they stand in the request, for the JSON pointers. */
export function checkBlocks(blocks: unknown, surface: Surface, under = ''): Checked<Block[]> {
  const schema = surface === 'message' ? messageBlocks : viewBlocks;
  const misfits = problemsIn(schema, blocks, `${under}/blocks`);
  if (misfits.length > 0) return { ok: false, problems: misfits };

  const value = schema.parse(blocks);
  const problems = [...misplaced(value, surface), ...repeatedIds(value), ...tooMuchMarkdown(value)].map(
    ({ problem, pointer }) => `${problem} [json-pointer:${under}${pointer}]`,
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}

interface Problem {
  problem: string;
  pointer: string;
}

function misplaced(blocks: Block[], surface: Surface): Problem[] {
  return allBlocks(blocks)
    .filter(({ block }) => (onlyIn[block.type] ?? surface) !== surface)
    .map(({ block, pointer }) => ({ problem: `unsupported type: ${block.type}`, pointer: `${pointer}/type` }));
}

/** A block_id is unique in its message; an action_id in its block, so each row may have its own "Save". */
function repeatedIds(blocks: Block[]): Problem[] {
  const blockIds = allBlocks(blocks).map(({ block, pointer }) => ({
    id: block.block_id,
    scope: 'message',
    name: 'block_id',
    pointer: `${pointer}/block_id`,
  }));
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

function tooMuchMarkdown(blocks: Block[]): Problem[] {
  const chars = blocks.reduce((sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0), 0);
  if (chars <= limits.maxMarkdownChars) return [];
  return [{ problem: `markdown must be less than ${limits.maxMarkdownChars + 1} characters`, pointer: '/blocks' }];
}
