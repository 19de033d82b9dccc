// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { defaultWishes } from '../../src/digests/wishes.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { composeReading } from '../../src/reading/reading-service.ts';
import { maxMessageBytes } from '../../src/slack/limits.ts';
import { jsonBytes } from '../../src/slack/messages/cut-text.ts';
import { aPaper } from '../support/builders.ts';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith, type SlackWorkspace } from '../support/slack-workspace.ts';

const hourMs = 3_600_000;

/** Of the week before testNow, Sat 14 June 2025. */
const weights = aPaper({
  ...{ id: '2506.00001', title: 'Quantization of weights', abstract: 'We quantize weights.' },
  ...{ published: '2025-06-10', upvotes: 12 },
});
const caches = aPaper({
  ...{ id: '2506.00002', title: 'Quantization of caches', abstract: 'We quantize caches.' },
  ...{ published: '2025-06-11', upvotes: 40 },
});
const robots = aPaper({
  ...{ id: '2506.00004', title: 'Robots that walk', abstract: 'We let robots walk.' },
  ...{ published: '2025-06-12', upvotes: 90 },
});

async function aWeek(papers: readonly Paper[] = [weights, caches, robots]): Promise<SlackWorkspace> {
  const paperboy = paperboyWith(papers);
  const workspace = await openSlackWorkspace({ paperboy });
  const { slack, store, clock } = workspace;
  const { list } = composeReading({ store, paperboy, now: () => clock.now });
  const save = (person: string, paper: Paper, channel: string | undefined) =>
    list.save({ team: slack.teamId, person }, paper, channel);
  for (const person of ['U1', 'U2']) await save(person, caches, 'C0MLPAPERS');
  await save('U3', weights, 'C00GENERAL');
  for (const person of ['U4', 'U5', 'U6']) await save(person, robots, 'C00SECRET0');
  return workspace;
}

/** The post of a digest that comes on this Saturday. */
async function posted({ slack, digests, clock }: SlackWorkspace, topics: string): Promise<Posted> {
  await slack.people.as('ada').command('general', `/papers subscribe ${topics} weekly on Saturday 9:00 details:off`);
  await nthPosted(slack, 'general', 2);
  clock.now += 8 * hourMs; // 09:00 in London
  await digests.pass();
  return nthPosted(slack, 'general', 3);
}

test('a weekly digest begins with its week: what people saved in the open, the most upvoted, how much came of each topic', async () => {
  const post = await posted(await aWeek(), 'quantization, robots');

  expect(post.fallback).toMatch(/^Weekly round-up: quantization and robots, 3 new papers: 1\. /);
  expect(post.shown).toContain(
    [
      'Weekly round-up of the last seven days',
      'Most saved in channels',
      'Quantization of caches · saved by 2 people (2 below)',
      'Quantization of weights · saved by one person (3 below)',
      'Most upvoted on Hugging Face',
      'Robots that walk · ▲ 90 (1 below)',
      'New papers by topic',
      'quantization ▇▇ 2\nrobots       ▇ 1',
      '\nQuantization and robots, 3 new papers',
    ].join(''),
  );
});

test('without the permission to ask about channels only what was saved in this one counts', async () => {
  const workspace = await aWeek();
  workspace.slack.faults.inject({ on: 'conversations.info', kind: 'refused', error: 'missing_scope', times: 9 });

  const post = await posted(workspace, 'quantization, robots');

  expect(post.shown).toContain('Saved in channelsQuantization of weights · saved by one person');
  expect(post.shown).not.toContain('saved by 2');
});

test('a preview shows the round-up as well, and the list says that it is weekly', async () => {
  const { slack } = await aWeek();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe quantization, robots weekly on Saturday 9:00');
  await nthPosted(slack, 'general', 2);

  await ada.command('general', '/papers preview');
  const preview = await nthPosted(slack, 'general', 3);
  await ada.command('general', '/papers subscriptions');
  const list = await nthPosted(slack, 'general', 4);

  expect(preview.shown).toContain('Most saved in channelsQuantization of caches · saved by 2 people');
  expect(list.shown).toContain(
    'weekly on Saturday at 09:00 (Europe/London), a round-up of the week and up to 5 papers',
  );
});

test('whatever titles and topics hold, the post is within Slack’s limits and pings nobody', async () => {
  const hostile = Array.from({ length: 12 }, (_, index) =>
    aPaper({
      ...{ id: `2506.1000${index}`, title: `<!channel> *quantization* ${'👩‍👩‍👧‍👦"'.repeat(400)}` },
      ...{ published: '2025-06-12', upvotes: 1_000 + index, abstract: `quantization ${'x"'.repeat(2_000)}` },
    }),
  );
  const workspace = await aWeek(hostile);
  const { slack, digests, clock } = workspace;
  const topics = Array.from({ length: 9 }, (_, index) => `quantization ${'"é<!here>👩‍👩‍👧‍👦'.repeat(4)} ${index}`);
  const wishes = { ...defaultWishes, timeZone: 'UTC', days: [6], topics: ['quantization', ...topics], size: 10 };
  await digests.digests.subscribe({ team: slack.teamId, channel: 'C00GENERAL' }, 'U00000ADA0', wishes);
  clock.now += 9 * hourMs;
  await digests.pass();
  const post = await nthPosted(slack, 'general', 1);

  const sent = post.blocks.map(({ block_id, ...block }) => block);
  expect(post.shown).toContain('Most upvoted on Hugging Face');
  expect(jsonBytes({ text: post.fallback, blocks: sent })).toBeLessThanOrEqual(maxMessageBytes);
});

test('the window offers every day, weekdays or once a week, and days of one’s own', async () => {
  const { slack, digests } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const words = (): string => wordsOn(slack.workspace.openView(ada.id)?.view.blocks ?? []);
  await ada.command('general', '/papers subscribe quantization');
  await nthPosted(slack, 'general', 1);
  const [made] = await digests.digests.all();
  await ada.command('general', '/papers subscriptions');
  const list = await slack.until(() => postedIn(slack, 'general').find(({ buttons }) => buttons.includes('Edit')));
  await ada.click(list.ref, 'subscription_edit');
  await slack.until(() => words().includes('How often'));

  await ada.select('modal', 'subscription_rhythm', 'weekly');
  await slack.until(() => words().includes('It comes weekly on Monday at 09:00'));
  await ada.select('modal', 'subscription_day', '5');
  await slack.until(() => words().includes('It comes weekly on Friday at 09:00'));
  await ada.submit({});
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.includes('weekly on Friday')));

  expect(made?.subscription.days).toEqual([1, 2, 3, 4, 5]);
  expect(await digests.digests.all()).toMatchObject([{ subscription: { days: [5] } }]);
});
