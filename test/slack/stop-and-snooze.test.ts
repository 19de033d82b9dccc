import { expect, test } from 'vitest';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const about = 'quantization, every day at 09:00 (Europe/London)';

/** Ada subscribes #general at midnight of Sat 14 June 2025 UTC. */
async function subscribed(): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  await workspace.slack.people.as('ada').command('general', '/papers subscribe 9:00 daily quantization details:off');
  await nthPosted(workspace.slack, 'general', 2);
  return workspace;
}

function newest({ slack }: SlackWorkspace, isWanted: (posted: Posted) => boolean): Promise<Posted> {
  return slack.until(() => postedIn(slack, 'general').findLast(isWanted));
}

const reads =
  (words: string) =>
  ({ shown }: Posted): boolean =>
    shown.includes(words);

/** Every way to the end of a digest; each asks once. */
const ways: Readonly<Record<string, (workspace: SlackWorkspace) => Promise<Posted>>> = {
  async 'the command'(workspace) {
    await workspace.slack.people.as('ben').command('general', '/papers unsubscribe');
    return newest(workspace, reads('Stop this digest?'));
  },
  async 'the list'(workspace) {
    await workspace.slack.people.as('ben').command('general', '/papers subscriptions');
    return newest(workspace, reads('One digest here'));
  },
  async 'its post'(workspace) {
    workspace.clock.now += 8 * hourMs;
    await workspace.digests.pass();
    return newest(workspace, ({ buttons }) => buttons.includes('Manage'));
  },
};

test.each(Object.keys(ways))(
  'by %s stopping is asked once, tells the channel, and Undo restores it exactly',
  async (way) => {
    const workspace = await subscribed();
    const { slack, digests } = workspace;
    const ben = slack.people.as('ben');
    const asked = await ways[way]?.(workspace);
    if (asked === undefined) throw new Error('No such way.');
    const before = await digests.digests.all();

    await ben.click(asked.ref, 'subscription_remove');
    const stopped = await newest(
      workspace,
      ({ shown, onlyFor }) => shown.startsWith(`Stopped: ${about}.`) && onlyFor === ben.id,
    );
    const meanwhile = await digests.digests.all();
    await ben.click(stopped.ref, 'subscription_restore');
    await newest(workspace, reads('It is back as it was. The next digest comes '));

    const asks = JSON.stringify(asked.blocks).split('Its history of sent papers is kept for 30 days.').length - 1;
    expect(asks).toBe(1);
    expect(stopped.buttons).toEqual(['Undo']);
    expect(meanwhile).toEqual([]);
    expect(await digests.digests.all()).toEqual(before);
    const publicly = postedIn(slack, 'general').filter(
      ({ onlyFor, ref }) => onlyFor === undefined && ref.ts !== asked.ref.ts,
    );
    expect(publicly.map(({ shown }) => shown.replace(/\. See it with .*/, '.'))).toEqual([
      `ada set up the digest here: ${about}.`,
      `ben stopped the digest here: ${about}.`,
      `ben brought back the digest here: ${about}.`,
    ]);
  },
);

test('Undo twice, or after 30 days, says that there is nothing to undo', async () => {
  const workspace = await subscribed();
  const { slack, clock, digests } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers unsubscribe');
  const asked = await newest(workspace, reads('Stop this digest?'));
  await ada.click(asked.ref, 'subscription_remove');
  const stopped = await newest(workspace, reads('Stopped: '));

  clock.now += 31 * dayMs;
  await ada.click(stopped.ref, 'subscription_restore');
  await newest(workspace, reads('There is nothing to undo'));

  expect(await digests.digests.all()).toEqual([]);
});

test.each([
  ['/papers snooze', 'Sat 21 Jun', 'Sat 21 Jun, 09:00'],
  ['/papers snooze the digest for two weeks', 'Sat 28 Jun', 'Sat 28 Jun, 09:00'],
  ['/papers snooze until 1 July', 'Tue 1 Jul', 'Tue 1 Jul, 09:00'],
])('“%s” snoozes until %s, which the list says, and “Resume” ends it', async (line, until, next) => {
  const workspace = await subscribed();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.command('general', line);
  const told = await newest(workspace, reads('Snoozed until'));
  await ada.command('general', '/papers subscriptions');
  const list = await newest(workspace, reads('One digest here'));
  await ada.click(told.ref, 'subscription_resume');
  const resumed = await newest(workspace, ({ ref, shown }) => ref.ts === told.ref.ts && shown.startsWith('One digest'));

  expect(told.shown).toContain(`Snoozed until ${until}: ${about}. The next digest comes ${next}.`);
  expect(told.buttons).toEqual(['Resume now', 'Another day']);
  expect(list.shown).toContain(`Snoozed until ${until}. Next: ${next}`);
  expect(list.buttons).toEqual(['Resume', 'Edit', 'Preview', 'Run now', 'Stop']);
  expect(resumed.shown).toContain('Next: Sat 14 Jun, 09:00');
});

test('“Snooze” in the list asks until when, a week from now at first; a day that is past is refused in the window', async () => {
  const workspace = await subscribed();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscriptions');
  const list = await newest(workspace, reads('One digest here'));

  await ada.click(list.ref, 'snooze_digest');
  const { view } = await slack.until(() => slack.workspace.openView(ada.id));
  await ada.submit({ snooze_until: '2025-06-14' });
  const refused = slack.workspace.openView(ada.id)?.errors;
  await ada.submit({ snooze_until: '2025-06-18' });
  const told = await newest(workspace, reads('Snoozed until'));

  expect(JSON.stringify(view.blocks)).toContain('"initial_date":"2025-06-21"');
  expect(wordsOn(view.blocks)).toContain(about);
  expect(refused).toEqual({ snooze_until: 'Choose a day from tomorrow to a year from now.' });
  expect(told).toMatchObject({ onlyFor: ada.id, shown: expect.stringContaining('Snoozed until Wed 18 Jun') });
});

test('words that are no day snooze nothing and are answered with ones that are', async () => {
  const workspace = await subscribed();

  await workspace.slack.people.as('ada').command('general', '/papers snooze until the cows come home');
  const told = await newest(workspace, reads('is no day that I know'));

  expect(told.shown).toContain('Write /papers snooze two weeks or /papers snooze until 7 Dec.');
  expect(await workspace.digests.digests.all()).toMatchObject([{ isAsleep: false }]);
});
