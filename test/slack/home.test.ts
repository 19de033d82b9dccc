// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { defaultWishes } from '../../src/digests/wishes.ts';
import { shippedPaperboy } from '../support/builders.ts';
import { nthPosted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const person = ({ slack }: SlackWorkspace, name = 'ada') => slack.people.as(name);
const homeWords = (workspace: SlackWorkspace, name = 'ada'): string =>
  wordsOn(workspace.slack.workspace.home(person(workspace, name).id)?.blocks ?? []);
const windowOf = (workspace: SlackWorkspace, name = 'ada') =>
  workspace.slack.workspace.openView(person(workspace, name).id)?.view;
const windowWords = (workspace: SlackWorkspace): string => wordsOn(windowOf(workspace)?.blocks ?? []);
const untilHome = (workspace: SlackWorkspace, words: string, name = 'ada') =>
  workspace.slack.until(() => homeWords(workspace, name).includes(words), `“${words}” in App Home`);
const untilWindow = (workspace: SlackWorkspace, words: string) =>
  workspace.slack.until(() => windowWords(workspace).includes(words), `“${words}” in a window`);

async function atHome(workspace: SlackWorkspace, name = 'ada'): Promise<void> {
  await person(workspace, name).openHome();
  await workspace.slack.until(() => workspace.slack.workspace.home(person(workspace, name).id));
}

async function withDigests(...lines: readonly string[]): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  for (const line of lines) {
    const before = (await workspace.digests.digests.all()).length;
    await person(workspace).command('general', `/papers subscribe ${line}`);
    for (let left = 200; left > 0 && (await workspace.digests.digests.all()).length === before; left -= 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return workspace;
}

test('App Home begins with a field to ask in, and shows what comes next, what one saved, and papers of today with their reason', async () => {
  const workspace = await withDigests('9:00 daily quantization', '9:00 weekdays pruning to me');
  await atHome(workspace);

  const home = workspace.slack.workspace.home(person(workspace).id);
  const words = homeWords(workspace);

  expect(home?.blocks[0]).toMatchObject({ type: 'input', element: { type: 'plain_text_input' } });
  expect(words).toContain('119 papers in the library');
  expect(words).toMatch(/Your digests\n(?:.*\n)*quantization in /);
  expect(words).toContain('pruning in your direct message');
  expect(words).toContain('Choose Save in the menu beside a paper, and it stands here.');
  expect(words).toMatch(/Today’s picks\nThe newest papers of the library/);
  expect(words).toContain('Your time zone is Europe/London, as your Slack profile says.');
  expect(home?.blocks.length).toBeLessThanOrEqual(100);
});

test('what is typed in the field is looked for in a window, which stays open for more: pages, details, another question', async () => {
  const workspace = await openSlackWorkspace();
  const ada = person(workspace);
  await atHome(workspace);

  await ada.select('home', 'home_search', 'quantization');
  await untilWindow(workspace, 'Papers on “quantization”: 1–5 of');
  await ada.click('modal', 'list_more');
  await untilWindow(workspace, 'Papers on “quantization”: 6–');
  await ada.overflow('modal', 'paper_menu', 'Details');
  await workspace.slack.until(() => windowOf(workspace)?.title?.text === 'Paper details');
  await ada.closeView();
  const back = windowWords(workspace);
  await ada.submit({ home_search: 'massive activations' });

  expect(back).toContain('Papers on “quantization”: 6–');
  expect(windowWords(workspace)).toContain('Papers on “massive activations”');
  expect(windowOf(workspace)?.title?.text).toBe('Find papers');
});

test('Details in the menu of a pick opens the paper in a window', async () => {
  const workspace = await openSlackWorkspace();
  await atHome(workspace);

  await person(workspace).overflow('home', 'paper_menu', 'Details');

  await workspace.slack.until(() => windowOf(workspace)?.title?.text === 'Paper details');
});

test('a fourth window takes the place of the third: Slack has no room for more', async () => {
  const workspace = await openSlackWorkspace({ showsCards: true });
  const { slack } = workspace;
  const ada = person(workspace);
  await atHome(workspace);
  await ada.select('home', 'home_search', 'quantization');
  await untilWindow(workspace, 'Papers on “quantization”');

  await ada.overflow('modal', 'paper_menu', 'Similar papers');
  await untilWindow(workspace, 'Papers similar to');
  await ada.overflow('modal', 'paper_menu', 'Details');
  await slack.until(() => windowOf(workspace)?.title?.text === 'Paper details');
  await ada.click('modal', 'paper_similar');
  await untilWindow(workspace, 'Papers similar to');
  await ada.closeView();
  const second = windowWords(workspace);
  await ada.closeView();

  expect(second).toContain('Papers similar to');
  expect(windowWords(workspace)).toContain('Papers on “quantization”');
});

test('the button beside the field does the same; without a word it opens an empty field', async () => {
  const workspace = await openSlackWorkspace();
  await atHome(workspace);

  await person(workspace).click('home', 'home_search_button');
  await workspace.slack.until(() => windowOf(workspace)?.title?.text === 'Find papers');

  expect(windowOf(workspace)?.blocks).toHaveLength(1);
});

test('a search that fails is told, and the log has its cause', async () => {
  const paperboy = await shippedPaperboy();
  const ask = { ...paperboy.ask, ask: () => Promise.reject(new Error('The index is gone.')) };
  const workspace = await openSlackWorkspace({ paperboy: { ...paperboy, ask } });
  await atHome(workspace);

  await person(workspace).select('home', 'home_search', 'quantization');

  await untilWindow(workspace, 'Something went wrong on Paperboy’s side.');
  expect(workspace.logs).toContainEqual(expect.objectContaining({ msg: 'Request failed' }));
});

test('a search that fails late is told in the window that is open by then', async () => {
  const paperboy = await shippedPaperboy();
  let fail = (_: Error): void => undefined;
  const gate = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const ask = { ...paperboy.ask, ask: () => gate };
  const workspace = await openSlackWorkspace({ paperboy: { ...paperboy, ask } });
  await atHome(workspace);

  await person(workspace).select('home', 'home_search', 'quantization');
  await untilWindow(workspace, 'Looking through the papers…');
  fail(new Error('The index is gone.'));

  await untilWindow(workspace, 'Something went wrong on Paperboy’s side.');
  expect(windowOf(workspace)?.title?.text).toBe('Find papers');
});

test('an answer that takes long comes into the window that is open by then', async () => {
  const paperboy = await shippedPaperboy();
  const { ask } = paperboy;
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = { ...ask, ask: async (...given: Parameters<typeof ask.ask>) => gate.then(() => ask.ask(...given)) };
  const workspace = await openSlackWorkspace({ paperboy: { ...paperboy, ask: slow } });
  await atHome(workspace);

  await person(workspace).select('home', 'home_search', 'quantization');
  await untilWindow(workspace, 'Looking through the papers…');
  release();

  await untilWindow(workspace, 'Papers on “quantization”: 1–5 of');
});

test('Save in a window of App Home is said there, and the Home tab lists it; Remove and Undo there draw it anew', async () => {
  const workspace = await openSlackWorkspace();
  const ada = person(workspace);
  await atHome(workspace);
  await ada.select('home', 'home_search', 'massive activations');
  await untilWindow(workspace, 'Papers on “massive activations”');

  await ada.overflow('modal', 'paper_menu', 'Save');
  await untilWindow(workspace, 'Saved. /papers saved lists what you saved.');
  await untilHome(workspace, 'Massive Activations in Large Language Models');
  await ada.closeView();
  await ada.overflow('home', 'paper_menu', 'Remove from saved');
  await untilHome(workspace, 'Removed from what you saved: “Massive Activations in Large Language Models”.');
  const removed = homeWords(workspace);
  await ada.click('home', 'paper_restore_saved');
  await untilHome(workspace, 'Back among what you saved');

  expect(removed).toContain('Choose Save in the menu beside a paper');
  expect(homeWords(workspace)).toMatch(/Saved papers\n1\. Massive Activations/);
});

test('a pick that one saves makes room for another', async () => {
  const workspace = await openSlackWorkspace();
  await atHome(workspace);
  const before = homeWords(workspace);

  await person(workspace).overflow('home', 'paper_menu', 'Save');
  await untilHome(workspace, 'Saved. /papers saved');

  const saved = 'Superposition as Lossy Compression';
  expect(before.split('Today’s picks')[1]).toContain(saved);
  expect(homeWords(workspace).split('Today’s picks')[1]).not.toContain(saved);
});

test('a digest that is set up by a line in the search field stands in App Home', async () => {
  const workspace = await openSlackWorkspace();
  await atHome(workspace);

  await person(workspace).select('home', 'home_search', 'subscribe 9:00 weekdays quantization');
  await untilWindow(workspace, 'Subscribed you');

  await untilHome(workspace, 'quantization in your direct message');
});

test.each([
  ['ada', 'Next digest: Sat 14 Jun, 09:00 (quantization)'],
  ['ben', 'You have set up no digest.'],
])('the status that %s asks for in App Home tells of the digests that stand there: %s', async (name, line) => {
  const workspace = await withDigests('9:00 daily quantization');
  await atHome(workspace, name);

  await person(workspace, name).select('home', 'home_search', 'status');

  await workspace.slack.until(() => wordsOn(windowOf(workspace, name)?.blocks ?? []).includes(line), line);
});

test('pause, resume, stop and undo in App Home are shown there at once', async () => {
  const workspace = await withDigests('9:00 daily quantization');
  const ada = person(workspace);
  await atHome(workspace);

  await ada.click('home', 'subscription_pause');
  await untilHome(workspace, 'Paused by ada');
  await ada.click('home', 'subscription_resume');
  await untilHome(workspace, 'Next: ');
  await ada.click('home', 'subscription_remove');
  await untilHome(workspace, 'Stopped: quantization');
  const stopped = homeWords(workspace);
  await ada.click('home', 'subscription_restore');
  await untilHome(workspace, 'It is back as it was.');

  expect(stopped).toContain('You have set up none yet');
  expect(homeWords(workspace)).toContain('quantization in ');
});

test('edit, snooze and setting up from App Home end there', async () => {
  const workspace = await withDigests('9:00 daily quantization');
  const { slack } = workspace;
  const ada = person(workspace);
  await nthPosted(slack, 'general', 2);
  await atHome(workspace);

  await ada.click('home', 'snooze_digest');
  await slack.until(() => windowOf(workspace)?.title?.text === 'Snooze the digest');
  await ada.submit({});
  await untilHome(workspace, 'Snoozed until Sat 21 Jun: quantization');
  await ada.click('home', 'subscription_edit');
  await slack.until(() => windowOf(workspace)?.title?.text === 'Change the digest');
  await ada.submit({ subscription_topics: 'pruning' });
  await untilHome(workspace, 'pruning in ');
  await ada.click('home', 'subscribe_form');
  await slack.until(() => windowOf(workspace)?.title?.text === 'Set up a digest');
  await ada.submit({ subscription_topics: 'quantization' });
  await untilHome(workspace, 'quantization in your direct message');

  // Nobody else is told of it in the channel, and nothing of it stands anywhere else.
  expect(postedIn(slack, 'general')).toHaveLength(2);
});

test('a preview, and where to post now, come in a window; “Only for me” and Cancel stay in it', async () => {
  const workspace = await withDigests('9:00 daily quantization');
  const ada = person(workspace);
  await atHome(workspace);

  await ada.click('home', 'subscription_preview');
  await untilWindow(workspace, 'Only you see this preview.');
  await ada.closeView();
  await ada.click('home', 'subscription_run_now');
  await untilWindow(workspace, 'Post a digest in its channel now?');
  await ada.click('modal', 'subscription_run_for_me');
  await untilWindow(workspace, 'Only you see this digest');
  await ada.closeView();
  await ada.click('home', 'subscription_run_now');
  await untilWindow(workspace, 'Post a digest in its channel now?');
  await ada.click('modal', 'dismiss');

  await untilWindow(workspace, 'Nothing was posted or changed.');
});

test('seven digests are paged, the next one first', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, digests } = workspace;
  const topics = ['kv cache', 'dropout', 'pruning', 'quantization', 'mamba', 'attention', 'retrieval'];
  for (const [index, topic] of topics.entries()) {
    const wishes = { ...defaultWishes, timeZone: 'UTC', days: [6], time: `1${index}:00`, topics: [topic] };
    await digests.digests.subscribe({ team: slack.teamId, channel: 'C00GENERAL' }, person(workspace).id, wishes);
  }
  const ada = person(workspace);
  await atHome(workspace);
  const first = homeWords(workspace);

  await ada.click('home', 'home_page_1');
  await untilHome(workspace, '6–7 of 7');
  const second = homeWords(workspace);
  await ada.click('home', 'subscription_pause');
  await untilHome(workspace, 'Paused by ada');

  expect(first).toContain('1–5 of 7');
  expect(first).toMatch(/kv cache in (?:.*\n)*.*dropout in /);
  expect(second).toContain('attention in ');
  // The page that one looks at stays.
  expect(homeWords(workspace)).toContain('6–7 of 7');
});

test('what others set up is not in one’s App Home, and is not reached from there', async () => {
  const workspace = await withDigests('9:00 daily quantization');
  await atHome(workspace, 'ben');

  expect(homeWords(workspace, 'ben')).toContain('You have set up none yet');
  expect(homeWords(workspace, 'ben')).not.toContain('quantization in ');
});

test('Help and all saved papers open in a window, whose examples answer in it', async () => {
  const workspace = await openSlackWorkspace();
  const ada = person(workspace);
  await atHome(workspace);

  await ada.click('home', 'run_0');
  await untilWindow(workspace, 'I find machine-learning papers.');
  await ada.click('modal', 'run_0');
  await untilWindow(workspace, 'Papers on “massive activations in LLMs”');

  expect(postedIn(workspace.slack, workspace.slack.workspace.directMessage(ada.id))).toEqual([]);
});

test('a window that Slack does not open is no reason to lose the answer: it comes as a direct message', async () => {
  const workspace = await withDigests('9:00 daily quantization');
  const { slack } = workspace;
  const ada = person(workspace);
  await atHome(workspace);
  slack.faults.inject({ on: 'views.open', kind: 'refused', error: 'expired_trigger_id' });

  await ada.click('home', 'subscription_preview');
  const told = await nthPosted(slack, slack.workspace.directMessage(ada.id), 1);

  expect(told.shown).toContain('Only you see this preview.');
});

test('when Slack does not take the Home tab, what was done is told in a direct message', async () => {
  const workspace = await withDigests('9:00 daily quantization');
  const { slack } = workspace;
  const ada = person(workspace);
  await atHome(workspace);
  slack.faults.inject({ on: 'views.publish', kind: 'refused', error: 'not_enabled' });

  await ada.click('home', 'subscription_remove');
  const told = await nthPosted(slack, slack.workspace.directMessage(ada.id), 1);

  expect(told.shown).toContain('Stopped: quantization');
});

test('without the permission to read profiles times are in UTC, which is said', async () => {
  const scopes = ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'im:write'];
  const workspace = await openSlackWorkspace({ app: { scopes } });
  await atHome(workspace);

  expect(homeWords(workspace)).toContain('Slack does not tell me your time zone, so times are in UTC.');
});
