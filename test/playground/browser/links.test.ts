import type { App } from '@slack/bolt';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBrowserMissing, openBrowser } from '../../support/browser.ts';
import { actions, button, header } from '../stand-in/support.ts';
import { eventually, messages, openPage, type } from './open-page.ts';

const scopes = ['chat:write', 'links:read', 'links:write', 'assistant:write', 'im:history'];

/** An app that shows what is behind links, and suggests words in its direct message. */
function addListeners(app: App): void {
  app.event('link_shared', async ({ event: { channel, message_ts: ts, links }, client }) => {
    const url = links[0]?.url ?? '';
    await client.chat.unfurl({
      ...{ channel, ts },
      unfurls: { [url]: { blocks: [header('A paper'), actions(button('keep', { value: url }))] } },
    });
  });
  app.action('keep', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Kept for you', replace_original: false });
  });
  app.event('app_home_opened', async ({ event: { tab, channel }, client }) => {
    if (tab !== 'messages') return;
    const prompts = [{ title: 'Something new', message: 'What is new?' }];
    await client.assistant.threads.setSuggestedPrompts({ channel_id: channel, title: 'Try this', prompts });
  });
  app.message('What is new?', async ({ say }) => void (await say('Nothing yet')));
}

describe.skipIf(isBrowserMissing())('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  const app = { unfurlDomains: ['papers.example'], isAgent: true, scopes };
  const open = () => openPage(browser, { commands: ['/x'], addListeners, app });

  test('what an app shows under a link stands there, and its button answers', async () => {
    const { page } = await open();

    await type(page, 'see https://papers.example/1');
    await messages(page).getByRole('heading', { name: 'A paper' }).waitFor();
    await messages(page).getByRole('button', { name: 'Press' }).click();

    await messages(page).getByText('Kept for you').waitFor();
    await eventually(() => messages(page).getByText('Only visible to you').count()).toBe(1);
  });

  test('who opens the direct message of an agent sees what it suggests, and sends that with one press', async () => {
    const { page, slack } = await open();

    await page.goto(`${slack.url}/channels/D00000ADA0`);
    await page.getByRole('button', { name: 'Something new' }).click();

    await messages(page).getByText('Nothing yet').waitFor();
    expect(await page.getByText('a short one').count()).toBe(0);
  });
});
