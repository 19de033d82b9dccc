import { expect, test } from 'vitest';
import { nthPosted, wordsOn } from '../support/posted.ts';
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

test('a message about nothing gets an honest sentence', async () => {
  const { slack } = await openSlackWorkspace();
  const message = await slack.people.as('ada').say('general', 'ok, see you!');

  await slack.people.as('ben').shortcut('find_related', message);

  expect((await nthPosted(slack, 'general', 1)).shown).toBe('I could not tell what this message is about.');
});

test('App Home shows how to ask and the newest papers, with a working Details button', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');

  await ada.openHome();
  const home = await slack.until(() => slack.workspace.home(ada.id));
  await ada.overflow('home', 'paper_menu', 'Details');
  const { view } = await slack.until(() => slack.workspace.openView(ada.id));

  expect(wordsOn(home.blocks)).toContain('119 papers in the library');
  expect(wordsOn(home.blocks)).toContain('Under a list say more');
  expect(wordsOn(home.blocks)).toContain('Newest papers');
  expect(view.title?.text).toBe('Paper details');
});

test('the examples of App Home run as well: a question is answered in the direct message, “subscribe” opens the window', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.openHome();
  await slack.until(() => slack.workspace.home(ada.id));

  await ada.click('home', 'run_0');
  const answer = await nthPosted(slack, slack.workspace.directMessage(ada.id), 1);
  await ada.click('home', 'run_4');
  const { view } = await slack.until(() => slack.workspace.openView(ada.id));

  expect(answer.shown).toContain('Papers on “massive activations in LLMs”');
  expect(view.title?.text).toBe('Set up a digest');
});
