// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { composeReading } from '../../src/compose.ts';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const massive = '2402.17762';
const listOver = ({ store, clock }: SlackWorkspace) => composeReading({ store, now: () => clock.now }).list;

test('Save in the menu of a private answer keeps the paper for that person alone, and Undo takes it back', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');

  await ada.overflow((await nthPosted(slack, 'general', 1)).ref, 'paper_menu', 'Save');
  const saved = await nthPosted(slack, 'general', 2);
  const list = listOver(workspace);
  const person = { team: slack.teamId, person: ada.id };

  expect([saved.shown, saved.onlyFor]).toEqual([expect.stringContaining('Saved. /papers saved lists'), ada.id]);
  expect(await list.mine(person)).toMatchObject([{ id: massive, channel: undefined }]);

  await ada.click(saved.ref, 'paper_unsave');
  const removed = await slack.until(() => postedIn(slack, 'general').find(({ shown }) => shown.startsWith('Removed')));
  expect(removed.shown).toContain('“Massive Activations in Large Language Models”');
  expect(await list.mine(person)).toEqual([]);

  await ada.click(removed.ref, 'paper_restore_saved');
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.startsWith('Back among')));
  expect(await list.mine(person)).toMatchObject([{ id: massive }]);
});

test('saved from what everyone in a channel sees, a paper stands in its reading list; a second time is told', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers massive activations');
  await ada.overflow((await nthPosted(slack, 'general', 1)).ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'general', 2);

  await ben.overflow(shared.ref, 'paper_menu', 'Save');
  const saved = await nthPosted(slack, 'general', 3);
  await ben.overflow(shared.ref, 'paper_menu', 'Save');
  const again = await nthPosted(slack, 'general', 4);

  expect([saved.shown, saved.onlyFor]).toEqual([
    expect.stringContaining('Saved, and people here see it in this channel’s reading list.'),
    ben.id,
  ]);
  expect(again.shown).toContain('You saved “Massive Activations in Large Language Models” before.');
  const place = { team: slack.teamId, channel: 'C00GENERAL' };
  expect(await listOver(workspace).ofChannel(place)).toMatchObject([{ id: massive, person: ben.id }]);
});
