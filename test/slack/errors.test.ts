import { expect, test } from 'vitest';
import { aPaper } from '../support/builders.ts';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith, type SlackWorkspace } from '../support/slack-workspace.ts';

/** The reference id in what the person sees, and the log line that holds it. */
function reported({ logs }: SlackWorkspace, shown: string): Record<string, unknown> | undefined {
  const reference = /PB-[2-9A-Z]{6}/.exec(shown)?.[0];
  return logs.find((line) => line['reference'] === reference && line['msg'] === 'Request failed');
}

test('an error is told in one plain sentence with a reference id, and the log has the cause under the same id', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  slack.faults.inject({ on: 'views.open', kind: 'refused', error: 'view_too_large' });
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers subscribe');
  const told = await nthPosted(slack, 'general', 1);

  expect(told.shown).toMatch(/^Slack did not understand .* in the log\. \(reference PB-[2-9A-Z]{6}\)$/);
  expect(reported(workspace, told.shown)).toMatchObject({
    code: 'view_too_large',
    cure: expect.stringContaining('Report it'),
    err: { type: expect.any(String) },
  });
});

test('a message that Slack does not take as it is written goes once more in plain form, and the log holds our fault', async () => {
  const { slack, logs } = await openSlackWorkspace();
  slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'msg_too_long' });

  await slack.people.as('ada').mention('general', 'massive activations');
  const plain = await nthPosted(slack, 'general', 1);

  expect(plain.blocks).toEqual([]);
  expect(plain.fallback).toContain('1. Massive Activations in Large Language Models');
  expect(logs.filter(({ level, code }) => level === 50 && code === 'msg_too_long')).toHaveLength(1);
});

test.each([
  ['is_archived', 'This channel is archived'],
  ['restricted_action', 'does not let Paperboy post here'],
  ['missing_scope', 'Ask an admin to install the app again'],
  ['token_revoked', 'access to this workspace was withdrawn'],
  ['expired_trigger_id', 'Press the button again'],
])('%s when a paper is opened or shared has a sentence of its own', async (error, sentence) => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);
  slack.faults.inject({
    on: error === 'expired_trigger_id' ? 'views.open' : 'chat.postMessage',
    kind: 'refused',
    error,
  });

  await ada.overflow(answer.ref, 'paper_menu', error === 'expired_trigger_id' ? 'Details' : 'Share to channel');
  const told = await nthPosted(slack, 'general', 2);

  expect(told.shown).toContain(sentence);
  expect(told.onlyFor).toBe(ada.id);
  expect(reported(workspace, told.shown)).toMatchObject({ code: error });
});

test('a revoked token does not silence /papers: its answers go through the response_url', async () => {
  const { slack } = await openSlackWorkspace();

  slack.faults.revokeToken();
  await slack.people.as('ada').command('general', '/papers massive activations');

  expect((await nthPosted(slack, 'general', 1)).links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
});

test('an answer whose response_url has expired is whispered instead of lost', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const expired = { on: 'response_url', kind: 'refused', error: 'expired_url' } as const;

  slack.faults.inject(expired);
  await ada.command('general', '/papers massive activations');
  const whispered = await nthPosted(slack, 'general', 1);

  expect(whispered.onlyFor).toBe(ada.id);
  expect(whispered.links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
});

test('where the bot is not a member either, the answer comes as a direct message', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');

  slack.faults.inject({ on: 'response_url', kind: 'refused', error: 'expired_url' });
  await ada.command('random', '/papers massive activations');
  const direct = await nthPosted(slack, slack.workspace.directMessage(ada.id), 1);

  expect(direct.links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
});

test('told to slow down, the bot waits as long as Slack says and answers once', async () => {
  const { slack, waits } = await openSlackWorkspace();
  slack.faults.inject({ on: 'chat.postMessage', kind: '429', retryAfterSeconds: 7 });

  await slack.people.as('ada').mention('general', 'massive activations');
  await nthPosted(slack, 'general', 1);

  expect(waits).toEqual([7_000]);
  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test('told to slow down on a response_url, the bot waits and answers once', async () => {
  const { slack, waits } = await openSlackWorkspace();
  slack.faults.inject({ on: 'response_url', kind: '429' });

  await slack.people.as('ada').command('general', '/papers massive activations');
  await nthPosted(slack, 'general', 1);

  expect(waits).toEqual([1_000]);
  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test.each([{ kind: 'html' }, { kind: '500' }, { kind: 'drop' }, { kind: 'badjson' }] as const)(
  'a response_url that answers with $kind is no yes: the answer comes another way, once',
  async (fault) => {
    const { slack, logs } = await openSlackWorkspace();
    const ada = slack.people.as('ada');
    slack.faults.inject({ on: 'response_url', ...fault });

    await ada.command('general', '/papers massive activations');
    await ada.command('general', '/papers help');
    await nthPosted(slack, 'general', 2);

    const lists = postedIn(slack, 'general').filter(({ shown }) => shown.includes('Massive Activations'));
    expect(lists.map(({ onlyFor }) => onlyFor)).toEqual([ada.id]);
    expect(logs.map(({ msg }) => msg)).toContain('A way to answer is closed');
  },
);

test('the apology itself waits when Slack says to slow down', async () => {
  const { slack, waits } = await openSlackWorkspace();
  slack.faults.inject({ on: 'views.open', kind: 'refused', error: 'invalid_arguments' });
  slack.faults.inject({ on: 'response_url', kind: 'refused' });
  slack.faults.inject({ on: 'chat.postEphemeral', kind: '429', retryAfterSeconds: 2 });

  await slack.people.as('ada').command('general', '/papers subscribe');

  expect((await nthPosted(slack, 'general', 1)).shown).toContain('Slack did not understand');
  expect(waits).toEqual([2_000]);
});

test('after a wait that nobody would sit out the answer comes another way, and says why', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  slack.faults.inject({ on: 'chat.postMessage', kind: '429', retryAfterSeconds: 300 });

  await ada.mention('general', 'massive activations');
  const told = await nthPosted(slack, 'general', 1);

  expect(told.shown).toContain('I could not answer where you asked. Slack asks Paperboy to slow down.');
  expect(told.links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
  expect(told.onlyFor).toBe(ada.id);
});

test('a button of a paper that left the library says so', async () => {
  const paperboy = paperboyWith([aPaper({ id: '2402.17762', title: 'Massive activations' })]);
  const { slack } = await openSlackWorkspace({ paperboy });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);

  paperboy.library.remove('2402.17762');
  await ada.overflow(answer.ref, 'paper_menu', 'Details');
  const told = await nthPosted(slack, 'general', 2);

  expect(told.shown).toBe('The library no longer holds that paper.');
});
