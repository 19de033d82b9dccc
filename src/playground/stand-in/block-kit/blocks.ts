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
    accessory: elements.accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'must define either `text` or `fields`');

const image = z
  .strictObject({
    type: z.literal('image'),
    ...id,
    alt_text: chars(limits.maxImageTextChars),
    title: compose.plainText(limits.maxImageTextChars).optional(),
    ...compose.imageSource,
  })
  .refine(compose.hasOneImageSource, compose.oneImageSource);

const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: chars(limits.maxSectionTextChars) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: chars(limits.maxSectionTextChars) }),
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

/** Blocks that may stand anywhere, also inside a container. */
const simpleBlocks = [
  section,
  image,
  richText,
  table,
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
] as const;

const card = z
  .strictObject({
    type: z.literal('card'),
    ...id,
    hero_image: elements.imageElement.optional(),
    icon: elements.imageElement.optional(),
    title: compose.mrkdwn(limits.maxCardTitleChars).optional(),
    subtitle: compose.mrkdwn(limits.maxCardTitleChars).optional(),
    body: compose.mrkdwn(limits.maxCardBodyChars).optional(),
    actions: z.array(elements.cardButton).min(1).max(limits.maxContextActions).optional(),
  })
  .refine(
    ({ hero_image, title, body, actions }) => Boolean(hero_image ?? title ?? body ?? actions),
    'must define one of `hero_image`, `title`, `body` or `actions`',
  );

const container = z
  .strictObject({
    type: z.literal('container'),
    ...id,
    title: compose.plainText(limits.maxContainerTitleChars).optional(),
    rich_text_title: richText.optional(),
    subtitle: compose.anyText(limits.maxContainerTitleChars).optional(),
    icon: elements.imageElement.optional(),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
    child_blocks: z
      .array(z.discriminatedUnion('type', [...simpleBlocks]))
      .min(1)
      .max(limits.maxContainerBlocks),
  })
  .refine(
    ({ title, rich_text_title }) => Boolean(title ?? rich_text_title),
    'must define either `title` or `rich_text_title`',
  );

/** Every block the stand-in knows. Not modelled, hence refused: file, video, task_card, plan. */
export const block = z.discriminatedUnion('type', [
  ...simpleBlocks,
  card,
  container,
  z.strictObject({
    type: z.literal('carousel'),
    ...id,
    elements: z.array(card).min(1).max(limits.maxCarouselCards),
  }),
  z.strictObject({ type: z.literal('markdown'), ...id, text: chars(limits.maxMarkdownChars) }),
  z.strictObject({
    type: z.literal('context_actions'),
    ...id,
    elements: z.array(elements.contextAction).min(1).max(limits.maxContextActions),
  }),
  z.strictObject({
    type: z.literal('data_table'),
    ...id,
    rows: z.array(row).min(2).max(limits.maxDataTableRows),
    caption: chars(limits.maxImageTextChars),
    page_size: z.int().min(1).max(limits.maxTablePageSize).optional(),
    row_header_column_index: z.int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal('alert'),
    ...id,
    text: compose.anyText(limits.maxSectionTextChars),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
]);

export type Block = z.infer<typeof block>;
export type BlockType = Block['type'];
