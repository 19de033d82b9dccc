import type { EntityMetadata } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import { authorsForPeople } from '../../papers/facts.ts';
import { paperLinks } from '../../papers/links.ts';
import type { Paper } from '../../papers/paper.ts';
import { cutToBytes } from './cut-text.ts';

/** Limits of ours: Slack names none for Work Objects. */
const titleBytes = 150;
const authorsBytes = 300;
const abstractBytes = 2_000;

const exactDay = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A paper as Slack's Work Object, which opens beside the conversation: https://docs.slack.dev/messaging/work-objects-implementation
 * Slack draws its text as it stands; only a field with a `format` is read as Markdown.
 */
export function paperWorkObject(paper: Paper): EntityMetadata {
  const { page, picture } = paperLinks(paper);
  const title = cutToBytes(displayText(paper.title), titleBytes);
  const authors = cutToBytes(authorsForPeople(paper.authors ?? []), authorsBytes);
  const abstract = cutToBytes(displayText(paper.abstract), abstractBytes);
  const day = paper.published !== undefined && exactDay.test(paper.published) ? Date.parse(paper.published) : undefined;
  return {
    entity_type: 'slack#/entities/content_item',
    url: page,
    external_ref: { id: paper.id, type: 'paper' },
    entity_payload: {
      attributes: { title: { text: title }, display_type: 'Paper', product_name: 'Paperboy' },
      fields: {
        ...(picture !== undefined && { preview: { alt_text: title, image_url: picture } }),
        ...(abstract !== '' && { description: { value: abstract, long: true } }),
        ...(authors !== '' && { created_by: { type: 'string', value: authors } }),
        ...(day !== undefined && { date_created: { value: day / 1_000 } }),
      },
    },
  };
}
