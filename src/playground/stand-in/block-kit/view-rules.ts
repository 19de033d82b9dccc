import { z } from 'zod';
import * as limits from '../limits.ts';
import { refusalFor } from '../web-api/refusal.ts';
import { checkedBlocks } from './block-rules.ts';
import type { Block } from './blocks.ts';
import { chars } from './chars.ts';
import { plainText } from './composition-objects.ts';
import { parsed } from './problems.ts';

const anyView = {
  blocks: z.array(z.unknown()),
  private_metadata: chars(limits.maxPrivateMetadataChars, { min: 0 }).default(''),
  callback_id: chars(limits.maxIdChars, { min: 0 }).default(''),
};

const view = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('home'), ...anyView }),
  z.strictObject({
    type: z.literal('modal'),
    ...anyView,
    title: plainText(limits.maxModalTitleChars),
    submit: plainText(limits.maxModalTitleChars).optional(),
    close: plainText(limits.maxModalTitleChars).optional(),
  }),
]);

/** A view as an app sends it, with defaults filled in. */
export type ViewContent = Omit<z.infer<typeof view>, 'blocks'> & { blocks: Block[] };

/**
 * Checks a view as strictly as Slack; JSON pointers start at `/view`.
 *
 * @throws Refusal `invalid_arguments` with Slack's JSON pointers
 */
export function checkedView(given: unknown, type: ViewContent['type']): ViewContent {
  const refused = (problem: string) => refusalFor('invalid_arguments', [problem]);
  if (given === undefined) throw refused('missing required field: view');
  const value = parsed(view, given, 'invalid_arguments', '/view');
  if (value.type !== type) throw refused(`must be of type \`${type}\` [json-pointer:/view/type]`);
  const blocks = checkedBlocks(value.blocks, type, { error: 'invalid_arguments', under: '/view' });
  const firstInput = blocks.findIndex((block) => block.type === 'input');
  if (value.type === 'modal' && !value.submit && firstInput >= 0) {
    throw refused(
      `must define \`submit\` to use an \`input\` block in modals [json-pointer:/view/blocks/${firstInput}/input]`,
    );
  }
  return { ...value, blocks };
}
