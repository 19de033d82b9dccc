import { createDateFormats } from '../../../src/playground/page/dates.ts';
import { markupOf } from '../../../src/playground/page/html.ts';
import type { Lookup } from '../../../src/playground/page/lookup.ts';
import { renderBlocks } from '../../../src/playground/page/render-blocks.ts';
import { checkedBlocks } from '../../../src/playground/stand-in/block-kit/block-rules.ts';
import type { Block } from '../../../src/playground/stand-in/block-kit/blocks.ts';
import { withIds } from '../../../src/playground/stand-in/block-kit/interactive-elements.ts';
import { createRealClock } from '../../../src/playground/stand-in/clock.ts';
import { formValues } from '../../../src/playground/stand-in/form-values.ts';
import { createIds } from '../../../src/playground/stand-in/ids.ts';
import type { FormValues } from '../../../src/playground/stand-in/wire.ts';
import type { Channel, Person } from '../../../src/playground/stand-in/workspace.ts';

function aPerson(id: string, realName: string): Person {
  return { id, name: id, realName, timeZone: 'Europe/London', isBot: false };
}

function aChannel(id: string, name: string): Channel {
  return { id, name, kind: 'public', isArchived: false, members: ['U1'], purpose: '' };
}

/** Monday 23 November 2026, 10:00 in London. */
export const lookup: Lookup = {
  readerId: 'U1',
  people: [aPerson('U1', 'Ada Okafor'), aPerson('U2', 'Ben <b>'), { ...aPerson('UB', 'Paperboy'), isBot: true }],
  channels: [
    aChannel('C1', 'papers'),
    aChannel('C2', 'general'),
    { ...aChannel('C3', 'old'), isArchived: true },
    { ...aChannel('C4', 'leads'), kind: 'private' },
    { ...aChannel('C5', 'others'), kind: 'private', members: ['U2'] },
  ],
  now: Date.UTC(2026, 10, 23, 10),
  dates: createDateFormats('Europe/London'),
};

/** Blocks as the stand-in keeps them. @throws when it refuses them */
export function keptBlocks(blocks: readonly unknown[]): Block[] {
  return withIds({ ids: createIds({ clock: createRealClock() }), blocks: checkedBlocks(blocks, 'message') });
}

/** What the page makes of blocks, with what was filled in and what is wrong by block id. */
export function shown(
  blocks: readonly unknown[],
  { held = {}, errors = {} }: { held?: FormValues; errors?: Record<string, string> } = {},
): string {
  const kept = keptBlocks(blocks);
  return markupOf(renderBlocks(kept, { scope: 's', lookup, errors, values: formValues(kept, held) }));
}

export const plain = (text: string) => ({ type: 'plain_text' as const, text });

export const option = (text: string, value: string) => ({ text: plain(text), value });

/** Strings that try to leave their place, in any field. */
export const hostileStrings = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  `' onmouseover='alert(1)`,
  '" autofocus onfocus="alert(1)',
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'javascript:alert(1)//https://a.org',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://a.b/"onclick="alert(1)',
  'a\u0000b\u0000',
  '\uFFFF0\uFFFF',
  '\u202Egnp.exe',
  '</textarea><script>alert(1)</script>',
  '&lt;script&gt;&quot;&#39;',
  '{{1+1}}',
  '<https://x.y|<b>z</b>>',
  '<javascript:alert(1)|click>',
  '<!date^1^{date}^javascript:alert(1)|x>',
  '\uD800',
  '__proto__',
];
