import { expect, test } from 'vitest';
import type { Digest, DigestPaper } from '../../../src/digests/digest.ts';
import type { DigestPart } from '../../../src/digests/digest-post.ts';
import { defaultWishes } from '../../../src/digests/wishes.ts';
import { maxCardBlocksBytes, maxMessageBytes } from '../../../src/slack/limits.ts';
import { jsonBytes } from '../../../src/slack/messages/cut-text.ts';
import { digestMessage } from '../../../src/slack/messages/digest-message.ts';
import type { Message } from '../../../src/slack/messages/message.ts';
import { deliveryOf, plannedRow } from '../../../src/store/delivery.ts';
import type { Subscription } from '../../../src/store/subscriptions.ts';
import { aPaper, testNow } from '../../support/builders.ts';
import { wordsOn } from '../../support/posted.ts';

/** The post of a digest of Sat 14 June 2025. */
function postOf(
  papers: readonly DigestPaper[],
  wishes: Partial<Subscription>,
  { newPapers, roughlyDated, ...circumstances }: Partial<DigestPart> & Pick<Digest, 'newPapers' | 'roughlyDated'>,
): Message {
  const subscription: Subscription = {
    ...defaultWishes,
    ...{ id: 's', team: 'T1', channel: 'C1', createdBy: 'U1', timeZone: 'UTC', size: 3, hasDetails: false },
    ...{ paused: undefined, nextAt: testNow, createdAt: testNow },
    ...wishes,
  };
  const planned = { subscription, localDate: '2025-06-14', dueAt: testNow, notBefore: testNow, createdAt: testNow };
  return digestMessage({
    delivery: deliveryOf(plannedRow(planned)),
    subscription,
    digest: { kind: 'papers', papers, newPapers, roughlyDated },
    part: 0,
    now: testNow,
    sources: [],
    ...circumstances,
  });
}

/** What stands above the papers of a digest of Sat 14 June 2025 that holds as many new and old ones, a line each. */
function headingOf(
  { news = 0, old = 0 },
  wishes: Partial<Subscription> = {},
  circumstances: Parameters<typeof postOf>[2] = {},
): string {
  const papers = Array.from({ length: news + old }, (_, index) => ({
    paper: aPaper({ title: `Paper ${index}` }),
    topic: undefined,
    isNew: index < news,
  }));
  return wordsOn(postOf(papers, wishes, circumstances).blocks).split('\n\n')[0] ?? '';
}

test.each([
  [{ news: 3 }, [], '3 new papers'],
  [{ news: 1 }, ['quantization'], 'Quantization, one new paper'],
  [{ old: 3 }, ['quantization'], 'Quantization, 3 papers from the archive'],
  [{ news: 2, old: 1 }, ['quantization', 'vLLM'], 'Quantization and vLLM, 2 new papers and one from the archive'],
  [{ news: 3 }, ['vLLM', 'has:code', 'since:30d'], 'vLLM with code since 2025-05-15, 3 new papers'],
  [{ news: 3 }, ['why do attention sinks appear?'], 'Why do attention sinks appear, 3 new papers'],
  [{ old: 3 }, ['has:code'], 'With code, 3 papers from the archive'],
  [{ old: 3 }, ['LoRA since:2024 has:code'], 'LoRA since 2024, with code, 3 papers from the archive'],
  [{ old: 3 }, ['"state space" models'], '"state space" models, 3 papers from the archive'],
  [{ news: 3 }, ['aa', 'bb', 'cc', 'dd', 'ee'], 'Aa, bb, cc and 2 more topics, 3 new papers'],
] as const)('the headline of %j about %j is “%s”', (papers, topics, said) => {
  expect(headingOf(papers, { topics, size: 1 })).toBe(said);
});

test.each([
  [{ news: 2 }, 'say', '2 new papers\n2 of 3: no more are new'],
  [{ news: 2 }, 'archive', '2 new papers\n2 of 3: the library has no more on this'],
  [{ old: 2 }, 'archive', '2 papers from the archive\n2 of 3: the library has no more on this'],
  [{ old: 3 }, 'archive', '3 papers from the archive'],
] as const)('%j of three where quiet means %s: %j', (papers, whenQuiet, said) => {
  expect(headingOf(papers, { whenQuiet })).toBe(said);
});

test.each([
  [{ news: 3 }, { newPapers: 48 }, 'chosen from 48 papers of the last two weeks'],
  [{ news: 1, old: 2 }, { newPapers: 48 }, 'the new one from 48 papers of the last two weeks'],
  [{ news: 2, old: 1 }, { newPapers: 2 }, 'the new ones from 2 papers of the last two weeks'],
  [{ old: 3 }, { newPapers: 48 }, 'nothing to send among 48 papers of the last two weeks'],
  [{ old: 3 }, { newPapers: 0 }, 'the library has no paper of the last two weeks'],
  // Of a few the day is not known.
  [{ news: 3 }, { newPapers: 48, roughlyDated: 2 }, 'chosen from 48 recent papers'],
  [{ old: 3 }, { newPapers: 1, roughlyDated: 1 }, 'nothing to send among one recent paper'],
])('%j chosen from %j: “%s”', (papers, counted, said) => {
  expect(headingOf(papers, { exclusions: ['survey'] }, counted).split('\n')[1]).toBe(`without survey · ${said}`);
});

test.each([
  [14, ''],
  [16, '\nlate: was due 00:00 (UTC)'],
  [60 * 24 + 1, '\nlate: was due Sat 14 Jun, 00:00 (UTC)'],
])('%i minutes after its time it says%s', (minutes, said) => {
  const now = testNow + minutes * 60_000;

  expect(headingOf({ news: 3 }, {}, { now })).toBe(`3 new papers${said}`);
});

test.each([
  ['x', 1],
  ['x', 10],
  ['"', 10],
  ['👩‍👩‍👧‍👦', 10],
])('papers whose every field is a flood of %s fit in one message, %i of them', (letter, count) => {
  const flood = letter.repeat(4_000);
  const paper = aPaper({
    ...{ id: 'p', title: flood, abstract: `We propose ${flood}.`, aiSummary: flood, published: '2025-06-01' },
    ...{ authors: [flood, flood], codeUrl: `https://github.com/a/${'b'.repeat(90)}`, codeStars: 9_999, upvotes: 9_999 },
  });
  const papers = Array.from({ length: count }, (_, index) => ({ paper, topic: flood, isNew: index < 5 }));
  const fewerLike = Array.from({ length: 10 }, () => ({ id: 'p', title: letter.repeat(70) }));

  const wishes = { topics: [flood], exclusions: [flood], fewerLike, size: 10 };
  const { cards, ...plain } = postOf(papers, wishes, { newPapers: 9_999 });

  expect(jsonBytes(plain)).toBeLessThanOrEqual(maxMessageBytes);
  expect(jsonBytes(cards?.blocks ?? [])).toBeLessThanOrEqual(maxCardBlocksBytes);
  expect(wordsOn(plain.blocks)).toContain('\n\n1. ');
});
