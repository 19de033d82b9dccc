import type { RichTextElement } from '@slack/types';
import { dayForPeople } from '../../papers/paper-date.ts';
import { withCures } from './follow-up-messages.ts';
import { type Message, notice } from './message.ts';
import { richText, section, text } from './rich-text.ts';

/** What people read about previews of papers under links, and about who else shared a paper. */

const areOn = 'Previews of papers under links are on for everyone here.';
const areOff = 'Previews of papers under links are off for everyone here.';

export type PreviewsState = 'on' | 'off';

/** How it is now, with the way back. @param change that somebody asked for it and it was otherwise before */
export function previewsMessage(
  state: PreviewsState,
  { thread, isChanged }: { readonly thread?: string | undefined; readonly isChanged: boolean },
): Message {
  const [said, back, say] = state === 'on' ? [areOn, 'Switch off', 'links off'] : [areOff, 'Switch on', 'links on'];
  const label = isChanged ? 'Undo' : back;
  return withCures(notice(said), [{ label, state: { say, ...(thread !== undefined && { thread }) }, isPrivate: true }]);
}

/** Where somebody shared a paper. */
export interface SharedPlace {
  readonly channel: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly sharedAt: number;
  /** Slack's address of the message; undefined where Slack does not tell. */
  readonly permalink: string | undefined;
}

export const sharedNowhereElse = notice('Nobody has shared this paper in another channel that you can see.');

/** For one person, who may see all these places. The names are Slack's, so that a renamed channel has its own. */
export function sharedElsewhereMessage(places: readonly SharedPlace[]): Message {
  const lines = places.map(({ channel, sharedAt, permalink }) => {
    const elements: RichTextElement[] = [
      { type: 'channel', channel_id: channel },
      text(' on '),
      {
        type: 'date',
        timestamp: Math.floor(sharedAt / 1_000),
        format: '{date_short}',
        ...(permalink !== undefined && { url: permalink }),
        fallback: dayForPeople(new Date(sharedAt).toISOString()),
      },
    ];
    return section(...elements);
  });
  const lead = 'This paper was also shared in:';
  return {
    text: `This paper was also shared in ${places.length === 1 ? 'another channel' : `${places.length} other channels`}.`,
    blocks: [richText(section(text(lead)), { type: 'rich_text_list', style: 'bullet', elements: lines })],
  };
}
