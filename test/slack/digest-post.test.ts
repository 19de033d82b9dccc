import { expect, test } from 'vitest';
import { nthPosted, postedIn } from '../support/posted.ts';
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
  const [first, second] = asked.blocks.slice(1).map(({ accessory }) => accessory);
  await ada.click(asked.ref, 'subscription_preview');
  const preview = await nthPosted(slack, 'general', 6);

  expect(asked.shown).toContain(
    'Which digest do you want to preview?\nquantization, every day at 09:00 (Europe/London)',
  );
  expect([first, second]).toMatchObject([
    { accessibility_label: 'Preview of quantization' },
    { accessibility_label: 'Preview of dropout' },
  ]);
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

test('times name their zone for whoever has another clock than the digest', async () => {
  const { slack } = await subscribed('9:00 daily quantization top:1 tz:Tokyo');

  await slack.people.as('ada').command('general', '/papers preview');
  const preview = await nthPosted(slack, 'general', 3);

  expect(preview.shown).toContain('The digest comes Sun 15 Jun, 09:00 (Asia/Tokyo);');
});
