import { expect, test } from 'vitest';
import { defaultWishes } from '../../src/digests/wishes.ts';
import { nthPosted, type Posted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

/** #general with digests on pruning, quantization and dropout, at midnight of Sat 14 June 2025 UTC. */
async function withDigests(): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  const ada = workspace.slack.people.as('ada');
  for (const [index, wishes] of ['9:00 daily pruning', '10:00 daily quantization', '11:00 daily dropout'].entries()) {
    await ada.command('general', `/papers subscribe ${wishes} details:off`);
    await nthPosted(workspace.slack, 'general', 2 * (index + 1));
  }
  return workspace;
}

/** The answer to a command of Ben, or to his mention, which is for him alone. */
async function answerTo({ slack }: SlackWorkspace, text: string): Promise<Posted> {
  const count = postedIn(slack, 'general').length;
  const ben = slack.people.as('ben');
  await (text.startsWith('/') ? ben.command('general', text) : ben.mention('general', text));
  return nthPosted(slack, 'general', count + 1);
}

test.each([
  ['/papers unsubscribe pruning', /^Stop this digest\? pruning, every day at 09:00/],
  ['/papers snooze pruning until Wednesday', /^Snoozed until Wed 18 Jun: pruning, every day at 09:00/],
  ['/papers snooze the quantisation digest for two weeks', /^Snoozed until Sat 28 Jun: quantization, /],
  ['/papers preview quantization', /^Only you see this preview\.[\s\S]*\nQuantization, 5 papers/],
  ['/papers pause dropout', /^dropout\nevery day at 11:00[\s\S]*Paused by ben/],
  ['/papers pause quantization until Wednesday', /^Snoozed until Wed 18 Jun: quantization, /],
  ['/papers stop dropout for two weeks', /^Snoozed until Sat 28 Jun: dropout, /],
  ['/papers unsubscribe from pruning until 1 July', /^Snoozed until Tue 1 Jul: pruning, /],
  ['/papers pause pruning until the cows come home', /^“pruning until the cows come home” is no day that I know\./],
  ['/papers show the dropout digest', /^dropout\nevery day at 11:00/],
  ['stop the pruning digest', /^Stop this digest\? pruning/],
  ['pause quantization', /^quantization\n[\s\S]*Paused by ben/],
  ['preview dropout', /^Only you see this preview\.[\s\S]*\nDropout/],
])('“%s” means the digest with that topic, and is answered to the asker alone', async (text, shown) => {
  const workspace = await withDigests();

  const answer = await answerTo(workspace, text);

  expect(answer.shown).toMatch(shown);
  expect(answer.onlyFor).toBe(workspace.slack.people.as('ben').id);
});

test.each([
  ['/papers snooze until Wednesday', 'Which digest do you want to snooze until Wed 18 Jun?', 3],
  [
    '/papers snooze LoRA until Wednesday',
    'No digest here is about “LoRA”. Which digest do you want to snooze until Wed 18 Jun?',
    3,
  ],
  [
    '/papers snooze forever',
    'No digest here is about “forever”, and it is no day that I know. Which digest do you want to snooze until Sat 21 Jun?',
    3,
  ],
  ['/papers preview', 'Which digest do you want to preview?', 3],
  ['/papers pause', 'Which digest do you want to pause?', 3],
  ['/papers pause the digest for a week', 'Which digest do you want to snooze until Sat 21 Jun?', 3],
  ['/papers stop posting until Wednesday', 'Which digest do you want to snooze until Wed 18 Jun?', 3],
  ['/papers pause all', 'One at a time, please. Which digest do you want to pause?', 3],
  ['/papers resume everything', 'One at a time, please. Which digest do you want to resume?', 3],
  [
    '/papers snooze all until Wednesday',
    'One at a time, please. Which digest do you want to snooze until Wed 18 Jun?',
    3,
  ],
  ['/papers unsubscribe me from everything', 'Choose one to stop.', 18],
  ['/papers unsubscribe LoRA', 'No digest here is about “LoRA”. Which digest do you want to stop?', 3],
])('“%s” asks: %s', async (text, question, count) => {
  const workspace = await withDigests();

  const { shown, buttons } = await answerTo(workspace, text);

  expect(shown.split('\n')[0]).toBe(question);
  expect(buttons).toHaveLength(count);
});

test('of several on one subject it asks which, and the day that was said is kept for the one that is chosen', async () => {
  const workspace = await withDigests();
  const { slack } = workspace;
  await slack.people.as('ada').command('general', '/papers subscribe 12:00 fridays pruning, LoRA details:off');
  await nthPosted(slack, 'general', 8);
  await slack.people.as('ada').command('general', '/papers subscribe 12:00 mondays pruning, graphs details:off');
  await nthPosted(slack, 'general', 10);
  const ben = slack.people.as('ben');
  await ben.command('general', '/papers unsubscribe pruning');
  const alone = await nthPosted(slack, 'general', 11);
  await ben.click(alone.ref, 'subscription_remove');
  await slack.until(async () => (await workspace.digests.digests.all()).length === 4);

  await ben.command('general', '/papers snooze pruning until 1 July');
  const asked = await slack.until(() =>
    postedIn(slack, 'general').find(({ shown }) => shown.startsWith('2 digests here are about “pruning”.')),
  );
  await ben.click(asked.ref, 'snooze_digest');
  const { view } = await slack.until(() => slack.workspace.openView(ben.id));

  expect(alone.shown).toContain('Stop this digest? pruning, every day at 09:00');
  expect(asked.shown).toContain('Which digest do you want to snooze until Tue 1 Jul?\n');
  expect(asked.shown).toContain('pruning, LoRA, weekly on Friday at 12:00');
  expect(JSON.stringify(view.blocks)).toContain('"initial_date":"2025-07-01"');
});

const subjects = [
  'attention',
  'dropout',
  'graphs',
  'lora',
  'mamba',
  'pruning',
  'rag',
  'retrieval',
  'scaling',
  'vision',
];

test.each([
  ['subscriptions', /^10 digests here, the oldest first\nattention\n/],
  ['unsubscribe', /^Choose one to stop\.\n10 digests here, the oldest first\nattention\n/],
])(
  'of many digests “%s” shows the first in full, a line of each of the others, and how to reach them',
  async (words, first) => {
    const workspace = await openSlackWorkspace();
    const { slack, digests } = workspace;
    // In one moment, so that nothing but their subjects orders them.
    for (const topic of subjects.toReversed()) {
      const wishes = { ...defaultWishes, timeZone: 'UTC', topics: [topic] };
      await digests.digests.subscribe({ team: slack.teamId, channel: 'C00GENERAL' }, 'UADA', wishes);
    }

    const list = await answerTo(workspace, `/papers ${words}`);
    const last = await answerTo(workspace, '/papers manage vision');

    expect(list.shown).toMatch(first);
    expect(list.shown).toMatch(/\n[34] more\. To see one, write \/papers manage and its topic:\n• /);
    expect(list.shown).toMatch(/\n• scaling, weekdays at 09:00 \(UTC\)\n• vision, weekdays at 09:00 \(UTC\)$/);
    for (const topic of subjects) expect(list.shown).toContain(topic);
    expect(last.shown).toMatch(/^vision\nweekdays at 09:00[\s\S]*Stop/);
  },
);

test('of very many digests the list still fits, and says how many have no line', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, digests } = workspace;
  for (let minute = 10; minute < 60; minute += 1) {
    const wishes = { ...defaultWishes, timeZone: 'UTC', time: `09:${minute}`, topics: ['x'.repeat(100)] };
    await digests.digests.subscribe({ team: slack.teamId, channel: 'C00GENERAL' }, 'UADA', wishes);
  }

  const { shown } = await answerTo(workspace, '/papers subscriptions');
  const choice = await answerTo(workspace, '/papers pause all');

  expect(shown.match(/^• /gm)).toHaveLength(40);
  expect(shown).toMatch(/and \d more$/);
  expect(choice.shown).toMatch(/and \d+ more\. Ask again with the topic of yours\.$/);
});

test('“pause” before what is no digest here is a question about papers', async () => {
  const workspace = await withDigests();

  const answer = await answerTo(workspace, '/papers pause tokens in language models');

  expect(answer.shown).toMatch(/“pause tokens in language models”/);
});
