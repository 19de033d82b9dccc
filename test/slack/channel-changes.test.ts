import { expect, test } from 'vitest';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const hourMs = 3_600_000;
const channel = 'C00GENERAL';
let serial = 0;

async function subscribed(): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  await workspace.slack.people.as('ada').command('general', '/papers subscribe 9:00 daily quantization top:2');
  await nthPosted(workspace.slack, 'general', 2);
  return workspace;
}

/** Slack tells the bot what happened, and the bot has dealt with it. */
async function happens({ slack }: SlackWorkspace, event: Record<string, unknown>): Promise<void> {
  serial += 1;
  const authorizations = [{ team_id: slack.teamId, user_id: slack.botUserId, is_bot: true }];
  const payload = { type: 'event_callback', team_id: slack.teamId, event_id: `Ev${serial}`, authorizations, event };
  await slack.deliver('events_api' as never, payload);
  const answers = postedIn(slack, 'ml-papers').length;
  await slack.people.as('ada').mention('ml-papers', 'dropout');
  await nthPosted(slack, 'ml-papers', answers + 1);
}

const pausedIn = async ({ digests }: SlackWorkspace) => (await digests.digests.all())[0]?.subscription.paused;

test.each([
  ['channel_archive', { channel }, 'This channel is archived'],
  ['group_deleted', { channel }, 'Paperboy cannot see this channel'],
  ['member_left_channel', { channel, user: 'U00000BOT0' }, 'Paperboy is not in this channel'],
])('after %s its digests stand still with the reason, and the maker is told once', async (type, event, reason) => {
  const workspace = await subscribed();
  const { slack, digests } = workspace;

  await happens(workspace, { type, ...event });
  await digests.pass();
  await digests.pass();

  expect(await pausedIn(workspace)).toContain(reason);
  const direct = slack.workspace.directMessage(slack.people.as('ada').id);
  expect(postedIn(slack, direct).map(({ shown }) => shown)).toEqual([expect.stringContaining(`is paused. ${reason}`)]);
});

test('somebody else who leaves changes nothing, and what was paused by hand stays so', async () => {
  const workspace = await subscribed();
  await happens(workspace, { type: 'member_left_channel', channel, user: 'U00000BEN0' });
  const before = await pausedIn(workspace);
  const [report] = await workspace.digests.digests.all();
  if (report !== undefined) await workspace.digests.digests.pause(report.subscription);

  await happens(workspace, { type: 'channel_unarchive', channel });

  expect(before).toBeUndefined();
  expect(await pausedIn(workspace)).toBe('Paused by hand.');
});

test('a digest whose bot was removed between the post and its details goes on when it is invited again', async () => {
  const workspace = await subscribed();
  const { slack, digests, clock } = workspace;
  clock.now += 9 * hourMs;
  await digests.pass();
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'not_in_channel' });
  clock.now += 2_000;
  await digests.pass();
  const cutShort = (await digests.digests.all())[0];

  await happens(workspace, { type: 'member_joined_channel', channel, user: slack.botUserId });
  for (let pass = 0; pass < 5; pass += 1) {
    await digests.pass();
    clock.now += 2_000;
  }
  const [after] = await digests.digests.all();

  expect(cutShort?.subscription.paused).toContain('not in this channel');
  expect(cutShort?.deliveries[0]).toMatchObject({ state: 'failed', posted: [expect.any(String)] });
  expect(after?.subscription.paused).toBeUndefined();
  expect(after?.deliveries[0]).toMatchObject({ state: 'sent', posted: { length: 3 } });
});

test('a channel that goes by another id keeps its digests', async () => {
  const workspace = await subscribed();

  await happens(workspace, { type: 'channel_id_changed', old_channel_id: channel, new_channel_id: 'C00MOVED0' });

  expect((await workspace.digests.digests.all())[0]?.subscription.channel).toBe('C00MOVED0');
});

test('invited to a channel the bot says once what it does, with a question and a digest to try', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');

  await ada.inviteBot('random');
  const welcome = await nthPosted(slack, 'random', 1);
  await ada.click(welcome.ref, 'run_0');
  const answer = await nthPosted(slack, 'random', 2);
  await ada.click(welcome.ref, 'run_1');
  await slack.until(() => slack.workspace.openView(ada.id));

  expect(welcome.shown).toContain('I find machine-learning papers.');
  expect(welcome.buttons).toEqual(['Try a question', 'Set up a digest']);
  expect(answer.onlyFor).toBe(ada.id);
});
