import { z } from 'zod';
import * as limits from '../limits.ts';
import { chars } from './chars.ts';
import * as compose from './composition-objects.ts';

const actionable = { action_id: chars(limits.maxIdChars).optional() };
const confirmable = { confirm: compose.confirm.optional() };
const placeholder = { placeholder: compose.plainText(limits.maxPlaceholderChars).optional() };
const menu = { ...actionable, ...confirmable, ...placeholder };
const conversationFilter = {
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1),
      exclude_external_shared_channels: z.boolean(),
      exclude_bot_users: z.boolean(),
    })
    .partial()
    .optional(),
};
const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  ...confirmable,
  accessibility_label: chars(limits.maxButtonTextChars).optional(),
  text: compose.plainText(limits.maxButtonTextChars),
  value: chars(limits.maxButtonValueChars).optional(),
  url: chars(limits.maxUrlChars).optional(),
  style: compose.color.optional(),
});

export const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.url({ protocol: /^https?$/, error: 'invalid url' }).max(limits.maxUrlChars),
  alt_text: chars(limits.maxAltTextChars),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  ...confirmable,
  options: z.array(compose.overflowOption).min(1).max(limits.maxOverflowOptions),
});

const staticMenu = { ...menu, options: z.array(compose.option).min(1).max(limits.maxOptions) };

const menus = [
  z.strictObject({ type: z.literal('static_select'), ...staticMenu, initial_option: compose.option.optional() }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    ...staticMenu,
    initial_options: z.array(compose.option).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    ...conversationFilter,
    initial_conversation: z.string().optional(),
  }),
] as const;

const choices = { ...actionable, ...confirmable };
const pickers = [
  z.strictObject({
    type: z.literal('checkboxes'),
    ...choices,
    options: z.array(compose.choiceOption).min(1).max(limits.maxChoiceOptions),
    initial_options: z.array(compose.choiceOption).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    ...choices,
    options: z.array(compose.choiceOption).min(1).max(limits.maxChoiceOptions),
    initial_option: compose.choiceOption.optional(),
  }),
  z.strictObject({ type: z.literal('datepicker'), ...menu, initial_date: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...menu,
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    timezone: z.string().optional(),
  }),
] as const;

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...actionable,
  ...placeholder,
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) })
    .optional(),
  initial_value: chars(limits.maxInputChars, { min: 0 }).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(limits.maxInputChars).optional(),
  max_length: z.int().min(1).max(limits.maxInputChars).optional(),
});

/** In actions, and beside a section. */
export const actionsElement = z.discriminatedUnion('type', [button, overflow, ...menus, ...pickers]);
/** On a card: nothing but buttons. */
export const cardElement = z.discriminatedUnion('type', [button]);
export const inputElement = z.discriminatedUnion('type', [...menus, ...pickers, textInput]);
export const contextElement = z.discriminatedUnion('type', [
  compose.plainText(limits.maxSectionTextChars),
  compose.mrkdwn(limits.maxSectionTextChars),
]);

/** Whatever a person can press, choose or fill in. */
export type InteractiveElement = z.infer<typeof actionsElement> | z.infer<typeof inputElement>;
export type Option = z.infer<typeof compose.choiceOption>;
