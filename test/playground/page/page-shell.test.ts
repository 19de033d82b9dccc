import { expect, test } from 'vitest';
import { markupOf } from '../../../src/playground/page/html.ts';
import { renderTrafficLine } from '../../../src/playground/page/page-traffic.ts';
import { callApi } from '../stand-in/support.ts';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings } from './samples.ts';
import { aServedPage } from './served-page.ts';

/** A page with everything on it, where every word is `word`; and where else its stand-in has something to see. */
async function aPage(word: string): Promise<{ page: string; at: (path: string) => Promise<string> }> {
  const command = { command: '/papers', description: word, usageHint: word };
  const shortcuts = [{ name: word, callbackId: word }];
  const slack = await aServedPage(
    { name: word, botName: word, commands: [command], shortcuts },
    { suggestions: [word] },
  );
  const at = async (path: string) => (await fetch(slack.url + path)).text();
  const ada = slack.people.as('ada');
  const { channel, ts } = await ada.say('general', `said ${word}`);
  await callApi(slack, 'chat.postMessage', { channel, thread_ts: ts, text: `answered ${word}` });
  await callApi(slack, 'views.publish', { user_id: ada.id, view: { type: 'home', blocks: [] } });
  return { page: await at(`/channels/${channel}?thread=${ts}`), at };
}

test('the page has its landmarks, each with a name', async () => {
  const { page: markup } = await aPage('papers');

  expect(markup).toMatch(/^<!doctype html>\n<html lang="en">/);
  for (const landmark of [
    '<nav class="sidebar" id="sidebar" popover aria-label="Workspace">',
    '<main class="conversation">',
    '<aside class="thread" id="thread" aria-label="Thread"',
    '<section class="traffic" id="traffic" aria-label="Traffic">',
    'role="log" aria-live="polite" aria-label="Messages"',
    'role="log" aria-live="polite" aria-label="Thread messages"',
    'id="connection" data-state="offline" role="status">App offline',
    'id="toast" role="alert"',
    '<strong>Local stand-in, not Slack.</strong>',
  ]) {
    expect(markup).toContain(landmark);
  }
});

test('the page is sound and holds nothing inline that a strict policy forbids', async () => {
  const { page: markup } = await aPage('papers');

  expect(markupProblems(markup)).toEqual([]); // An attribute such as style or onclick would be a problem.
  expect(markup.match(/<script[^>]*>[^<]/)).toBeNull();
});

test('every control on the page has a name', async () => {
  const { page: markup } = await aPage('papers');

  for (const [button = ''] of markup.matchAll(/<button[^>]*><\/button>/g)) {
    expect(button).toMatch(/id="confirm-(yes|no)"/); // The client names these two when it opens the dialog.
  }
  for (const [box = ''] of markup.matchAll(/<textarea[^>]*>/g))
    expect(box).toMatch(/aria-label="(Message #general|Reply in the thread)"/);
  expect(markup).toContain('<label class="acting">Acting as<select id="acting-as">');
});

test('where one is, and who one is, is marked', async () => {
  const { page: markup } = await aPage('papers');

  expect(markup).toContain('class="channel" aria-current="page"><bdi>general</bdi></a>');
  expect(markup).toContain('<option value="U00000ADA0" selected>Ada Marlowe</option>');
});

test('a Home tab has no message box, and a closed thread is hidden', async () => {
  const { at } = await aPage('papers');

  const markup = await at('/home');

  expect(markup).not.toContain('<textarea');
  expect(markup).toContain('data-thread="closed"');
  expect(markup).toContain('<aside class="thread" id="thread" aria-label="Thread" hidden></aside>');
});

test('a traffic line says what happened; its JSON comes when it is opened', () => {
  const markup = markupOf(renderTrafficLine({ id: 7, at: 0, kind: 'problem', text: '<b>' }));

  expect(markup).toContain('<li id="traffic-7" data-entry="7"><details><summary data-outcome="failed">');
  expect(markup).toContain('<time>00:00:00.000</time>');
  expect(markup).toContain('<span class="title">&lt;b&gt;</span>');
  expect(markup).toContain('<pre tabindex="0"></pre>');
});

test.each(hostileStrings)('a hostile word anywhere on the page stays text: %j', async (word) => {
  const { page, at } = await aPage(word);

  expect(markupProblems(page)).toEqual([]);
  expect(markupProblems(await at('/home'))).toEqual([]);
});
