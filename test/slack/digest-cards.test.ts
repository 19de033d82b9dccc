import { expect, test } from 'vitest';
import { maxCardBlocksBytes } from '../../src/slack/limits.ts';
import { jsonBytes } from '../../src/slack/messages/cut-text.ts';
import { aPaper } from '../support/builders.ts';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import {
  openSlackWorkspace,
  paperboyWith,
  type SlackWorkspace,
  type SlackWorkspaceOptions,
} from '../support/slack-workspace.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Ada subscribes #general at midnight of Sat 14 June 2025; at the first digest's time. */
async function subscribed(line: string, options: Partial<SlackWorkspaceOptions> = {}): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace({ showsCards: true, ...options });
  await workspace.slack.people.as('ada').command('general', `/papers subscribe ${line}`);
  await nthPosted(workspace.slack, 'general', 2);
  workspace.clock.now += 2 * dayMs + 8 * hourMs; // Monday, 09:00 in London
  return workspace;
}

async function postAll({ digests, clock, slack }: SlackWorkspace): Promise<Posted[]> {
  for (let pass = 0; pass < 12; pass += 1) {
    await digests.pass();
    clock.now += 2_000;
  }
  return postedIn(slack, 'general').slice(2);
}

const typesOf = ({ blocks }: Posted) => blocks.map(({ type }) => type);
const bare = ({ blocks }: Posted) => blocks.map(({ block_id: _, ...block }) => block);

test('a digest is a headline and a card for each paper, with its buttons; nothing follows in the thread', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:3');

  const [digest, ...more] = await postAll(workspace);

  expect(more).toEqual([]);
  expect(digest && typesOf(digest)).toEqual(['rich_text', 'card', 'card', 'card', 'actions', 'actions']);
  expect(digest?.shown).toMatch(/^Quantization, 3 papers from the archive\n/);
  expect(digest?.blocks[1]).toMatchObject({
    title: { type: 'plain_text', text: '1. LLM-FP4: 4-Bit Floating-Point Quantized Transformers' },
    subtitle: { text: expect.stringContaining('Oct 2023') },
  });
  expect(digest?.buttons.slice(0, 3)).toEqual(['Details', 'Similar', 'Save']);
  expect(digest?.buttons.slice(-3)).toEqual(['Manage', 'Snooze', 'Stop']);
  expect(digest?.fallback).toMatch(
    /^Quantization, 3 papers from the archive:\n1\. LLM-FP4: [^\n]* https:\/\/arxiv\.org\/abs\/2310\.16836\nWe propose LLM-FP4/,
  );
});

test('“Not relevant” and what is new in a paper stay a choice away from a digest of cards', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:3');
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  const [digest] = await postAll(workspace);
  if (digest === undefined) throw new Error('There is no digest.');
  const menu = digest.blocks.flatMap((block) => (block['elements'] ?? []) as Record<string, unknown>[]);
  const [option] = (menu.find(({ type }) => type === 'static_select')?.['options'] ?? []) as { value: string }[];

  await ada.select(digest.ref, 'digest_paper', option?.value ?? '');
  const told = await nthPosted(slack, 'general', 4);
  await ada.click(told.ref, 'digest_not_relevant');
  await slack.until(() => slack.workspace.openView(ada.id));

  expect(told.shown).toMatch(/^LLM-FP4.*\nWhat is new: We propose LLM-FP4/);
  expect(told.buttons).toContain('Not relevant');
});

test('people go on with a digest of cards by its numbers', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:3');
  const { slack } = workspace;
  const [digest] = await postAll(workspace);

  await slack.people.as('ben').mention('general', 'bibtex 1', { threadTs: digest?.ref.ts ?? '' });
  const answer = await nthPosted(slack, 'general', 4);

  expect(answer.shown).toContain('2310.16836');
});

test('a workspace that takes no cards gets the digest once, as with details:off; the next one has its thread again', async () => {
  const plain = await subscribed('9:00 weekdays quantization top:2 details:off', { showsCards: false });
  const [asBefore] = await postAll(plain);
  const workspace = await subscribed('9:00 weekdays quantization top:2');
  workspace.slack.faults.refuseBlocks('card', 'carousel');

  const [first, ...others] = await postAll(workspace);
  workspace.clock.now += dayMs - 24_000;
  const [, next, ...replies] = await postAll(workspace);

  const ids = /[0-9a-f]{12}/g;
  const without = (posted: Posted | undefined) => JSON.stringify(posted && bare(posted)).replaceAll(ids, '');
  expect(without(first)).toBe(without(asBefore));
  expect(others).toEqual([]);
  expect(next && typesOf(next)).not.toContain('card');
  expect(replies.map(({ thread }) => thread)).toEqual([next?.ref.ts, next?.ref.ts]);
});

test('a digest that was chosen before there were cards goes on with its thread', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:2', { showsCards: false });
  await workspace.digests.pass(); // The post itself; its replies are still to come.
  const store = workspace.store;
  const [row] = await store.db.selectFrom('deliveries').select(['parts', 'posted']).execute();

  const [digest, ...replies] = await postAll(workspace);

  expect(row?.parts).toBe(3);
  expect(digest && typesOf(digest)).not.toContain('card');
  expect(replies).toHaveLength(2);
});

test('an answer that is lost leaves one digest of cards, found again by its mark', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:3');
  workspace.slack.faults.inject({ on: 'chat.postMessage', kind: 'drop', after: true });

  const standing = await postAll(workspace);
  workspace.clock.now += 60_000;
  await workspace.digests.pass();

  expect(standing).toHaveLength(1);
  expect(postedIn(workspace.slack, 'general')).toHaveLength(3);
  const [report] = await workspace.digests.digests.all();
  expect(report?.deliveries[0]?.state).toBe('sent');
});

test('a preview and a digest for oneself look as the post will', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:3');
  const { slack } = workspace;

  await slack.people.as('ada').command('general', '/papers preview');
  const preview = await nthPosted(slack, 'general', 3);
  const [, digest] = await postAll(workspace);

  const cardsOf = (posted: Posted | undefined) => posted && bare(posted).filter(({ type }) => type === 'card');
  expect(wordsOn(preview.blocks)).toMatch(/^Only you see this preview/);
  expect(cardsOf(preview)).toEqual(cardsOf(digest));
});

test('a weekly round-up stands before the cards of its papers', async () => {
  const workspace = await openSlackWorkspace({ showsCards: true });
  const { slack, clock } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers show 2310.16836');
  const shown = await nthPosted(slack, 'general', 1);
  await ada.click(shown.ref, 'paper_share');
  const shared = await nthPosted(slack, 'general', 2);
  await ada.click(shared.ref, 'paper_save');
  await nthPosted(slack, 'general', 3);
  await ada.command('general', '/papers subscribe 9:00 mondays dropout top:2');
  await nthPosted(slack, 'general', 5);
  clock.now += 2 * dayMs + 8 * hourMs;

  const digest = (await postAll(workspace)).find(({ buttons }) => buttons.includes('Manage'));

  expect(digest && typesOf(digest)).toEqual(['rich_text', 'rich_text', 'card', 'card', 'actions', 'actions']);
  expect(digest?.shown).toMatch(/^Weekly round-up of the last seven days\n?Saved in channels/);
});

test('a digest of more papers than fit on cards is the list that it was, with its thread', async () => {
  const papers = Array.from({ length: 10 }, (_, index) =>
    aPaper({ id: `2401.0000${index}`, title: `Quantization of network ${index}`, abstract: 'We quantize it.' }),
  );
  const workspace = await subscribed('9:00 weekdays quantization top:10', { paperboy: paperboyWith(papers) });

  const [digest, ...replies] = await postAll(workspace);

  expect(digest && typesOf(digest)).not.toContain('card');
  expect(replies).toHaveLength(10);
});

test('six papers fit on cards, each with all of its sentence or the most of it', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:6');

  const [digest] = await postAll(workspace);

  expect(jsonBytes(digest && bare(digest))).toBeLessThanOrEqual(maxCardBlocksBytes);
  expect(digest && typesOf(digest).filter((type) => type === 'card')).toHaveLength(6);
});
