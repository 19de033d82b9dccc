import { z } from 'zod';
import * as limits from '../limits.ts';
import { type Checked, checkBlocks } from './block-rules.ts';
import type { Block } from './blocks.ts';
import { chars } from './chars.ts';
import { plainText } from './composition-objects.ts';
import { problemsIn } from './problems.ts';

const anyView = {
  blocks: z.array(z.unknown()),
  private_metadata: chars(limits.maxPrivateMetadataChars, { min: 0 }).default(''),
  callback_id: chars(limits.maxIdChars, { min: 0 }).default(''),
  external_id: chars(limits.maxIdChars, { min: 0 }).default(''),
};

const view = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('home'), ...anyView }),
  z.strictObject({
    type: z.literal('modal'),
    ...anyView,
    title: plainText(limits.maxModalTitleChars),
    submit: plainText(limits.maxModalTitleChars).optional(),
    close: plainText(limits.maxModalTitleChars).optional(),
    clear_on_close: z.boolean().default(false),
    notify_on_close: z.boolean().default(false),
  }),
]);

/** A view as an app sends it, with defaults filled in. */
export type ViewContent = Omit<z.infer<typeof view>, 'blocks'> & { blocks: Block[] };

/** Checks a view as strictly as Slack; JSON pointers start at `/view`. */
export function checkView(given: unknown): Checked<ViewContent> {
  const misfits = problemsIn(view, given, '/view');
  if (misfits.length > 0) return { ok: false, problems: misfits };

  const value = view.parse(given);
  const blocks = checkBlocks(value.blocks, value.type, '/view');
  if (!blocks.ok) return blocks;

  const firstInput = blocks.value.findIndex((block) => block.type === 'input');
  if (value.type === 'modal' && !value.submit && firstInput >= 0) {
    const problem = 'must define `submit` to use an `input` block in modals';
    return { ok: false, problems: [`${problem} [json-pointer:/view/blocks/${firstInput}/input]`] };
  }
  return { ok: true, value: { ...value, blocks: blocks.value } };
}
