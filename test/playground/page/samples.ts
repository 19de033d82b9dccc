import type { Surface } from '../../../src/playground/page/control.ts';
import { createDateFormats } from '../../../src/playground/page/date-formats.ts';
import type { Lookup } from '../../../src/playground/page/lookup.ts';

/** Monday 23 November 2026, 10:00 in London. */
export const lookup: Lookup = {
  people: [
    { id: 'U1', name: 'Ada Okafor' },
    { id: 'U2', name: 'Ben <b>' },
    { id: 'UB', name: 'Paperboy', isApp: true },
  ],
  channels: [
    { id: 'C1', name: 'papers' },
    { id: 'C2', name: 'general' },
    { id: 'C3', name: 'old', isClosed: true },
  ],
  now: Date.UTC(2026, 10, 23, 10),
  dates: createDateFormats('Europe/London'),
};

export const surface: Surface = { scope: 's', lookup };

export const plain = (text: string) => ({ type: 'plain_text', text });

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
