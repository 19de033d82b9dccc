import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** docs, Implementing Work Objects: the parts of a content item that the app may send. The playground's page draws none of it. */
const field = z.strictObject({ value: z.string().min(1), long: z.boolean().optional(), type: z.string().optional() });
const contentItem = z.strictObject({
  entity_type: z.literal('slack#/entities/content_item'),
  url: z.url(),
  external_ref: z.strictObject({ id: z.string().min(1), type: z.string().optional() }),
  entity_payload: z.strictObject({
    attributes: z.strictObject({
      title: z.strictObject({ text: z.string().min(1) }),
      display_type: z.string().optional(),
      product_name: z.string().optional(),
    }),
    fields: z
      .strictObject({
        preview: z.strictObject({ alt_text: z.string().min(1), image_url: z.url() }).optional(),
        description: field.optional(),
        created_by: field.required({ type: true }).optional(),
        date_created: z.strictObject({ value: z.int() }).optional(),
      })
      .optional(),
  }),
});
const unfurled = z.strictObject({ entities: z.array(contentItem.extend({ app_unfurl_url: z.url() })).min(1) });

export const isEntity = (given: unknown): boolean => contentItem.safeParse(given).success;

/** @throws Refusal `invalid_metadata` */
export function unfurledEntities(given: unknown): z.infer<typeof unfurled>['entities'] {
  const read = unfurled.safeParse(given);
  if (!read.success) throw new Refusal('invalid_metadata');
  return read.data.entities;
}
