// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const paper = { id: '2402.17762', title: 'Massive Activations' };

/** Ada has saved and follows something, and set up a digest for herself and one for #general; so has Ben but for the digests. */
async function inUse(): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  const { slack, reading } = workspace;
  for (const name of ['ada', 'ben']) {
    const person = { team: slack.teamId, person: slack.people.as(name).id };
    await reading.list.save(person, paper, 'C00GENERAL');
    await reading.follows.followAuthor(person, 'Ada Marlowe');
  }
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe 9:00 daily quantization details:off');
  await nthPosted(slack, 'general', 2);
  await ada.command('general', '/papers subscribe 9:00 daily pruning details:off to me');
  await nthPosted(slack, 'general', 3);
  return workspace;
}

const kept = async ({ slack, reading, digests }: SlackWorkspace, name: string) => {
  const person = { team: slack.teamId, person: slack.people.as(name).id };
  const all = await digests.digests.all();
  return {
    saved: (await reading.list.mine(person)).length,
    follows: (await reading.follows.mine(person)).length,
    digests: all.filter(({ subscription }) => subscription.createdBy === person.person).length,
  };
};

test('who wants to be forgotten is asked once, reads what is kept, and then nothing of them is', async () => {
  const workspace = await inUse();
  const { slack, digests } = workspace;
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers forget me');
  const asked = await nthPosted(slack, 'general', 4);
  const before = await kept(workspace, 'ada');
  await ada.click(asked.ref, 'forget_me');
  const done = await slack.until(() =>
    postedIn(slack, 'general').find(({ shown }) => shown.startsWith('Done. I keep')),
  );

  expect(asked.onlyFor).toBe(ada.id);
  expect(asked.shown).toContain(
    'I keep of you in this workspace: one saved paper, one author or paper that you follow, a digest of your own with its history and your name beside one digest of a channel. Besides,',
  );
  expect(asked.buttons).toEqual(['Forget me', 'Keep it']);
  expect(before).toEqual({ saved: 1, follows: 1, digests: 2 });
  expect(done.onlyFor).toBe(ada.id);
  expect(await kept(workspace, 'ada')).toEqual({ saved: 0, follows: 0, digests: 0 });
  expect(await kept(workspace, 'ben')).toEqual({ saved: 1, follows: 1, digests: 0 });
  expect(await digests.digests.all()).toMatchObject([
    { subscription: { channel: 'C00GENERAL', createdBy: 'somebody who left' } },
  ]);
});

test('a digest that one only changed, and one that was stopped, are told as well', async () => {
  const workspace = await inUse();
  const { slack } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ben.command('general', '/papers pause quantization');
  await nthPosted(slack, 'general', 4);

  await ben.command('general', '/papers forget me');
  const changed = await nthPosted(slack, 'general', 5);
  for (const { subscription } of await workspace.digests.digests.all())
    await workspace.digests.digests.remove(subscription);
  await ada.command('general', '/papers forget me');
  const stopped = await nthPosted(slack, 'general', 6);

  expect(changed.shown).toContain('one author or paper that you follow and your name beside one digest of a channel.');
  expect(stopped.shown).toContain(
    'a digest of your own with its history and your name beside one digest of a channel.',
  );
});

test('who keeps it loses nothing, and in a mention nobody else reads of it', async () => {
  const workspace = await inUse();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.mention('general', 'what do you know about me?');
  const asked = await nthPosted(slack, 'general', 4);
  await ada.click(asked.ref, 'dismiss');

  expect(asked.onlyFor).toBe(ada.id);
  expect(await kept(workspace, 'ada')).toEqual({ saved: 1, follows: 1, digests: 2 });
});

test('a workspace that removes the app leaves nothing behind', async () => {
  const workspace = await inUse();
  const { slack, digests } = workspace;

  await slack.uninstall();
  await slack.until(() => workspace.logs.some(({ msg }) => String(msg).startsWith('The app was removed')));

  expect([await kept(workspace, 'ada'), await kept(workspace, 'ben')]).toEqual([
    { saved: 0, follows: 0, digests: 0 },
    { saved: 0, follows: 0, digests: 0 },
  ]);
  expect(await digests.digests.all()).toEqual([]);
});
