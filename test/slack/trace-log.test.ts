import { expect, test } from 'vitest';
import { nthPosted } from '../support/posted.ts';
import { openSlackWorkspace } from '../support/slack-workspace.ts';

test('no level of the log holds tickets, tokens, ways to answer a person, or what people wrote', async () => {
  const { slack, logs } = await openSlackWorkspace();
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers attention sinks in language models, xylophones');
  const answer = await nthPosted(slack, 'general', 1);
  await ada.overflow(answer.ref, 'paper_menu', 'Similar papers');
  await nthPosted(slack, 'general', 2);
  await ada.mention('general', 'dropout for xylophones');
  await nthPosted(slack, 'general', 3);
  slack.faults.inject({ on: 'response_url', kind: '500' });
  await ada.command('general', '/papers xylophones');
  await slack.until(() => slack.faults.list().length === 0, 'an answer that fails');

  const written = logs.map((line) => JSON.stringify(line));
  expect(written.length).toBeGreaterThan(50);
  const tokens = [slack.botToken, slack.appToken, slack.signingSecret];
  for (const secret of ['xylophones', 'ticket=', 'response', ...tokens]) {
    const told = written.filter((line) => line.includes(secret));
    expect(told.filter((line) => !/http response received|ack\(\) response sent/.test(line))).toEqual([]);
  }
});
