import { expect, test } from 'vitest';
import { nthPosted } from '../support/posted.ts';
import { openSlackWorkspace } from '../support/slack-workspace.ts';

test('"Find related papers" in the menu of a message looks for what the message is about, for the one who asked', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const message = await ada.say(
    'general',
    'we see massive activations in our llama runs, a few hidden dimensions explode',
  );

  await slack.people.as('ben').shortcut('find_related', message);
  const answer = await nthPosted(slack, 'general', 1);

  expect(answer.onlyFor).toBe(slack.people.as('ben').id);
  expect(answer.shown).toContain('From this message I looked for: massive, activations');
  expect(answer.links.map(({ url }) => url)).toContain('https://arxiv.org/abs/2402.17762');
});

test('of a message with several links and nothing else the titles of their papers are looked for', async () => {
  const { slack } = await openSlackWorkspace();
  const message = await slack.people
    .as('ada')
    .say('general', 'https://arxiv.org/abs/2402.17762 and https://arxiv.org/abs/2503.22329');

  await slack.people.as('ben').shortcut('find_related', message);

  expect((await nthPosted(slack, 'general', 1)).shown).toContain(
    'From this message I looked for: massive, activations, large, language, models, refined, analysis, llms\n',
  );
});

test('a message about nothing gets an honest sentence', async () => {
  const { slack } = await openSlackWorkspace();
  const message = await slack.people.as('ada').say('general', 'ok, see you!');

  await slack.people.as('ben').shortcut('find_related', message);

  expect((await nthPosted(slack, 'general', 1)).shown).toBe('I could not tell what this message is about.');
});
