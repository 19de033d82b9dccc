import { expect, test } from 'vitest';
import type { Segment } from '../../../src/search/answer.ts';
import { jsonBytes } from '../../../src/slack/messages/cut-text.ts';
import { matchBlocks } from '../../../src/slack/messages/paper-blocks.ts';
import { aPaper } from '../../support/builders.ts';

const why: readonly Segment[] = [
  { text: 'It finds a subspace of the ', isMatch: false },
  { text: 'hidden dimension', isMatch: true },
  { text: ' in which variances are highest, and keeps its ', isMatch: false },
  { text: 'coefficients', isMatch: true },
  { text: ' in high precision.', isMatch: false },
];
const match = {
  paper: aPaper({ title: 'ResQ' }),
  rank: 1,
  score: 1,
  summary: 'We propose ResQ.',
  why,
  certainty: 'sure',
} as const;
const buttons = { list: { kind: 'newest' }, canShare: false } as const;

/** The reason as it reads when the paper has so many bytes. */
function reasonIn(maxBytes: number): string {
  const block = matchBlocks(match, buttons, maxBytes).at(-1);
  const quote = block?.type === 'rich_text' ? block.elements.find(({ type }) => type === 'rich_text_quote') : undefined;
  return (quote?.elements ?? []).map((element) => ('text' in element ? String(element.text) : '')).join('');
}

const whole = `Why: ${why.map(({ text }) => text).join('')}`;

test('a reason that has no room ends with "…", wherever it is cut', () => {
  const full = jsonBytes(matchBlocks(match, buttons, 10_000));

  let cuts = 0;
  for (let bytes = full - 1; ; bytes -= 1) {
    const reason = reasonIn(bytes);
    if (reason === '') break;
    expect(jsonBytes(matchBlocks(match, buttons, bytes))).toBeLessThanOrEqual(bytes);
    if (reason === whole) continue;
    expect(reason.endsWith('…')).toBe(true);
    expect(whole.startsWith(reason.slice(0, -1).trimEnd())).toBe(true);
    cuts += 1;
  }
  expect(cuts).toBeGreaterThan(80);
});
