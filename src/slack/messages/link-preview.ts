import type { ContextBlock, KnownBlock, LinkUnfurls, PlainTextOption } from '@slack/types';
import { displayText } from '../../papers/display-text.ts';
import { paperLinks } from '../../papers/links.ts';
import { oneSentence } from '../../papers/one-sentence.ts';
import type { Paper } from '../../papers/paper.ts';
import { dayForPeople } from '../../papers/paper-date.ts';
import { actionIds, encodeState } from '../button-state.ts';
import { cutToBytes } from './cut-text.ts';
import { button, verbatim } from './elements.ts';
import { fallback } from './message.ts';
import { factsText } from './paper-blocks.ts';

/**
 * What stands under a link. chat.unfurl refuses rich text (https://docs.slack.dev/messaging/unfurling-links-in-messages, "Tips"), so
 * text of papers is plain text here, and only addresses that are ours or Slack's are written in mrkdwn.
 */
export type LinkPreview = LinkUnfurls[string];

export interface PreviewPlace {
  /** The thread that the message stands in: there the buttons answer. */
  readonly thread: string | undefined;
  /** Others of this workspace shared it where everybody may look. */
  readonly isSharedElsewhere: boolean;
}

/** Slack's limit for a header is 150 characters: https://docs.slack.dev/reference/block-kit/blocks/header-block */
const titleBytes = 150;
const sentenceBytes = 420;

/** What the menu under a link does. */
export type LinkDeed = 'details' | 'off';

const deedLabels: Readonly<Record<LinkDeed, string>> = {
  details: 'Details',
  off: 'No previews here',
};

function factsBlocks(paper: Paper): ContextBlock[] {
  const words = factsText(paper);
  const { pdf } = paperLinks(paper);
  const elements: ContextBlock['elements'] = [
    ...(words === '' ? [] : [verbatim(words)]),
    ...(pdf === undefined ? [] : [{ type: 'mrkdwn', text: `<${pdf}|PDF>` } as const]),
  ];
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}

function actionsOf({ id }: Paper, { thread, isSharedElsewhere }: PreviewPlace): KnownBlock {
  const state = { id, ...(thread !== undefined && { thread }) };
  const options = (['details', 'off'] as const).map(
    (deed): PlainTextOption => ({ text: verbatim(deedLabels[deed]), value: encodeState({ ...state, do: deed }) }),
  );
  return {
    type: 'actions',
    elements: [
      button(actionIds.save, 'Save', encodeState(state)),
      button(actionIds.similar, 'Similar', encodeState(state)),
      button(actionIds.bibtex, 'BibTeX', encodeState(state)),
      ...(isSharedElsewhere ? [button(actionIds.sharedElsewhere, 'Shared elsewhere?', encodeState(state))] : []),
      { type: 'overflow', action_id: actionIds.linkMenu, options },
    ],
  };
}

/** A paper under the first link to it: title, facts, one sentence, and what can be done with it. */
export function paperPreview(paper: Paper, place: PreviewPlace): LinkPreview {
  const title = displayText(paper.title);
  const { label, text } = oneSentence(paper);
  const heading = verbatim(cutToBytes(title, titleBytes));
  return {
    blocks: [
      { type: 'header', text: heading },
      ...factsBlocks(paper),
      ...(text === ''
        ? []
        : [{ type: 'section', text: verbatim(cutToBytes(`${label}${text}`, sentenceBytes)) } as const]),
      actionsOf(paper, place),
    ],
    fallback: fallback(title),
    // What Slack shows of it where it draws no blocks.
    preview: { title: heading },
  };
}

export interface SharedBefore {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly sharedAt: number;
  /** Slack's address of the first message; undefined where Slack does not tell. */
  readonly permalink: string | undefined;
}

/** One line under a link to a paper that was shared in the same conversation before; the date is the reader's own. */
export function sharedBeforePreview({ sharedAt, permalink }: SharedBefore): LinkPreview {
  const day = dayForPeople(new Date(sharedAt).toISOString());
  const link = permalink === undefined ? '' : `^${permalink}`;
  const date = `<!date^${Math.floor(sharedAt / 1_000)}^{date_short}${link}|${day}>`;
  return {
    blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: `Shared here on ${date}` }] }],
    fallback: `Shared here on ${day}`,
  };
}
