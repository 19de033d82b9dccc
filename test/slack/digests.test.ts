import { expect, test } from 'vitest';
import { aPaper } from '../support/builders.ts';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith, type SlackWorkspace } from '../support/slack-workspace.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The bot's next message in a channel after the first `count`. */
function after({ slack }: SlackWorkspace, channel: string, count: number): Promise<Posted> {
  return nthPosted(slack, channel, count + 1);
}

function modalOf({ slack }: SlackWorkspace, person: string): string {
  return wordsOn(slack.workspace.openView(slack.people.as(person).id)?.view.blocks ?? []);
}

/** Ada subscribes #general at midnight of Sat 14 June 2025, by the clock of London 01:00. */
async function subscribed(line: string): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  await workspace.slack.people.as('ada').command('general', `/papers subscribe ${line}`);
  await after(workspace, 'general', 1);
  return workspace;
}

/** Passes by the bot until nothing is left to post, a message a second and channel. */
async function postAll({ digests, clock }: SlackWorkspace): Promise<void> {
  for (let pass = 0; pass < 12; pass += 1) {
    await digests.pass();
    clock.now += 2_000;
  }
}

test('subscribing in one line tells the channel who did it, and the person when the first digest comes', async () => {
  const { slack } = await subscribed('9:00 weekdays quantization, "massive activations" -survey top:3 details:off');

  const [told, confirmed] = postedIn(slack, 'general');

  expect(told?.shown).toBe(
    'ada set up the digest here: quantization, "massive activations", without survey, weekdays at 09:00 (Europe/London). See it with /papers subscriptions.',
  );
  expect(told?.onlyFor).toBeUndefined();
  expect(confirmed?.onlyFor).toBe(slack.people.as('ada').id);
  expect(confirmed?.shown).toContain('First digest: Mon 16 Jun, 09:00');
});

test('the digest comes once, at its local time: date, topics, numbered papers with a link and a sentence each', async () => {
  const workspace = await subscribed('9:00 weekdays quantization -survey top:2 details:off');
  workspace.clock.now += 2 * dayMs + 8 * hourMs; // Monday, 09:00 in London

  await postAll(workspace);
  const digest = await after(workspace, 'general', 2);

  expect(digest.shown).toMatch(
    /^Quantization, 2 papers from the archive\nwithout survey · nothing to send among 17 recent papers\n/,
  );
  expect(digest.links.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^LLM-FP4/),
    'Code',
    expect.stringMatching(/^Leveraging/),
  ]);
  expect(digest.shown).toContain(
    '1. LLM-FP4: 4-Bit Floating-Point Quantized Transformers\nOct 2023 · Code\nWe propose',
  );
  expect(digest.fallback).toMatch(/^Quantization, 2 papers from the archive: 1\. LLM-FP4/);
  expect(postedIn(workspace.slack, 'general')).toHaveLength(3);
});

test('with details each paper follows as a reply in the thread, with what is new and buttons; the channel stays quiet', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:2');
  workspace.clock.now += 2 * dayMs + 8 * hourMs;

  await postAll(workspace);
  const [digest, ...replies] = postedIn(workspace.slack, 'general').slice(2);

  expect(replies.map(({ thread }) => thread)).toEqual([digest?.ref.ts, digest?.ref.ts]);
  expect(replies[0]?.shown).toMatch(
    /^1\. LLM-FP4.*\nWhat is new: We propose LLM-FP4[^\n]*\n(?:What they found: [^\n]*\n)?Oct 2023 · PDF/,
  );
  expect(replies[0]?.buttons).toEqual(['Details', 'Similar', 'Save', 'Not relevant']);
  expect(digest?.stored.metadata).toMatchObject({ event_type: 'paperboy_digest', event_payload: { part: 0 } });
});

test('a digest that Slack keeps waiting says so in the list, until when and why', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:2 details:off');
  const { slack, clock, digests } = workspace;
  clock.now += 2 * dayMs + 8 * hourMs; // Monday, 09:00 in London
  slack.faults.inject({ on: 'chat.postMessage', kind: '429', retryAfterSeconds: 3_600 });

  await digests.pass();
  await slack.people.as('ada').command('general', '/papers subscriptions');
  const list = await after(workspace, 'general', 2);

  expect(list.shown).toContain('Mon 16 Jun: waits for Slack until 10:00: rate limit');
});

test('a digest that could not be posted in time says when it was due, and the days before it are on record', async () => {
  const workspace = await subscribed('9:00 daily quantization details:off');
  workspace.clock.now += 3 * dayMs + 12 * hourMs; // Saturday, Sunday and Monday were missed

  await postAll(workspace);
  const digest = await after(workspace, 'general', 2);
  await workspace.slack.people.as('ada').command('general', '/papers subscriptions');
  const list = await after(workspace, 'general', 3);

  expect(digest.shown).toMatch(/^Quantization, 5 papers from the archive\n.* · late: was due 09:00 \(Europe\/London\)/);
  expect(list.shown).toContain('Tue 17 Jun: posted Tue 17 Jun, 13:00');
  expect(list.shown).toContain(
    'Mon 16 Jun: not posted: Paperboy was not running, or had no access to Slack, when it was due.',
  );
  expect(list.shown).toContain('Next: Wed 18 Jun, 09:00');
});

test('“subscribe” alone opens a window in the person’s own time zone, whose preview follows what is typed', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers subscribe');
  await slack.until(() => modalOf(workspace, 'ada').includes('The next digest would hold'));
  await ada.select('modal', 'subscription_topics', 'massive activations');
  await slack.until(() => modalOf(workspace, 'ada').includes('Massive activations, '));
  await ada.submit({ subscription_size: '4', subscription_details: [] });
  const told = await after(workspace, 'general', 0);

  expect(told.shown).toContain('massive activations, weekdays at 09:00 (Europe/London)');
});

test('what is wrong in the window is said under its field, and nothing is lost', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe');
  await slack.until(() => slack.workspace.openView(ada.id));

  await ada.submit({ subscription_time_zone: 'Middle-earth', subscription_topics: 'since:yesterday' });

  expect(slack.workspace.openView(ada.id)?.errors).toEqual({
    subscription_time_zone:
      '“Middle-earth” is no time zone. Write a city, as in tz:New York, or a name such as Europe/London.',
    subscription_topics: expect.stringContaining('since:yesterday is not a date'),
  });
});

const doubtful = 'massive activations of daily models, kv cache weekdays at 8:30 tz:New York -survey';

test('a line with a word that may be a time opens the window with what was understood, and subscribes nothing', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, digests } = workspace;
  const ada = slack.people.as('ada');

  await ada.command('general', `/papers subscribe ${doubtful}`);
  await slack.until(() => modalOf(workspace, 'ada').includes('I was not sure about “daily”.'));
  expect(await digests.digests.all()).toEqual([]);
  await ada.submit({});
  const told = await after(workspace, 'general', 0);

  expect(told.shown).toContain(
    'massive activations of daily models, kv cache, without survey, weekdays at 08:30 (America/New_York)',
  );
});

test('where no window can open, a button opens it with what was understood, also after a restart', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, digests } = workspace;
  const ada = slack.people.as('ada');

  await ada.mention('general', `subscribe ${doubtful}`);
  const offer = await after(workspace, 'general', 0);
  await workspace.restart();
  await ada.click(offer.ref, 'subscribe_form');
  await slack.until(() => modalOf(workspace, 'ada').includes('I was not sure about “daily”.'));
  expect(await digests.digests.all()).toEqual([]);
  await ada.submit({});
  const told = await after(workspace, 'general', 1);

  expect(offer.shown).toContain(
    'I read: massive activations of daily models, kv cache, without survey, weekdays at 08:30 (America/New_York). I was not sure about “daily”. Nothing is set up yet.',
  );
  expect(offer.buttons).toEqual(['Check and subscribe']);
  expect(told.shown).toContain('weekdays at 08:30 (America/New_York)');
});

test.each([
  [
    'hey <@U00000BOT0>, please subscribe us to dropout papers weekly on Monday 9am',
    'dropout, weekly on Monday at 09:00',
  ],
  ['<@U00000BOT0> `subscribe quantization every day at 17:00`', 'quantization, every day at 17:00'],
  ['<@U00000BOT0> “subscribe kv cache at noon”!', 'kv cache, weekdays at 12:00'],
])('“%s” is subscribed at once', async (line, words) => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.say('general', line);
  const told = await after(workspace, 'general', 0);

  expect(told.shown).toContain(words);
});

const wrong =
  '“25:00” is no time of day. Write it as 9:00 or 5:30pm. A digest has 1 to 10 papers. Write top:5, for example.';

test('what is wrong in the line is said in the window, which holds all that was right', async () => {
  const workspace = await openSlackWorkspace();
  const ada = workspace.slack.people.as('ada');

  await ada.command('general', '/papers subscribe 25:00 daily dropout -survey top:99');
  await workspace.slack.until(() => modalOf(workspace, 'ada').includes(wrong));
  await ada.submit({ subscription_time: '07:00', subscription_size: '2' });
  const told = await after(workspace, 'general', 0);

  expect(told.shown).toContain('dropout, without survey, every day at 07:00');
});

test('what is wrong in a mention is said with an example that works, and a button to set it right', async () => {
  const workspace = await openSlackWorkspace();
  const ada = workspace.slack.people.as('ada');

  await ada.mention('general', 'subscribe 25:00 daily dropout top:99');
  const answer = await after(workspace, 'general', 0);
  await ada.click(answer.ref, 'subscribe_form');
  await workspace.slack.until(() => modalOf(workspace, 'ada').includes(wrong));

  expect(answer.shown).toContain(
    `${wrong} For example: /papers subscribe 9:00 weekdays quantization, "state space" -survey top:5`,
  );
});

test('where the bot is not a member nothing is kept, and the answer says how to invite it and what to write then', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, digests } = workspace;

  await slack.people.as('ada').command('random', '/papers subscribe 9:00 weekdays pruning');
  const answer = await after(workspace, 'random', 0);

  expect(answer.shown).toContain('/invite @Paperboy');
  expect(answer.shown).toContain('/papers subscribe 09:00 weekdays pruning tz:Europe/London');
  expect(await digests.digests.all()).toEqual([]);
});

test('a person can subscribe their own direct message with the bot', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  const direct = slack.workspace.directMessage(ada.id);

  await ada.say(direct, 'subscribe 9:00 daily quantization top:1 details:off');
  await after(workspace, direct, 0);
  workspace.clock.now += 9 * hourMs;
  await postAll(workspace);
  const digest = await after(workspace, direct, 1);

  expect(digest.shown).toMatch(/^Quantization, one paper from the archive/);
});

test('a mention with nothing more offers the window by a button, since only a press can open one', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.mention('general', 'subscribe');
  const offer = await after(workspace, 'general', 0);
  await ada.click(offer.ref, 'subscribe_form');
  await slack.until(() => slack.workspace.openView(ada.id));

  expect(offer.buttons).toEqual(['Set up a digest']);
});

test('anyone in the channel can pause, resume and remove it; the list names who did, and the channel hears of the end alone', async () => {
  const workspace = await subscribed('9:00 daily quantization');
  const { slack } = workspace;
  const bob = slack.people.as('ben');
  await bob.command('general', '/papers subscriptions');
  const list = await after(workspace, 'general', 2);

  await bob.click(list.ref, 'subscription_pause');
  await slack.until(() => postedIn(slack, 'general')[2]?.shown.includes('Paused by ben'));
  await bob.click(list.ref, 'subscription_resume');
  await slack.until(() => postedIn(slack, 'general')[2]?.shown.includes('Next: Sat 14 Jun, 09:00'));
  await slack.until(() => postedIn(slack, 'general')[2]?.shown.includes('Changed last by ben'));
  await bob.click(list.ref, 'subscription_remove');
  const removed = await after(workspace, 'general', 3);

  expect(removed.shown).toBe('ben stopped the digest here: quantization, every day at 09:00 (Europe/London).');
});

test('a paused digest is not posted', async () => {
  const workspace = await subscribed('9:00 daily quantization');
  await workspace.slack.people.as('ada').command('general', '/papers subscriptions');
  const list = await after(workspace, 'general', 2);
  await workspace.slack.people.as('ada').click(list.ref, 'subscription_pause');
  await workspace.slack.until(() => postedIn(workspace.slack, 'general')[2]?.shown.includes('Paused by ada'));

  workspace.clock.now += 5 * dayMs;
  await postAll(workspace);

  expect(postedIn(workspace.slack, 'general')).toHaveLength(3);
});

test('the menu of a digest without details tells more of the chosen paper, with what can be done, to whoever chose it', async () => {
  const workspace = await subscribed('9:00 weekdays quantization top:2 details:off');
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  workspace.clock.now += 2 * dayMs + 8 * hourMs;
  await postAll(workspace);
  const digest = await after(workspace, 'general', 2);

  await ada.select(digest.ref, 'digest_paper', '1. LLM-FP4: 4-Bit Floating-Point Quantized Transformers');
  const more = await after(workspace, 'general', 3);
  await ada.click(more.ref, 'paper_similar');
  const similar = await after(workspace, 'general', 4);

  expect(more.onlyFor).toBe(ada.id);
  expect(more.shown).toMatch(/^LLM-FP4.*\nWhat is new: We propose LLM-FP4/);
  expect(more.buttons).toEqual(['Details', 'Similar', 'Save', 'Not relevant']);
  expect(similar.shown).toContain('Papers similar to 2310.16836');
});

test('an archived channel pauses the subscription, and the person who made it is told why', async () => {
  const workspace = await subscribed('9:00 daily quantization');
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'is_archived' });
  workspace.clock.now += 9 * hourMs;

  await postAll(workspace);
  const told = await after(workspace, slack.workspace.directMessage(ada.id), 0);
  const [report] = await workspace.digests.digests.all();

  expect(told.shown).toContain('is paused. This channel is archived, so nothing can be posted in it.');
  expect(report?.subscription.paused).toBe('This channel is archived, so nothing can be posted in it.');
  expect(report?.deliveries[0]?.state).toBe('failed');
});

test('a post that Slack took without answering is found in the channel’s history and not sent again', async () => {
  const workspace = await subscribed('9:00 daily quantization details:off');
  workspace.slack.faults.inject({ on: 'chat.postMessage', kind: 'drop', after: true });
  workspace.clock.now += 9 * hourMs;

  await workspace.digests.pass();
  workspace.clock.now += 20_000;
  await workspace.digests.pass();
  const [report] = await workspace.digests.digests.all();

  expect(report?.deliveries[0]?.state).toBe('sent');
  expect(postedIn(workspace.slack, 'general')).toHaveLength(3);
});

test('a digest survives the death of the bot between its post and its details', async () => {
  const workspace = await subscribed('9:00 daily quantization top:2');
  workspace.clock.now += 9 * hourMs;
  await workspace.digests.pass();

  await workspace.restart();
  await postAll(workspace);

  const [digest, ...replies] = postedIn(workspace.slack, 'general').slice(2);
  expect(digest?.shown).toMatch(/^Quantization, /);
  expect(replies.map(({ thread }) => thread)).toEqual([digest?.ref.ts, digest?.ref.ts]);
});

test('titles of papers ping nobody and are no markup, also in digests', async () => {
  const title = '<!channel> *bold* <@U00000ADA0> &amp; `code`';
  const workspace = await openSlackWorkspace({ paperboy: paperboyWith([aPaper({ id: '2506.00001', title })]) });
  await workspace.slack.people.as('ada').command('general', '/papers subscribe 9:00 daily all papers');
  await after(workspace, 'general', 1);
  workspace.clock.now += 9 * hourMs;

  await postAll(workspace);
  const digest = await after(workspace, 'general', 2);

  expect(digest.links[0]?.text).toContain('<!channel> *bold*');
  expect(digest.fallback).not.toContain('<!channel>');
});

test('a profile that Slack does not bring in time opens the window with UTC rather than not at all', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  slack.faults.inject({ on: 'users.info', kind: 'hang' });

  await slack.people.as('ada').command('general', '/papers subscribe');
  await slack.until(() => slack.workspace.openView(slack.people.as('ada').id));

  const { blocks } = slack.workspace.openView(slack.people.as('ada').id)?.view ?? {};
  expect(JSON.stringify(blocks)).toContain('"initial_value":"UTC"');
});

test('of two people who edit a digest at once the second is told, and overwrites nothing', async () => {
  const workspace = await subscribed('9:00 daily quantization');
  const { slack } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers subscriptions');
  const list = await after(workspace, 'general', 2);
  await ada.click(list.ref, 'subscription_edit');
  await slack.until(() => slack.workspace.openView(ada.id));
  await ben.command('general', '/papers subscriptions');
  const bensList = await after(workspace, 'general', 3);
  await ben.click(bensList.ref, 'subscription_edit');
  await slack.until(() => slack.workspace.openView(ben.id));

  await ada.submit({ subscription_topics: 'pruning' });
  await after(workspace, 'general', 4);
  await ben.submit({ subscription_size: '2' });

  expect(Object.values(slack.workspace.openView(ben.id)?.errors ?? {})).toEqual([
    'Somebody changed this digest while the window was open. Close the window and open it again.',
  ]);
  expect(await workspace.digests.digests.all()).toMatchObject([{ subscription: { topics: ['pruning'], size: 5 } }]);
});

test('the window of an edited digest shows every exclusion, however many there are', async () => {
  const many = Array.from({ length: 20 }, (_, index) => `-"${'exclusion '.repeat(10)}${index}"`).join(' ');
  const workspace = await subscribed(`9:00 daily quantization top:1 ${many}`);
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscriptions');
  const list = await after(workspace, 'general', 2);

  await ada.click(list.ref, 'subscription_edit');
  await slack.until(() => slack.workspace.openView(ada.id));
  await ada.submit({ subscription_size: '2' });
  await after(workspace, 'general', 3);
  workspace.clock.now += 9 * hourMs;
  await postAll(workspace);
  const reply = await after(workspace, 'general', 5);
  await ada.click(reply.ref, 'digest_not_relevant');
  await slack.until(() => modalOf(workspace, 'ada').includes('No paper is posted here twice'));

  const [report] = await workspace.digests.digests.all();
  expect(report?.subscription).toMatchObject({ size: 2, exclusions: { length: 20 } });
});

test('the same digest is not set up twice in a channel', async () => {
  const workspace = await subscribed('9:00 daily quantization');
  const { slack } = workspace;

  await slack.people.as('ben').command('general', '/papers subscribe 09:00 daily quantization tz:london');
  const answer = await after(workspace, 'general', 2);

  expect(answer.shown).toBe('This digest is set up here already. See it with /papers subscriptions.');
  expect(await workspace.digests.digests.all()).toHaveLength(1);
});

test('“unsubscribe” with words that fit no digest stops nothing by guess: it shows what there is to stop', async () => {
  const workspace = await subscribed('9:00 daily quantization');
  const { slack } = workspace;

  await slack.people.as('ben').command('general', '/papers unsubscribe pruning');
  const answer = await after(workspace, 'general', 2);

  expect(answer.shown).toMatch(
    /^No digest here is about “pruning”\. Do you want to stop this one\?\nquantization, every/,
  );
  expect(answer.buttons).toEqual(['Stop']);
});

test('whoever made a digest is told that it is paused also when Slack asks to wait first', async () => {
  const workspace = await subscribed('9:00 daily quantization');
  const { slack } = workspace;
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'is_archived' });
  slack.faults.inject({ on: 'chat.postMessage', kind: '429', retryAfterSeconds: 3 });
  workspace.clock.now += 9 * hourMs;

  await postAll(workspace);
  const told = await after(workspace, slack.workspace.directMessage(slack.people.as('ada').id), 0);

  expect(told.shown).toContain('is paused. This channel is archived');
});

test('when somebody removes the post its details follow no more, and the digest goes on the next day', async () => {
  const workspace = await subscribed('9:00 daily quantization top:2');
  const { slack } = workspace;
  workspace.clock.now += 9 * hourMs;
  await workspace.digests.pass();
  const digest = await after(workspace, 'general', 2);
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'thread_not_found' });

  workspace.clock.now += 2_000;
  await postAll(workspace);
  const [report] = await workspace.digests.digests.all();

  expect(digest.shown).toMatch(/^Quantization, /);
  expect(postedIn(slack, 'general')).toHaveLength(3);
  expect(report?.subscription.paused).toBeUndefined();
  expect(report?.deliveries[0]).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('Somebody removed that message'),
  });
});
