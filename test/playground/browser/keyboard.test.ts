import type { App, BlockAction } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { isBrowserMissing, openBrowser } from '../../support/browser.ts';
import { actions, button, callApi, plain } from '../stand-in/support.ts';
import { composer, eventually, focused, messages, openPage, type } from './open-page.ts';

/** An app that redraws its message at every press, without ids of its blocks, and opens windows. */
function addListeners(app: App, heard: string[]): void {
  const card = (count: number) => ({
    text: 'Card',
    blocks: [
      { type: 'section' as const, text: plain(`Pressed ${count} times`) },
      actions(
        button('other', { text: plain('Other') }),
        button('count', { text: plain('Count'), value: String(count) }),
        button('details', { text: plain('Details') }),
      ),
    ],
  });
  const form = (title: string) => ({
    type: 'modal' as const,
    title: plain(title),
    submit: plain('Save'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'topic',
        label: plain('Topic'),
        element: { type: 'plain_text_input' as const, action_id: 'topic' },
      },
      actions(button('rename', { text: plain('Rename') })),
    ],
  });
  app.command('/card', async ({ ack, respond }) => {
    await ack();
    await respond(card(0));
  });
  app.action('count', async ({ ack, respond, payload }) => {
    heard.push('count');
    await ack();
    const count = 'value' in payload ? Number(payload.value) + 1 : 0;
    await respond({ replace_original: true, ...card(count) });
  });
  app.action<BlockAction>('details', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form('Details') });
  });
  app.action<BlockAction>('rename', async ({ ack, client, body }) => {
    await ack();
    await client.views.update({ view_id: body.view?.id ?? '', view: form('Renamed') });
  });
}

describe.skipIf(isBrowserMissing())('with the keyboard in a real browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function open(): Promise<{ page: Page; slack: SlackStandIn; heard: string[] }> {
    const heard: string[] = [];
    const opened = await openPage(browser, {
      commands: ['/card', '/care'],
      addListeners: (app) => addListeners(app, heard),
    });
    return { ...opened, heard };
  }

  test('one can write at once, and Escape closes the list of commands', async () => {
    const { page } = await open();

    await page.keyboard.type('/car');
    await page.getByRole('option', { name: '/card' }).waitFor();
    expect(await composer(page).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: '/card' }).waitFor({ state: 'hidden' });
    expect(await composer(page).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.type('d');
    await page.keyboard.press('Enter'); // Typed out, so it is sent although the list is open again.

    await messages(page).getByText('Pressed 0 times').waitFor();
  });

  test('a button keeps the focus when the app draws its message anew, and counts a double press once', async () => {
    const { page, heard } = await open();
    await type(page, '/card');
    await messages(page).getByRole('button', { name: 'Count' }).dblclick();

    await messages(page).getByText('Pressed 1 times').waitFor();
    expect(await focused(page)).toBe('Count');
    await page.keyboard.press('Enter');
    await messages(page).getByText('Pressed 2 times').waitFor();

    expect(await focused(page)).toBe('Count');
    expect(heard).toEqual(['count', 'count']);
  });

  test('a window keeps what is typed when the app changes it; Escape closes it for good and goes back to its button', async () => {
    const { page, slack } = await open();
    await type(page, '/card');
    await messages(page).getByRole('button', { name: 'Details' }).click();
    await page.getByRole('dialog', { name: 'Details' }).getByLabel('Topic').fill('kv cache');
    await page.getByRole('button', { name: 'Rename' }).click();
    const renamed = page.getByRole('dialog', { name: 'Renamed' });

    await renamed.waitFor();
    expect(await renamed.getByLabel('Topic').inputValue()).toBe('kv cache');
    expect(await focused(page)).toBe('Rename');
    await page.keyboard.press('Escape');
    await slack.until(() => slack.workspace.openView('U00000ADA0') === undefined, 'the window to be closed');
    await eventually(() => focused(page)).toBe('Details');
    await page.reload();

    await messages(page).getByText('Pressed 0 times').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('what is open stays open while others write, and Escape closes a menu', async () => {
    const { page, slack } = await open();
    const { ts = '' } = await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'the first' });
    await slack.people.as('ben').say('general', 'the second');
    await page.getByText('Traffic').click();
    await page.locator('#traffic-list summary', { hasText: 'chat.postMessage' }).click();
    await page.locator('#traffic-list').getByText('"text": "the first"').first().waitFor();
    const second = messages(page).locator('.message', { hasText: 'the second' });
    await second.hover();
    await second.getByLabel('Message shortcuts').click();

    await callApi(slack, 'chat.delete', { channel: 'C00GENERAL', ts });
    await slack.people.as('ben').say('general', 'the third');
    await messages(page).getByText('the third').waitFor();
    await messages(page).getByText('the first').waitFor({ state: 'hidden' });

    expect(await page.getByRole('button', { name: 'Look closer' }).isVisible()).toBe(true);
    expect(await page.locator('#traffic-list').getByText('"text": "the first"').first().isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Look closer' }).waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('Message shortcuts');
  });
});
