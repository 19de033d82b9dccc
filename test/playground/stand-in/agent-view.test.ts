import { expect, test } from 'vitest';
import { createManualClock } from './manual-clock.ts';
import { anAppWith, aStandIn, callApi } from './support.ts';

const channel_id = 'D00000ADA0';
const prompts = [{ title: 'New', message: 'What is new?' }];
const scopes = ['chat:write', 'assistant:write'];
const anAgent = anAppWith({ isAgent: true, scopes });

test('an agent suggests words above the direct message, four at most', async () => {
  const slack = await aStandIn({ app: anAgent });

  expect(await callApi(slack, 'assistant.threads.setSuggestedPrompts', { channel_id, title: 'Try', prompts })).toEqual({
    ok: true,
  });
  const many = await callApi(slack, 'assistant.threads.setSuggestedPrompts', {
    channel_id,
    prompts: Array(5).fill(prompts[0]),
  });

  expect(slack.workspace.prompts('U00000ADA0')).toEqual({ title: 'Try', prompts });
  expect(slack.workspace.prompts('U00000BEN0')).toBeUndefined();
  expect(many.error).toBe('invalid_arguments');
});

test('its status stands in a thread until it answers, takes it back, or two minutes are over', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ app: anAgent, clock });
  const { ts } = await slack.people.as('ada').say('ada', 'kv cache');
  const say = (status: string) => callApi(slack, 'assistant.threads.setStatus', { channel_id, thread_ts: ts, status });
  const shown = () => slack.workspace.status({ channel: channel_id, ts });

  await say('is looking…');
  expect(shown()).toBe('is looking…');
  await say('');
  expect(shown()).toBe('');
  await say('is looking…');
  await callApi(slack, 'chat.postMessage', { channel: channel_id, thread_ts: ts, text: 'Here' });
  expect(shown()).toBe('');
  await say('is looking…');
  clock.advance(120_000);
  expect(shown()).toBe('');
});

test('outside an agent view, without the permission or in a channel Slack refuses both', async () => {
  const plain = await aStandIn({ app: anAppWith({ scopes }) });
  const bare = await aStandIn({ app: anAppWith({ isAgent: true, scopes: ['chat:write'] }) });
  const agent = await aStandIn({ app: anAgent });
  const suggest = 'assistant.threads.setSuggestedPrompts';

  expect((await callApi(plain, suggest, { channel_id, prompts })).error).toBe('invalid_thread_ts');
  expect((await callApi(bare, suggest, { channel_id, prompts })).error).toBe('missing_scope');
  expect((await callApi(agent, suggest, { channel_id: 'C00GENERAL', prompts })).error).toBe('channel_not_found');
  const status = { channel_id, thread_ts: '1.000001', status: 'is looking…' };
  expect((await callApi(agent, 'assistant.threads.setStatus', status)).error).toBe('invalid_thread_ts');
});
