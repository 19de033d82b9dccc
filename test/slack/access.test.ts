import { expect, test } from 'vitest';
import { nthPosted, postedIn } from '../support/posted.ts';
import { readiness } from '../support/readiness.ts';
import { openSlackWorkspace } from '../support/slack-workspace.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

test.each([
  ['account_inactive', 'access to this workspace was withdrawn'],
  ['token_revoked', 'access to this workspace was withdrawn'],
  ['token_expired', 'access to this workspace was withdrawn'],
  ['invalid_auth', 'access to this workspace was withdrawn'],
  ['team_access_not_granted', 'access to this workspace was withdrawn'],
  ['org_login_required', 'moved to an organisation'],
  ['team_added_to_org', 'moved to an organisation'],
  ['ekm_access_denied', 'suspended posting'],
  ['two_factor_setup_required', 'two-factor'],
  ['missing_scope', 'lacks a permission'],
])('%s is a state of the workspace that everybody can see, until it is over', async (error, sentence) => {
  const workspace = await openSlackWorkspace();
  const { slack, digests, clock } = workspace;
  const ada = slack.people.as('ada');
  const directMessage = slack.workspace.directMessage(ada.id);
  await ada.command('general', '/papers subscribe 9:00 daily quantization details:off');
  await nthPosted(slack, 'general', 1);
  slack.faults.revokeToken(error);
  clock.now += 9 * hourMs;

  await digests.pass();
  await digests.pass();
  await ada.command('random', '/papers status');
  const status = await nthPosted(slack, 'random', 1);
  const during = await readiness(workspace);
  const [whileLost] = await digests.digests.all();
  slack.faults.restoreToken();
  clock.now += minuteMs;
  await digests.pass();
  await digests.pass();

  expect(status.shown).toContain('No access to Slack since Sat 14 Jun');
  expect(status.shown).toContain(sentence);
  expect(during).toMatchObject({ status: 503, body: { ready: false, slack: 'no access' } });
  expect(whileLost?.subscription.paused).toBeUndefined();
  expect(
    workspace.logs.filter(({ code, msg }) => code === error && String(msg).includes('refuses the bot')),
  ).toHaveLength(1);
  expect((await digests.digests.all())[0]?.deliveries[0]?.state).toBe('sent');
  expect(postedIn(slack, directMessage).map(({ shown }) => shown)).toEqual([
    expect.stringContaining('It is back, and your digests go on'),
  ]);
  expect(await readiness(workspace)).toMatchObject({ status: 200, body: { slack: 'connected' } });
});

test('a mention that is refused is answered when access is back in time', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, clock, questions } = workspace;
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'account_inactive' });

  await slack.people.as('ada').mention('general', 'massive activations');
  await slack.people.as('ada').mention('ml-papers', 'dropout');
  await nthPosted(slack, 'ml-papers', 1);
  clock.now += minuteMs;
  await questions.recover();

  expect(postedIn(slack, 'general').map(({ links }) => links[0]?.url)).toEqual(['https://arxiv.org/abs/2402.17762']);
});
