import type { App } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBrowserMissing, openBrowser } from '../../support/browser.ts';
import { eventually, openPage, type } from './open-page.ts';

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });
const plain = (text: string) => ({ type: 'plain_text' as const, text });

/** An app that posts every kind of control, and says what reached it. */
function addListeners(app: App, heard: string[]): void {
  app.command('/controls', async ({ ack, respond }) => {
    await ack();
    await respond({
      text: 'Controls',
      blocks: [
        {
          type: 'actions',
          block_id: 'all',
          elements: [
            {
              type: 'button',
              action_id: 'delete',
              text: plain('Delete'),
              value: 'it',
              confirm: {
                title: plain('Really?'),
                text: plain('It will be gone.'),
                confirm: plain('Delete it'),
                deny: plain('Keep it'),
              },
            },
            {
              type: 'static_select',
              action_id: 'pick',
              placeholder: plain('Pick one'),
              options: [option('red'), option('blue')],
            },
            { type: 'overflow', action_id: 'more', options: [option('archive'), option('mute')] },
            { type: 'datepicker', action_id: 'day', initial_date: '2026-01-02' },
            { type: 'checkboxes', action_id: 'checks', options: [option('a'), option('b')] },
          ],
        },
      ],
    });
  });
  app.command('/cards', async ({ ack, client, body }) => {
    await ack();
    const cards = Array.from({ length: 6 }, (_, index) => ({
      ...{ type: 'card' as const, title: { type: 'mrkdwn' as const, text: `Paper ${index}` } },
      actions: [
        { type: 'button' as const, action_id: `open_${index}`, text: plain(`Open ${index}`), value: `${index}` },
      ],
    }));
    const blocks = [{ type: 'carousel' as const, elements: cards }];
    await client.chat.postMessage({ channel: body.channel_id, text: 'Cards', blocks });
  });
  app.action(/.*/, async ({ ack, action }) => {
    await ack();
    const { action_id: id, ...rest } = Object.fromEntries(Object.entries(action));
    const value =
      rest['value'] ??
      rest['selected_date'] ??
      (rest['selected_option'] as { value?: string })?.value ??
      rest['selected_options'];
    heard.push(`${id} ${JSON.stringify(value)}`);
  });
  app.command('/form', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: plain('Subscribe'),
        submit: plain('Save'),
        close: plain('Cancel'),
        blocks: [
          {
            type: 'input',
            block_id: 'topic',
            label: plain('Topic'),
            element: { type: 'plain_text_input', action_id: 'topic' },
          },
          {
            type: 'input',
            block_id: 'time',
            label: plain('Time'),
            element: { type: 'timepicker', action_id: 'time', initial_time: '09:00' },
          },
        ],
      },
    });
  });
  app.view('form', async ({ ack, view }) => {
    const topic = view.state.values['topic']?.['topic']?.value ?? '';
    if (topic.length < 5) return ack({ response_action: 'errors', errors: { topic: 'Say a little more.' } });
    heard.push(`form ${topic} ${view.state.values['time']?.['time']?.selected_time}`);
    return ack();
  });
}

describe.skipIf(isBrowserMissing())('every control in a real browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function open(): Promise<{ page: Page; heard: string[] }> {
    const heard: string[] = [];
    const { page } = await openPage(browser, {
      commands: ['/controls', '/form', '/cards'],
      addListeners: (app) => addListeners(app, heard),
    });
    return { page, heard };
  }

  test('buttons with a question, selects, overflow menus, dates and checkboxes reach the app with their values', async () => {
    const { page, heard } = await open();
    await type(page, '/controls');

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete it' }).click();
    await page.getByRole('combobox', { name: 'Pick one' }).selectOption('blue');
    await page.getByLabel('More actions').click();
    await page.getByRole('button', { name: 'mute' }).click();
    await page.locator('input[type=date]').fill('2026-05-06');
    await page.getByRole('checkbox', { name: 'b' }).check();

    await eventually(() => heard).toHaveLength(5);
    // Each is a delivery of its own: nothing promises their order.
    const values = ['delete "it"', 'pick "blue"', 'more "mute"', 'day "2026-05-06"'];
    expect(heard).toEqual(expect.arrayContaining([...values, expect.stringContaining('"value":"b"')]));
  });

  test('cards side by side are reached and scrolled by keys, and the last one’s button by Tab', async () => {
    const { page, heard } = await open();
    await page.setViewportSize({ width: 420, height: 800 });
    await type(page, '/cards');
    const row = page.getByRole('region', { name: '6 cards, side by side' });
    await row.waitFor();

    await row.focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => row.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    for (let tab = 0; tab < 6; tab += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await eventually(() => heard).toEqual(['open_5 "5"']);
    expect(await page.locator('html').evaluate((element) => element.scrollWidth)).toBeLessThanOrEqual(420);
  });

  test('a modal shows the app’s errors beside the field, keeps what was typed, and closes when it is right', async () => {
    const { page, heard } = await open();
    await type(page, '/form');
    const form = page.getByRole('dialog', { name: 'Subscribe' });

    await form.getByRole('textbox', { name: 'Topic' }).fill('kv');
    await form.getByLabel('Time').fill('10:30');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Say a little more.').waitFor();
    expect(await form.getByRole('textbox', { name: 'Topic' }).inputValue()).toBe('kv');
    expect(await form.getByLabel('Time').inputValue()).toBe('10:30');
    await form.getByRole('textbox', { name: 'Topic' }).fill('kv cache');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });

    expect(heard).toEqual(['form kv cache 10:30']);
  });

  test('a reaction shows on the message', async () => {
    const { page } = await open();
    await type(page, 'a paper about foxes');

    await page.locator('.message').hover();
    await page.getByRole('button', { name: 'React with eyes' }).click();

    await page.getByRole('button', { name: 'eyes, 1', pressed: true }).waitFor();
  });
});
