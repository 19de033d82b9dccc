import { z } from 'zod';
import * as limits from '../limits.ts';
import { chars } from './chars.ts';

export function plainText(maxChars: number) {
  return z.strictObject({ type: z.literal('plain_text'), text: chars(maxChars), emoji: z.boolean().optional() });
}

export function mrkdwn(maxChars: number) {
  return z.strictObject({ type: z.literal('mrkdwn'), text: chars(maxChars), verbatim: z.boolean().optional() });
}

export function anyText(maxChars: number) {
  return z.discriminatedUnion('type', [plainText(maxChars), mrkdwn(maxChars)]);
}

export type PlainText = z.infer<ReturnType<typeof plainText>>;
export type Text = z.infer<ReturnType<typeof anyText>>;

export const color = z.enum(['primary', 'danger']);

export const confirm = z.strictObject({
  title: plainText(limits.maxConfirmTitleChars).optional(),
  text: anyText(limits.maxConfirmTextChars),
  confirm: plainText(limits.maxConfirmButtonChars).optional(),
  deny: plainText(limits.maxConfirmButtonChars).optional(),
  style: color.optional(),
});

const optionParts = {
  value: chars(limits.maxOptionValueChars),
  description: plainText(limits.maxOptionTextChars).optional(),
};

/** For menus. */
export const option = z.strictObject({ text: plainText(limits.maxOptionTextChars), ...optionParts });
/** For radio buttons and checkboxes, which may be formatted. */
export const choiceOption = z.strictObject({ text: anyText(limits.maxOptionTextChars), ...optionParts });
/** For overflow menus, which may link. */
export const overflowOption = option.extend({ url: chars(limits.maxUrlChars).optional() });
