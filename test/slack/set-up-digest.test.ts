import { expect, test } from 'vitest';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const windowOf = ({ slack }: SlackWorkspace) => slack.workspace.openView(slack.people.as('ada').id);
const windowWords = (workspace: SlackWorkspace): string => wordsOn(windowOf(workspace)?.view.blocks ?? []);
const wishesIn = async ({ digests }: SlackWorkspace) =>
  (await digests.digests.all()).map(({ subscription }) => subscription);

function newest({ slack }: SlackWorkspace, words: string, channel = 'general'): Promise<Posted> {
  return slack.until(() => postedIn(slack, channel).findLast(({ shown }) => shown.includes(words)));
}

async function withWindow(line = '/papers subscribe'): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  await workspace.slack.people.as('ada').command('general', line);
  await workspace.slack.until(() => windowOf(workspace));
  return workspace;
}

test('the window shows first what the next digest would hold, then asks what about and where: here, me, elsewhere', async () => {
  const workspace = await withWindow();

  const { blocks = [] } = windowOf(workspace)?.view ?? {};
  const words = windowWords(workspace);

  expect(wordsOn(blocks.slice(0, 1))).toMatch(
    /^The next digest would hold[\s\S]*It comes weekdays at 09:00 \(Europe\/London\)/,
  );
  // By its titles alone: the fields below are to be seen as well.
  expect(wordsOn(blocks.slice(0, 1))).not.toContain('We present an information-theoretic framework');
  expect(words).toMatch(/WhereThis channel.*Only me, in my direct message with Paperboy.*Another channel/);
  expect(words).not.toContain('One that you are in');
});

test('“only me” in the window sets the digest up in one’s direct message, and the channel hears nothing', async () => {
  const workspace = await withWindow();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.submit({ subscription_where: 'me', subscription_topics: 'quantization' });
  const told = await newest(workspace, 'Subscribed');

  expect(told.onlyFor).toBe(ada.id);
  expect(told.shown).toMatch(/^Subscribed you, in your direct message with me.*There \/papers preview shows/);
  expect(postedIn(slack, 'general')).toHaveLength(1);
  expect(await wishesIn(workspace)).toMatchObject([{ channel: slack.workspace.directMessage(ada.id) }]);
});

test.each([
  ['subscribe quantization to me', 'D00000ADA0'],
  ['subscribe me to quantization', 'D00000ADA0'],
  ['subscribe me 9:00 daily quantization top:3', 'D00000ADA0'],
  ['subscribe quantization weekdays at 9:00 only me', 'D00000ADA0'],
  ['subscribe 9:00 quantization in my DMs', 'D00000ADA0'],
  ['subscribe quantization in #ml-papers every Monday', 'C0MLPAPERS'],
  ['subscribe this channel to quantization', 'C00GENERAL'],
])('“%s” sets up a digest on quantization in %s', async (line, channel) => {
  const workspace = await openSlackWorkspace();

  await workspace.slack.people.as('ada').command('general', `/papers ${line}`);
  await newest(workspace, 'Subscribed');

  expect(await wishesIn(workspace)).toMatchObject([{ topics: ['quantization'], channel }]);
});

test('“another channel” that is not chosen yet is asked for', async () => {
  const workspace = await withWindow();
  const view = windowOf(workspace)?.view;
  const option = { text: { type: 'plain_text', text: 'Another channel' }, value: 'other' };
  const where = { subscription_where: { type: 'radio_buttons', selected_option: option } };
  const values = { ...view?.state?.values, subscription_where: where };
  const { slack } = workspace;

  const outcome = await slack.deliver('interactive', {
    ...{ type: 'view_submission', team: { id: slack.teamId }, trigger_id: '1' },
    ...{ user: { id: slack.people.as('ada').id, name: 'ada' }, view: { ...view, state: { values } } },
  });

  expect(JSON.stringify(outcome)).toContain('{"subscription_where":"Choose the channel below."}');
});

test('a channel that Slack does not name by its id is chosen in the window', async () => {
  const workspace = await withWindow('/papers subscribe 7:30 quantization in #nowhere');

  expect(windowWords(workspace)).toContain('One that you are in, and Paperboy too');
  expect(JSON.stringify(windowOf(workspace)?.view)).toContain('"initial_time":"07:30"');
  expect(await wishesIn(workspace)).toEqual([]);
});

test('a digest for somebody else is not set up in the channel: where it is to come is asked', async () => {
  const workspace = await withWindow('/papers subscribe @ben 9:00 daily quantization');

  expect(windowWords(workspace)).toContain('One that you are in, and Paperboy too');
  expect(await wishesIn(workspace)).toEqual([]);
});

test('a line that does not say what about opens the window with the rest of it', async () => {
  const workspace = await withWindow('/papers subscribe mon,fri at 7:30 top:3');

  expect(windowWords(workspace)).toContain('It comes Mon and Fri at 07:30 (Europe/London), up to 3 papers');
  expect(await wishesIn(workspace)).toEqual([]);
});

test('what is typed as topics is read as a line is: times, numbers and exclusions there count', async () => {
  const workspace = await withWindow();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.select('modal', 'subscription_topics', 'quantization -survey top:3 every Monday at 17:00');
  const weekly = 'It comes weekly on Monday at 17:00 (Europe/London), a round-up of the week and up to 3 papers';
  await slack.until(() => windowWords(workspace).includes(weekly));
  await ada.submit({ subscription_exclusions: 'toy problems' });
  await newest(workspace, 'Subscribed');

  expect(await wishesIn(workspace)).toMatchObject([
    { topics: ['quantization'], exclusions: ['toy problems', 'survey'], size: 3, days: [1], time: '17:00' },
  ]);
});

test('what cannot be applied is said under the field: a digest has an order of its own', async () => {
  const workspace = await withWindow();

  await workspace.slack.people.as('ada').submit({ subscription_topics: 'quantization top:3 sort:new' });

  expect(windowOf(workspace)?.errors).toEqual({
    subscription_topics:
      'sort:new orders a list of answers. A digest has its own order, best and newest first: leave it out.',
  });
});

test.each([
  ['quantization since 2024, newest first', 'subscribe to this', 'quantization since:2024, weekdays at 09:00'],
  ['sparse attention', 'subscribe us to these every Monday at 17:00', 'sparse attention, weekly on Monday at 17:00'],
  ['sparse attention', 'subscribe to papers like these', 'sparse attention, weekdays at 09:00'],
])(
  'under the list of “%s”, “%s” shows the digest on it, and sets up nothing unasked',
  async (question, line, shown) => {
    const workspace = await openSlackWorkspace();
    const { slack } = workspace;
    const ada = slack.people.as('ada');
    await ada.mention('general', question);
    const { ref } = await nthPosted(slack, 'general', 1);

    await ada.mention('general', line, { threadTs: ref.ts });
    const asked = await newest(workspace, 'Shall I set up this digest?');

    expect([asked.shown, asked.onlyFor]).toEqual([expect.stringContaining(`?\n${shown}`), ada.id]);
    expect(await wishesIn(workspace)).toEqual([]);
  },
);

test('where no list is above, “subscribe to this” is told to name a subject', async () => {
  const workspace = await openSlackWorkspace();

  await workspace.slack.people.as('ada').mention('general', 'subscribe to this');
  const told = await newest(workspace, '“this” names no subject.');

  expect(told.buttons).toEqual(['Set it right']);
  expect(await wishesIn(workspace)).toEqual([]);
});

test('a window that is saved as it was opened changes nothing, and names nobody', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers subscribe 9:00 daily quantization since 2024, dropout -survey');
  await newest(workspace, 'Subscribed');
  await ben.command('general', '/papers subscriptions');
  const list = await newest(workspace, 'One digest here');
  await ben.click(list.ref, 'subscription_edit');
  await slack.until(() => slack.workspace.openView(ben.id));

  await ben.submit({});
  const told = await newest(workspace, 'Nothing to save: the digest stays as it was.');

  expect(told.onlyFor).toBe(ben.id);
  expect((await wishesIn(workspace))[0]?.changedBy).toBeUndefined();
});

test.each([
  ['quantization top:3 sort:new', 'sort:new orders a list of answers.', 'Quantization, 3 papers from the archive'],
  ['quantization since:yesterday', 'since:yesterday is not a date.', 'Quantization, 5 papers from the archive'],
])('beside what is wrong with “%s” the window shows what the rest would bring', async (topics, problem, preview) => {
  const workspace = await withWindow();

  await workspace.slack.people.as('ada').select('modal', 'subscription_topics', topics);
  await workspace.slack.until(() => windowWords(workspace).includes(problem));

  expect(windowWords(workspace)).toMatch(new RegExp(`Apart from that, the next digest would hold\n${preview}`));
});

test('where nothing is left beside a problem, papers on anything at all are not shown for it', async () => {
  const workspace = await withWindow();

  await workspace.slack.people.as('ada').select('modal', 'subscription_topics', 'sort:new');
  await workspace.slack.until(() => windowWords(workspace).includes('sort:new orders'));

  expect(windowWords(workspace)).not.toContain('would hold');
});

const said = 'send me papers on quantization every morning at 8';

test('a digest that somebody wishes for in a sentence is shown before it is set up: set up, changed or left by a tap', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  const direct = slack.workspace.directMessage(ada.id);

  await ada.say(direct, said);
  const shown = await nthPosted(slack, direct, 1);
  const before = await wishesIn(workspace);
  await ada.click(shown.ref, 'subscribe_anyway');
  const told = await newest(workspace, 'Subscribed', direct);

  expect(told.ref.ts).toBe(shown.ref.ts);
  expect(shown.shown).toBe(
    'Shall I set up this digest?\nquantization, every day at 08:00 (Europe/London); up to 5 papers, with details; older papers when nothing is new.\nSet it upChangeNo, thanks',
  );
  expect(before).toEqual([]);
  expect(await wishesIn(workspace)).toMatchObject([{ channel: direct, topics: ['quantization'], time: '08:00' }]);
});

test('“Change” opens the window with what was understood, and “No, thanks” takes the question away', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.mention('general', said);
  const shown = await nthPosted(slack, 'general', 1);

  await ada.click(shown.ref, 'subscribe_form');
  await slack.until(() => windowWords(workspace).includes('every day at 08:00'));
  await ada.click(shown.ref, 'dismiss');
  await slack.until(() => postedIn(slack, 'general').length === 0);

  expect(shown.onlyFor).toBe(ada.id);
  expect(shown.shown).toContain('Shall I set up this digest in your direct message with me?\nquantization, every day');
  expect(await wishesIn(workspace)).toEqual([]);
});

test('a wish of which the library has nothing is doubted in the same way, once', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  await slack.people.as('ada').mention('general', 'post papers about banana daily');

  const doubt = await newest(workspace, nothing);

  expect(doubt.buttons).toEqual(['Subscribe anyway', 'Change']);
  expect(await wishesIn(workspace)).toEqual([]);
});

const nothing = 'Nothing in the library is surely about “banana”.';

test('a subject of which the library has nothing is doubted before anybody hears of it; “Subscribe anyway” sets it up', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers subscribe 9:00 daily quantization, banana');
  const doubt = await newest(workspace, nothing);
  const before = await wishesIn(workspace);
  await ada.click(doubt.ref, 'subscribe_anyway');
  await newest(workspace, 'ada set up the digest here: quantization, banana, every day');

  expect(doubt).toMatchObject({ onlyFor: ada.id, buttons: ['Subscribe anyway', 'Change'] });
  expect(before).toEqual([]);
  expect(await wishesIn(workspace)).toMatchObject([{ topics: ['quantization', 'banana'] }]);
});

test('“Change” opens the window with it, which doubts it once more and takes it when pressed again', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe 9:00 daily banana');
  const doubt = await newest(workspace, nothing);

  await ada.click(doubt.ref, 'subscribe_form');
  await slack.until(() => windowOf(workspace));
  await ada.submit({});
  const asked = windowOf(workspace)?.view;
  await ada.submit({});
  await newest(workspace, 'ada set up the digest here: banana, every day at 09:00');

  expect(wordsOn(asked?.blocks ?? [])).toContain(`${nothing} Press Subscribe anyway, or change it.`);
  expect(asked?.submit?.text).toBe('Subscribe anyway');
});

test('a change to such a subject is doubted as well, one to another time is not', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe 9:00 daily quantization');
  await newest(workspace, 'Subscribed');
  await ada.command('general', '/papers subscriptions');
  const list = await newest(workspace, 'One digest here');
  await ada.click(list.ref, 'subscription_edit');
  await slack.until(() => windowOf(workspace));

  await ada.submit({ subscription_topics: 'banana' });
  const asked = windowWords(workspace);
  await ada.submit({ subscription_topics: 'quantization', subscription_time: '10:00' });
  await newest(workspace, 'Saved: quantization, every day at 10:00');

  expect(asked).toContain(`${nothing} Press Save anyway, or change it.`);
});

test('a second digest on the same subject in a channel is told first, with the way to edit the one that is there', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers subscribe 9:00 daily quantization, dropout');
  await newest(workspace, 'Subscribed');

  await ben.command('general', '/papers subscribe 17:00 Dropout, quantization');
  const doubt = await newest(workspace, 'There is a digest about quantization, dropout already, every day at 09:00');
  const before = await wishesIn(workspace);
  await ben.click(doubt.ref, 'subscribe_anyway');
  await newest(workspace, 'ben set up the digest here');

  expect(doubt.buttons).toEqual(['Subscribe anyway', 'Edit that one', 'Change']);
  expect(before).toHaveLength(1);
  expect(await wishesIn(workspace)).toHaveLength(2);
});

/** Channels by their ids. */
const withChannels = ({ blocks }: Posted): string =>
  wordsOn(JSON.parse(JSON.stringify(blocks).replaceAll(/"type":"channel","channel_id":"(\w+)"/g, '"text":"#$1"')));

test.each([
  [
    'quantization in #random',
    'not_in_channel',
    'I cannot post in #C000RANDOM. Paperboy is not in that channel. Invite it with /invite @Paperboy and try again. Then write /papers subscribe 09:00 weekdays quantization tz:Europe/London in #C000RANDOM.',
  ],
  [
    'quantization in #random',
    'is_archived',
    'I cannot post in #C000RANDOM. That channel is archived, so nothing can be posted in it.',
  ],
  [
    'quantization in #random',
    'restricted_action',
    'I cannot post in #C000RANDOM. This workspace does not let Paperboy post there. Ask an admin.',
  ],
  [
    'quantization',
    'is_archived',
    'I cannot post in #C00GENERAL. This channel is archived, so nothing can be posted in it.',
  ],
])('where “%s” meets %s, what is said next can be done: %s', async (line, error, said) => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  for (const on of ['chat.postEphemeral', 'chat.postMessage']) slack.faults.inject({ on, kind: 'refused', error });

  await slack.people.as('ada').command('general', `/papers subscribe ${line}`);

  expect(withChannels(await newest(workspace, 'I cannot post'))).toBe(said);
});

test('whoever is not in a channel does not learn of its digests by trying to set up the same', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  await slack.people.as('ben').command('ml-papers', '/papers subscribe 9:00 daily quantization');
  await nthPosted(slack, 'ml-papers', 2);
  slack.faults.inject({ on: 'chat.postEphemeral', kind: 'refused', error: 'user_not_in_channel' });

  await slack.people.as('ada').command('general', '/papers subscribe 17:00 quantization in #ml-papers');
  const answer = await nthPosted(slack, 'general', 1);

  expect(answer.shown).toBe('Only people in a channel set up its digests. Join it, or choose another one.');
});
