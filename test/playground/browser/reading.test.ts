import type { App } from '@slack/bolt';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBrowserMissing, openBrowser } from '../../support/browser.ts';
import { actions, button, callApi, header } from '../stand-in/support.ts';
import { composer, eventually, focused, messages, openPage, type } from './open-page.ts';

/** An app whose answers are taller than the window, and whose Home tab has a button. */
function addListeners(app: App): void {
  app.command('/tall', async ({ ack, respond, command }) => {
    await ack();
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
    await respond({ text: `Answer ${command.text}\n${lines.join('\n')}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    const blocks = [header('Welcome home'), actions(button('write'))];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  app.action('write', async ({ ack, client, body }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'Here you are' });
  });
}

/** Is this first line of something within the messages that are on the screen? */
function isShown(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const line = element.getBoundingClientRect();
    const log = element.closest('[role=log]')?.getBoundingClientRect();
    return log !== undefined && line.top >= log.top - 1 && line.top < log.bottom;
  });
}

describe.skipIf(isBrowserMissing())('reading in a real browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const open = () => openPage(browser, { commands: ['/tall'], addListeners });

  test('every answer to the visitor is shown from its beginning, also after one that is taller than the window', async () => {
    const { page } = await open();

    for (const name of ['one', 'two', 'three']) {
      await type(page, `/tall ${name}`);
      const answer = messages(page).locator('.message', { hasText: `Answer ${name}` });
      await eventually(() => isShown(answer)).toBe(true);
    }
  });

  test('who has scrolled up stays there, and a button goes to what others wrote meanwhile', async () => {
    const { page, slack } = await open();
    await type(page, '/tall one');
    await messages(page).getByText('Answer one').waitFor();
    await messages(page).hover();
    await page.mouse.wheel(0, -5_000);

    await slack.people.as('ben').say('general', 'news from Ben');
    const news = page.getByRole('button', { name: 'New messages' });
    await news.waitFor();
    const line = messages(page).locator('.message', { hasText: 'news from Ben' });
    expect(await isShown(line)).toBe(false);
    await news.click();

    await eventually(() => isShown(line)).toBe(true);
    await news.waitFor({ state: 'hidden' });
    await slack.people.as('ben').say('general', 'more from Ben'); // At the end again, so it is followed.
    await eventually(() => isShown(messages(page).locator('.message', { hasText: 'more from Ben' }))).toBe(true);
  });

  test('on the Home tab a line leads to the conversation where the app answered', async () => {
    const { page } = await open();
    await page.getByRole('link', { name: 'Test app Home' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Press' }).click();

    await page.getByRole('status').getByRole('link', { name: 'Test app' }).click();

    await messages(page).getByText('Here you are').waitFor();
    expect(await page.locator('.unread').count()).toBe(0);
  });

  test('opening and closing a thread loses neither draft, and keeps the traffic open', async () => {
    const { page, slack } = await open();
    const { ts } = await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'a parent' });
    await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'a reply', thread_ts: ts });
    const reply = page.getByRole('combobox', { name: 'Reply in the thread' });
    await page.locator('#traffic > details > summary').click();
    await page.locator('#traffic-list li').first().waitFor();
    await composer(page).fill('for the channel');

    await messages(page).getByRole('button', { name: '1 reply' }).click();
    await reply.fill('for the thread');
    await page.getByRole('button', { name: 'Close thread' }).click();
    await eventually(() => composer(page).inputValue()).toBe('for the channel');
    await reply.waitFor({ state: 'hidden' });
    await page.locator('#traffic-list li').first().waitFor();
    await messages(page).getByRole('button', { name: '1 reply' }).click();

    await eventually(() => reply.inputValue()).toBe('for the thread');
    await reply.press('Enter');
    await page.getByRole('log', { name: 'Thread messages' }).getByText('for the thread').waitFor();
    await page.reload();
    await eventually(() => focused(page)).toBe('Reply in the thread');
    expect(await reply.inputValue()).toBe(''); // What was sent is no draft.
  });

  test('suggestions are read whole in a narrow window', async () => {
    const { page } = await open();
    await page.setViewportSize({ width: 360, height: 700 });

    const overflowing = await page.evaluate(`[...document.querySelectorAll('.suggestions, .suggestions button')]
      .filter((element) => element.scrollWidth > element.clientWidth).length`);

    expect(await page.getByRole('button', { name: 'a short one' }).isVisible()).toBe(true);
    expect(overflowing).toBe(0);
  });
});
