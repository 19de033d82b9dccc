// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace } from '../support/slack-workspace.ts';

const title = 'Massive Activations in Large Language Models';

test('who opens the direct message sees what can be asked, and each of it is answered', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');

  await ada.openHome('messages');
  const { prompts } = await slack.until(() => slack.workspace.prompts(ada.id));

  expect(prompts.map((prompt) => prompt.title)).toEqual([
    'What’s new?',
    'Papers on KV-cache quantization',
    'Set up my daily digest',
    'What did I save?',
  ]);
  const said: string[] = [];
  for (const { message } of prompts) {
    await ada.say('ada', message);
    const { shown, buttons } = await nthPosted(slack, 'ada', said.length + 1);
    said.push(`${shown.split('\n').slice(0, 2).join(' ')} [${buttons.join()}]`);
  }
  expect(said).toEqual([
    expect.stringContaining('1. '),
    expect.stringMatching(/quantiz/i),
    expect.stringMatching(/digest/i),
    expect.stringMatching(/saved/i),
  ]);
});

test('the Home tab brings no suggestions', async () => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').openHome('home');
  await slack.until(() => slack.workspace.home('U00000ADA0'));

  expect(slack.traffic.calls('assistant.threads.setSuggestedPrompts')).toEqual([]);
});

test('in a thread of the direct message the answer stands there, and until then what the bot does', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const { channel, ts } = await ada.say('ada', 'hello');
  await nthPosted(slack, 'ada', 1);
  slack.faults.inject({ on: 'chat.postMessage', kind: 'slow', delayMs: 300 });

  await ada.say('ada', 'massive activations', { threadTs: ts });
  const status = await slack.until(() => slack.workspace.status({ channel, ts }) || undefined);
  const answer = await nthPosted(slack, 'ada', 2);
  await ada.say('ada', 'only with code', { threadTs: ts });
  const narrowed = await nthPosted(slack, 'ada', 3);

  expect(status).toBe('is looking through 119 papers…');
  expect([answer.thread, answer.shown.includes(title)]).toEqual([ts, true]);
  expect([narrowed.thread, narrowed.shown]).toEqual([ts, expect.stringContaining('with code')]);
  expect(slack.workspace.status({ channel, ts })).toBe('');
});

test('at the top of the direct message the answer stands at the top, without a status', async () => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').say('ada', 'massive activations');

  expect((await nthPosted(slack, 'ada', 1)).thread).toBeUndefined();
  expect(slack.traffic.calls('assistant.threads.setStatus')).toEqual([]);
});

test('in channels there is no status', async () => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').mention('general', 'massive activations');
  await nthPosted(slack, 'general', 1);

  expect(slack.traffic.calls('assistant.threads.setStatus')).toEqual([]);
});

test.each([
  ['without the permission', { scopes: ['chat:write', 'im:history', 'users:read'] }],
  ['where the app is no agent', { isAgent: false }],
])('%s there are no suggestions, answers come as ever, and the log says so once', async (_, app) => {
  const { slack, logs } = await openSlackWorkspace({ app });
  const ada = slack.people.as('ada');

  for (let time = 0; time < 3; time += 1) await ada.openHome('messages');
  const { ts } = await ada.say('ada', 'hello');
  await nthPosted(slack, 'ada', 1);
  await ada.say('ada', 'massive activations', { threadTs: ts });

  expect((await nthPosted(slack, 'ada', 2)).shown).toContain(title);
  const told = logs.filter(({ msg, level }) => msg === 'No suggestions above a direct message' && level === 40);
  expect(told).toHaveLength(1);
  expect(postedIn(slack, 'ada')).toHaveLength(2);
});

test('a status that hangs holds no answer up, and is taken back when it comes after all', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const { channel, ts } = await ada.say('ada', 'hello');
  await nthPosted(slack, 'ada', 1);
  slack.faults.inject({ on: 'assistant.threads.setStatus', kind: 'slow', delayMs: 1_500 });

  await ada.say('ada', 'massive activations', { threadTs: ts });
  await nthPosted(slack, 'ada', 2);
  const calls = () => slack.traffic.calls('assistant.threads.setStatus');
  await slack.until(() => calls().some((call) => (call.arguments as { status: string }).status === ''));

  expect(slack.workspace.status({ channel, ts })).toBe('');
});
