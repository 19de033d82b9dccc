import { expect, test } from 'vitest';
import type { DigestPart } from '../../../src/digests/digest-post.ts';
import { defaultWishes } from '../../../src/digests/wishes.ts';
import { digestMessage } from '../../../src/slack/messages/digest-message.ts';
import { deliveryOf, plannedRow } from '../../../src/store/delivery.ts';
import type { Subscription } from '../../../src/store/subscriptions.ts';
import { aPaper, testNow } from '../../support/builders.ts';
import { wordsOn } from '../../support/posted.ts';

/** The first line of a digest of Sat 14 June 2025 that holds as many new and old papers. */
function headingOf(
  { news = 0, old = 0 },
  wishes: Partial<Subscription> = {},
  circumstances: Partial<DigestPart> = {},
): string {
  const subscription: Subscription = {
    ...defaultWishes,
    ...{ id: 's', team: 'T1', channel: 'C1', createdBy: 'U1', timeZone: 'UTC', size: 3, hasDetails: false },
    ...{ paused: undefined, nextAt: testNow, createdAt: testNow },
    ...wishes,
  };
  const planned = { subscription, localDate: '2025-06-14', dueAt: testNow, notBefore: testNow, createdAt: testNow };
  const papers = Array.from({ length: news + old }, (_, index) => ({
    paper: aPaper({ title: `Paper ${index}` }),
    topic: undefined,
    isNew: index < news,
  }));
  const { blocks = [] } = digestMessage({
    delivery: deliveryOf(plannedRow(planned)),
    subscription,
    digest: { kind: 'papers', papers },
    part: 0,
    now: testNow,
    sources: [],
    ...circumstances,
  });
  return wordsOn(blocks).split('\n')[0] ?? '';
}

test('a digest with all its papers says no more than date and topics', () => {
  expect(headingOf({ news: 3 })).toBe('Papers of Sat 14 Jun · all papers');
});

test.each([
  [{ news: 2 }, 'say', '2 of 3: no more are new'],
  [{ news: 2 }, 'archive', '2 of 3: the library has no more on this'],
  [{ old: 2 }, 'archive', 'nothing new, so from the archive · 2 of 3: the library has no more on this'],
  [{ old: 3 }, 'archive', 'nothing new, so from the archive'],
] as const)('%j of three where quiet means %s: %s', (papers, whenQuiet, said) => {
  expect(headingOf(papers, { whenQuiet })).toBe(`Papers of Sat 14 Jun · all papers · ${said}`);
});

test.each([
  [14, ''],
  [16, ' · late: was due 00:00'],
  [60 * 24 + 1, ' · late: was due Sat 14 Jun, 00:00'],
])('%i minutes after its time it says%s', (minutes, said) => {
  const now = testNow + minutes * 60_000;

  expect(headingOf({ news: 3 }, {}, { now })).toBe(`Papers of Sat 14 Jun · all papers${said}`);
});
