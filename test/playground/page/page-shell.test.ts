import { expect, test } from 'vitest';
import { html, markupOf } from '../../../src/playground/page/html.ts';
import { type Page, renderPage } from '../../../src/playground/page/page-shell.ts';
import { destinationParts } from '../../../src/playground/page/page-sidebar.ts';
import { renderTrafficLine } from '../../../src/playground/page/page-traffic.ts';
import { drawn } from '../../../src/playground/page/part.ts';
import { messageParts } from '../../../src/playground/page/render-message.ts';
import { renderModal } from '../../../src/playground/page/render-view.ts';
import { markupProblems } from './markup-problems.ts';
import { hostileStrings, lookup, plain } from './samples.ts';

/** A page with everything on it, where every word is `word`. */
function pageOf(word: string): Page {
  const message = { ts: '1795424400.0001', user: 'U1', text: word, reply_count: 1 };
  const view = { id: 'V1', title: plain(word), blocks: [] };
  const place = { channelId: 'C1', lookup, readerId: 'U1' };
  const completions = [{ text: word, usage: word, about: word }];
  return {
    assets: { style: 'style.css', script: 'client.js' },
    workspace: word,
    people: [{ id: 'U1', name: word }],
    actingAs: 'U1',
    destinations: drawn(
      destinationParts([
        { kind: 'channel', name: word, href: '?in=C1', isCurrent: true },
        { kind: 'direct', name: word, href: '?in=D1', unreadCount: 2 },
        { kind: 'home', name: word, href: '?in=home' },
      ]),
    ),
    connection: 'connected',
    conversation: {
      title: word,
      about: word,
      content: drawn(messageParts([message], { ...place, where: 'channel' })),
      composer: { channelId: 'C1', label: word, suggestions: [word], completions },
      jobs: html`<button type="button">${word}</button>`,
    },
    thread: {
      ts: message.ts,
      about: word,
      content: drawn(messageParts([message], { ...place, where: 'thread' })),
      composer: { channelId: 'C1', label: word },
    },
    trafficCount: 1,
    modal: renderModal(view, { lookup }),
  };
}

test('the page has its landmarks, each with a name', () => {
  const markup = renderPage(pageOf('papers'));

  expect(markup).toMatch(/^<!doctype html>\n<html lang="en">/);
  for (const landmark of [
    '<nav class="sidebar" id="sidebar" popover aria-label="Workspace">',
    '<main class="conversation">',
    '<aside class="thread" id="thread" aria-label="Thread"',
    '<section class="traffic" id="traffic" aria-label="Traffic">',
    'role="log" aria-live="polite" aria-label="Messages"',
    'role="log" aria-live="polite" aria-label="Thread messages"',
    'id="connection" data-state="connected" role="status">App connected',
    'id="toast" role="alert"',
    '<strong>Local stand-in, not Slack.</strong>',
  ]) {
    expect(markup).toContain(landmark);
  }
});

test('the page is sound and holds nothing inline that a strict policy forbids', () => {
  const markup = renderPage(pageOf('papers'));

  expect(markupProblems(markup)).toEqual([]); // An attribute such as style or onclick would be a problem.
  expect(markup.match(/<script[^>]*>[^<]/)).toBeNull();
});

test('every control on the page has a name', () => {
  const markup = renderPage(pageOf('papers'));

  for (const [button = ''] of markup.matchAll(/<button[^>]*><\/button>/g)) {
    expect(button).toMatch(/id="confirm-(yes|no)"/); // The client names these two when it opens the dialog.
  }
  for (const [box = ''] of markup.matchAll(/<textarea[^>]*>/g)) expect(box).toContain('aria-label="papers"');
  expect(markup).toContain('<label class="acting">Acting as<select id="acting-as">');
});

test('where one is, and who one is, is marked', () => {
  const markup = renderPage(pageOf('papers'));

  expect(markup).toContain('<a href="?in=C1" class="channel" aria-current="page"><bdi>papers</bdi></a>');
  expect(markup).toContain('<option value="U1" selected>papers</option>');
});

test('a Home tab has no message box, and a closed thread is hidden', () => {
  const page = pageOf('papers');

  const markup = renderPage({ ...page, thread: undefined, conversation: { title: 'Home', content: html`` } });

  expect(markup).not.toContain('<textarea');
  expect(markup).toContain('data-thread="closed"');
  expect(markup).toContain('<aside class="thread" id="thread" aria-label="Thread" hidden></aside>');
});

test('a traffic line says what happened; its JSON comes when it is opened', () => {
  const line = { id: 7, at: 0, direction: 'to-app', title: '<b>', outcome: 'pending' } as const;

  const markup = markupOf(renderTrafficLine(line));

  expect(markup).toContain('<li id="traffic-7" data-entry="7"><details><summary data-outcome="pending">');
  expect(markup).toContain('<time>00:00:00.000</time>');
  expect(markup).toContain('<span class="title">&lt;b&gt;</span>');
  expect(markup).toContain('<pre tabindex="0"></pre>');
});

test.each(hostileStrings)('a hostile word anywhere on the page stays text: %j', (word) => {
  expect(markupProblems(renderPage(pageOf(word)))).toEqual([]);
});
