import { z } from 'zod';
import * as limits from '../limits.ts';
import { chars } from './chars.ts';
import * as compose from './composition-objects.ts';
import * as elements from './elements.ts';
import { richText } from './rich-text.ts';

const id = { block_id: chars(limits.maxIdChars).optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...id,
    text: compose.anyText(limits.maxSectionTextChars).optional(),
    fields: z.array(compose.anyText(limits.maxSectionFieldChars)).min(1).max(limits.maxSectionFields).optional(),
    accessory: elements.actionsElement.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'must define either `text` or `fields`');

const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: chars(limits.maxSectionTextChars) }),
]);
const row = z.array(cell).min(1).max(limits.maxTableColumns);

const table = z.strictObject({
  type: z.literal('table'),
  ...id,
  rows: z.array(row).min(1).max(limits.maxTableRows),
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(['left', 'center', 'right']), is_wrapped: z.boolean() })
        .partial()
        .nullable(),
    )
    .max(limits.maxTableColumns)
    .optional(),
});

const card = z
  .strictObject({
    type: z.literal('card'),
    ...id,
    hero_image: elements.image.optional(),
    icon: elements.image.optional(),
    title: compose.anyText(limits.maxCardTitleChars).optional(),
    subtitle: compose.anyText(limits.maxCardTitleChars).optional(),
    body: compose.anyText(limits.maxCardBodyChars).optional(),
    subtext: compose.anyText(limits.maxCardBodyChars).optional(),
    actions: z.array(elements.cardElement).min(1).max(limits.maxCardButtons).optional(),
  })
  .refine(
    ({ hero_image, title, body, actions }) => [hero_image, title, body, actions].some((part) => part !== undefined),
    'must define at least one of `hero_image`, `title`, `actions` or `body`',
  );

export type Card = z.infer<typeof card>;

/** Every block that Paperboy sends. Slack's others are not modelled, hence refused: add one here when it is needed. */
export const block = z.discriminatedUnion('type', [
  section,
  richText,
  table,
  card,
  z.strictObject({ type: z.literal('carousel'), ...id, elements: z.array(card).min(1).max(limits.maxCards) }),
  z.strictObject({ type: z.literal('divider'), ...id }),
  z.strictObject({ type: z.literal('header'), ...id, text: compose.plainText(limits.maxHeaderChars) }),
  z.strictObject({
    type: z.literal('context'),
    ...id,
    elements: z.array(elements.contextElement).min(1).max(limits.maxContextElements),
  }),
  z.strictObject({
    type: z.literal('actions'),
    ...id,
    elements: z.array(elements.actionsElement).min(1).max(limits.maxActionsElements),
  }),
  z.strictObject({
    type: z.literal('input'),
    ...id,
    label: compose.plainText(limits.maxLabelChars),
    hint: compose.plainText(limits.maxLabelChars).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: elements.inputElement,
  }),
]);

export type Block = z.infer<typeof block>;
