import { expect, test } from 'vitest';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const hourMs = 3_600_000;

/** Ada subscribes #general at midnight UTC of Sat 14 June 2025. */
async function subscribed(...lines: readonly string[]): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  for (const [index, line] of lines.entries()) {
    await workspace.slack.people.as('ada').command('general', `/papers subscribe ${line}`);
    await nthPosted(workspace.slack, 'general', 2 * index + 2);
  }
  return workspace;
}

/** Passes by the bot until nothing is left to post. */
async function postAll({ digests, clock }: SlackWorkspace): Promise<void> {
  for (let pass = 0; pass < 6; pass += 1) {
    await digests.pass();
    clock.now += 2_000;
  }
}

test('Manage under a post shows whoever presses it what can be done with that digest, and no other', async () => {
  const workspace = await subscribed('9:00 daily quantization top:1', '20:00 daily dropout');
  const { slack, clock } = workspace;
  const ben = slack.people.as('ben');
  clock.now += 9 * hourMs;
  await postAll(workspace);
  const post = await nthPosted(slack, 'general', 5);

  await ben.click(post.ref, 'digest_manage');
  const managed = await nthPosted(slack, 'general', 7);

  expect(post.buttons.slice(-3)).toEqual(['Manage', 'Snooze', 'Stop']);
  expect(managed.onlyFor).toBe(ben.id);
  expect(managed.shown).toMatch(/^quantization\nevery day at 09:00/);
  expect(managed.shown).not.toContain('dropout');
  expect(managed.buttons).toContain('Pause');
});

test('of several digests “preview” asks which one, each with a plain button of its own name', async () => {
  const { slack } = await subscribed('9:00 daily quantization top:1', '20:00 daily dropout');
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers preview');
  const asked = await nthPosted(slack, 'general', 5);
  await ada.click(asked.ref, 'subscription_preview');
  const preview = await nthPosted(slack, 'general', 6);

  const labels = JSON.stringify(asked.blocks).match(/Preview: \w+/g);
  expect(asked.shown).toMatch(/^Which digest do you want to preview\?\n/);
  expect(asked.shown).toContain('quantization, every day at 09:00 (Europe/London)');
  expect(labels?.toSorted()).toEqual(['Preview: dropout', 'Preview: quantization']);
  expect(JSON.stringify(asked.blocks)).not.toContain('"style":"danger"');
  expect(preview.onlyFor).toBe(ada.id);
});

test('a preview looks as the post will', async () => {
  const workspace = await subscribed('9:00 daily quantization top:2');
  const { slack, clock } = workspace;

  await slack.people.as('ada').command('general', '/papers preview');
  const preview = await nthPosted(slack, 'general', 3);
  clock.now += 8 * hourMs; // 09:00 in London
  await postAll(workspace);
  const post = postedIn(slack, 'general')[3];

  const [lead, ...others] = preview.shown.split('\n\n');
  expect(lead).toBe('Only you see this preview. The digest comes Sat 14 Jun, 09:00; posted now it would be:');
  expect(post?.shown.split('\nManage')[0]).toBe(others.join('\n\n'));
});

test.each([
  ['preview', 'The digest comes Sat 14 Jun, 09:00;', 'The digest comes Sat 14 Jun, 09:00 (Europe/London);'],
  ['subscriptions', '\nNext: Sat 14 Jun, 09:00\n', '\nNext: Sat 14 Jun, 09:00 (Europe/London)\n'],
  ['status', 'digest: Sat 14 Jun, 09:00 (quantization)', 'digest: Sat 14 Jun, 09:00 (Europe/London) (quantization)'],
])('“%s” names the zone of times for whoever has another clock than the digest', async (words, own, other) => {
  const { slack } = await subscribed('9:00 daily quantization top:1');

  await slack.people.as('ada').command('general', `/papers ${words}`);
  const ofAda = await nthPosted(slack, 'general', 3);
  await slack.people.as('ben').command('general', `/papers ${words}`);
  const ofBen = await nthPosted(slack, 'general', 4);

  expect(ofAda.shown).toContain(own);
  expect(ofBen.shown).toContain(other);
});

/** Ada presses "Run now" in the list of #general; gives the question. */
async function askedToRun({ slack }: SlackWorkspace): Promise<Posted> {
  await slack.people.as('ada').command('general', '/papers subscriptions');
  const list = await nthPosted(slack, 'general', 3);
  await slack.people.as('ada').click(list.ref, 'subscription_run_now');
  return nthPosted(slack, 'general', 4);
}

test('“run now” asks where; posted in the channel it does not use up the day', async () => {
  const workspace = await subscribed('9:00 daily quantization details:off top:1');
  const { slack, clock } = workspace;
  const asked = await askedToRun(workspace);

  await slack.people.as('ada').click(asked.ref, 'subscription_run_here');
  await slack.until(() => slack.workspace.message(asked.ref)?.text === 'The digest is on its way.');
  await postAll(workspace);
  const byHand = await nthPosted(slack, 'general', 5);
  clock.now += 8 * hourMs;
  await postAll(workspace);
  const scheduled = await nthPosted(slack, 'general', 6);
  await slack.people.as('ada').command('general', '/papers subscriptions');
  const list = await nthPosted(slack, 'general', 7);

  expect(asked.onlyFor).toBe(slack.people.as('ada').id);
  expect(asked.shown).toContain('Post a digest in #general now? The next one still comes at its time');
  expect(asked.buttons).toEqual(['Post in #general', 'Only for me', 'Cancel']);
  expect(byHand.shown).toContain('posted by hand');
  expect(scheduled.links[0]?.text).not.toBe(byHand.links[0]?.text);
  expect(list.shown).toContain('Sat 14 Jun, by hand: posted Sat 14 Jun, 01:00');
  expect(list.shown).toContain('Sat 14 Jun: posted Sat 14 Jun, 09:00');
});

test('“only for me” shows the digest to whoever asked, with a menu that tells more of each paper; nothing counts as sent', async () => {
  const workspace = await subscribed('9:00 daily quantization top:1');
  const { slack, digests } = workspace;
  const ada = slack.people.as('ada');
  const asked = await askedToRun(workspace);

  await ada.click(asked.ref, 'subscription_run_for_me');
  await slack.until(() => slack.workspace.message(asked.ref)?.text.startsWith('Quantization, one paper'));
  await ada.select(asked.ref, 'digest_paper', '1. LLM-FP4: 4-Bit Floating-Point Quantized Transformers');
  const more = await nthPosted(slack, 'general', 5);
  const [report] = await digests.digests.all();

  expect(slack.workspace.message(asked.ref)?.ephemeralFor).toBe(ada.id);
  expect(more.onlyFor).toBe(ada.id);
  expect(more.shown).toMatch(/^LLM-FP4.*\nWhat is new: We propose LLM-FP4/);
  expect(report?.deliveries).toEqual([]);
});

test('“cancel” takes the question away', async () => {
  const workspace = await subscribed('9:00 daily quantization top:1');
  const { slack, digests } = workspace;
  const asked = await askedToRun(workspace);

  await slack.people.as('ada').click(asked.ref, 'dismiss');
  await slack.until(() => slack.workspace.message(asked.ref) === undefined);

  expect((await digests.digests.all())[0]?.deliveries).toEqual([]);
});

test('a paused digest is posted for nobody but whoever asks', async () => {
  const workspace = await subscribed('9:00 daily quantization top:1');
  const [report] = await workspace.digests.digests.all();
  if (report !== undefined) await workspace.digests.digests.pause(report.subscription);

  const asked = await askedToRun(workspace);

  expect(asked.buttons).toEqual(['Only for me', 'Cancel']);
});

function windowOf({ slack }: SlackWorkspace, person: string): string {
  return wordsOn(slack.workspace.openView(slack.people.as(person).id)?.view.blocks ?? []);
}

/** The digest of quantization came with one paper, LLM-FP4, and Ada says that it is not relevant. */
async function notRelevant(): Promise<SlackWorkspace> {
  const workspace = await subscribed('9:00 daily quantization top:1');
  const { slack, clock } = workspace;
  clock.now += 9 * hourMs;
  await postAll(workspace);
  const reply = await nthPosted(slack, 'general', 4);
  await slack.people.as('ada').click(reply.ref, 'digest_not_relevant');
  await slack.until(() => windowOf(workspace, 'ada').includes('No paper is posted here twice'));
  return workspace;
}

test('“Not relevant” offers phrases of the paper, each with how many papers it leaves out; whoever saved them reads it', async () => {
  const workspace = await notRelevant();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  const offered = windowOf(workspace, 'ada');

  await ada.submit({ not_relevant_words: ['post-training quantization'], not_relevant_exclusions: 'toy problems' });
  const told = await nthPosted(slack, 'general', 5);

  expect(offered).toMatch(/post-training quantizationleaves out 1 of \d+ other papers that fit this digest/);
  expect(told.onlyFor).toBe(ada.id);
  expect(told.shown).toContain('Saved: quantization, without toy problems and post-training quantization, every day');
});

test('where nothing was chosen in that window nothing is changed, and nobody is named for it', async () => {
  const { slack, digests } = await notRelevant();

  await slack.people.as('ada').submit({});
  const told = await nthPosted(slack, 'general', 5);

  expect(told.shown).toBe('Nothing to save: the digest stays as it was.');
  expect((await digests.digests.all())[0]?.subscription.changedBy).toBeUndefined();
});

test('“Fewer like this paper” is a condition that everybody sees, and can take back in the window of the digest', async () => {
  const workspace = await notRelevant();
  const { slack, digests } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  const name = 'LLM-FP4: 4-Bit Floating-Point Quantized Transformers';
  const fewerLike = async () => (await digests.digests.all())[0]?.subscription.fewerLike;
  const offered = windowOf(workspace, 'ada');
  await ada.submit({ not_relevant_like: ['2310.16836'] });
  const told = await nthPosted(slack, 'general', 5);
  const saved = await fewerLike();
  await ben.command('general', '/papers subscriptions');
  const list = await nthPosted(slack, 'general', 6);

  await ben.click(list.ref, 'subscription_edit');
  await slack.until(() => windowOf(workspace, 'ben').includes('Untick a paper to have others like it again.'));
  await ben.submit({ subscription_fewer_like: [] });
  await nthPosted(slack, 'general', 7);

  expect(offered).toMatch(/Fewer like this paperleaves out \d+ of \d+ other papers that fit this digest/);
  expect(saved).toEqual([{ id: '2310.16836', title: name }]);
  expect(told.shown).toContain(`Saved: quantization, fewer like “${name}”, every day`);
  expect(list.shown).toContain(`quantization, fewer like “${name}”`);
  expect(await fewerLike()).toEqual([]);
});
