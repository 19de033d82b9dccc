import { z } from 'zod';
import { maxIdChars } from '../limits.ts';
import { chars } from './chars.ts';

const style = z.strictObject({ bold: z.boolean(), italic: z.boolean(), code: z.boolean() }).partial().optional();

const words = chars(Number.MAX_SAFE_INTEGER);

const textElement = z.strictObject({ type: z.literal('text'), text: words, style });

/** The words of a paragraph, list item or quote. */
const richTextElement = z.discriminatedUnion('type', [
  textElement,
  z.strictObject({ type: z.literal('link'), url: words, text: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: words, style }),
  z.strictObject({ type: z.literal('channel'), channel_id: words, style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: words,
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richTextElement) });

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: chars(maxIdChars).optional(),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
        }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(textElement) }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richTextElement) }),
      ]),
    )
    .min(1),
});

export type RichTextElement = z.infer<typeof richTextElement>;
export type RichText = z.infer<typeof richText>;
