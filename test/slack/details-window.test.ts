import { expect, test } from 'vitest';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const windowOf = ({ slack }: SlackWorkspace) => slack.workspace.openView(slack.people.as('ada').id)?.view;
const windowWords = (workspace: SlackWorkspace): string => wordsOn(windowOf(workspace)?.blocks ?? []);

/** Ada reads the details of a paper that she was told of in #general. */
async function reading(): Promise<{ readonly workspace: SlackWorkspace; readonly answer: Posted }> {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);
  await ada.overflow(answer.ref, 'paper_menu', 'Details');
  await slack.until(() => windowOf(workspace));
  return { workspace, answer };
}

test.each([
  ['paper_similar', 'Papers similar to 2402.17762'],
  ['paper_save', 'Saved'],
])('%s in the window of a paper is answered in a window over it', async (action, shown) => {
  const { workspace } = await reading();
  const { slack } = workspace;

  await slack.people.as('ada').click('modal', action);
  await slack.until(() => windowWords(workspace).includes(shown));

  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test('Share in the window of a paper posts it where the window was opened, and says so', async () => {
  const { workspace } = await reading();
  const { slack } = workspace;

  await slack.people.as('ada').click('modal', 'paper_share');
  const shared = await nthPosted(slack, 'general', 2);
  await slack.until(() => windowWords(workspace).includes('Shared: it stands in the channel for everyone.'));

  expect(shared.onlyFor).toBeUndefined();
  expect(shared.shown).toContain('Massive Activations in Large Language Models');
});

test('where Slack does not take what is shared, the window says why', async () => {
  const { workspace } = await reading();
  const { slack } = workspace;
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'is_archived', times: 9 });

  await slack.people.as('ada').click('modal', 'paper_share');

  await slack.until(() => windowWords(workspace).startsWith('This channel is archived'));
});

test('a window that names another channel than it was opened in posts nothing there', async () => {
  const { workspace } = await reading();
  const { slack } = workspace;
  const view = windowOf(workspace);
  const [seal = ''] = (view?.private_metadata ?? '').split(' ');
  const forged = { ...view, private_metadata: `${seal} ${JSON.stringify({ channel: 'C0MLPAPERS' })}` };
  const value = JSON.stringify({ id: '2402.17762' });

  await slack.deliver('interactive', {
    ...{ type: 'block_actions', team: { id: slack.teamId }, user: { id: slack.people.as('ada').id, name: 'ada' } },
    ...{ api_app_id: 'A00STANDIN', trigger_id: '1.1', container: { type: 'view', view_id: view?.id }, view: forged },
    actions: [{ type: 'button', action_id: 'paper_share', block_id: 'b', action_ts: '1.000001', value }],
  });
  // Whatever came before is answered when this is.
  await slack.people.as('ada').command('general', '/papers help');
  await nthPosted(slack, 'general', 2);

  expect(postedIn(slack, 'C0MLPAPERS')).toEqual([]);
});

test('in App Home there is nowhere to share a paper to', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.openHome();
  await slack.until(() => slack.workspace.home(ada.id));
  await ada.overflow('home', 'paper_menu', 'Details');
  await slack.until(() => windowOf(workspace));

  expect(windowWords(workspace)).toContain('SimilarSave');
  expect(windowWords(workspace)).not.toContain('Share');
});
