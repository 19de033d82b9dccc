import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunnableJob } from '../../../src/playground/page/job-board.ts';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { isBrowserMissing, openBrowser } from '../../support/browser.ts';
import { callApi } from '../stand-in/support.ts';
import { composer, eventually, focused, messages, openPage, type } from './open-page.ts';

/** What the app heard of messages, newest last. */
function heard(slack: SlackStandIn): unknown[] {
  return slack.traffic.entries().flatMap((entry) => (entry.kind === 'delivery' ? [entry.payload['event']] : []));
}

describe.skipIf(isBrowserMissing())('writing in a real browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  function open(jobs: readonly RunnableJob[] = []): Promise<{ page: Page; slack: SlackStandIn }> {
    return openPage(browser, { commands: ['/card'], addListeners: () => undefined, jobs });
  }

  const option = (page: Page, name: string) => page.getByRole('option', { name });

  test('a suggestion goes away once it was used, also elsewhere and after a reload', async () => {
    const { page } = await open();

    await page.getByRole('button', { name: 'a short one' }).click();
    await messages(page).getByText('a short one').waitFor();
    await page.getByRole('button', { name: 'a short one' }).waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'ml-papers' }).click();
    await page.getByRole('button', { name: 'what makes a very long suggestion' }).waitFor();

    await eventually(() => page.getByRole('button', { name: 'a short one' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Hide suggestions' }).click();
    await page.getByRole('list', { name: 'Try one of these' }).waitFor({ state: 'detached' });
  });

  test('an @ completes people anywhere in the text, a slash commands at its beginning', async () => {
    const { page } = await open();

    await page.keyboard.type('hello @');
    await option(page, '@testbot').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    expect(await composer(page).inputValue()).toBe('hello @testbot ');
    await page.keyboard.type('and a/b me@home /card');
    expect(await composer(page).getAttribute('aria-expanded')).toBe('false');
    await composer(page).fill('/inv');
    await option(page, '/invite').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('@be');
    await option(page, '@ben').click();

    expect(await composer(page).inputValue()).toBe('/invite @ben ');
  });

  test('arrow up edits the last message, Escape leaves it as it was; the app hears of the change', async () => {
    const { page, slack } = await open();
    await type(page, 'mine, to <@U00000BEN0> & all');
    await slack.people.as('ben').say('general', 'not mine');
    await messages(page).getByText('not mine').waitFor();

    await page.keyboard.press('ArrowUp');
    expect(await composer(page).inputValue()).toBe('mine, to @ben & all');
    await page.keyboard.press('Escape');
    expect(await composer(page).inputValue()).toBe('');
    await page.keyboard.press('ArrowUp');
    await composer(page).fill('mine, changed');
    await page.keyboard.press('Enter');
    await messages(page).getByText('(edited)').waitFor();

    expect(await messages(page).locator('.message').count()).toBe(2);
    expect(await composer(page).inputValue()).toBe('');
    expect(heard(slack).at(-1)).toMatchObject({ subtype: 'message_changed', message: { text: 'mine, changed' } });
  });

  test('a message is deleted when that is confirmed; with replies a tombstone stays', async () => {
    const { page, slack } = await open();
    await type(page, 'a first one');
    const parent = await slack.people.as('ada').say('general', 'a parent');
    await callApi(slack, 'chat.postMessage', { channel: parent.channel, text: 'a reply', thread_ts: parent.ts });
    const remove = async (text: string, answer: string) => {
      const message = messages(page).locator('.message', { hasText: text });
      await message.hover();
      await message.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: answer }).click();
    };

    await remove('a first one', 'Cancel');
    await remove('a first one', 'Delete');
    await messages(page).getByText('a first one').waitFor({ state: 'hidden' });
    expect(heard(slack).at(-1)).toMatchObject({ subtype: 'message_deleted' });
    await remove('a parent', 'Delete');
    await messages(page).getByText('This message was deleted.').waitFor();

    expect(heard(slack).at(-1)).toMatchObject({ subtype: 'message_changed', message: { subtype: 'tombstone' } });
    await messages(page).getByRole('button', { name: '1 reply' }).waitFor();
  });

  test('Escape closes what is open from the inside: the list, the edit, then the thread', async () => {
    const { page, slack } = await open();
    const { ts } = await slack.people.as('ada').say('general', 'a parent');
    await page.goto(`${slack.url}/channels/C00GENERAL?thread=${ts}`);
    await eventually(() => focused(page)).toBe('Reply in the thread');

    await page.keyboard.type('@');
    await option(page, '@ben').waitFor();
    await page.keyboard.press('Escape');
    await option(page, '@ben').waitFor({ state: 'hidden' });
    expect(await page.getByRole('complementary', { name: 'Thread' }).isVisible()).toBe(true);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('complementary', { name: 'Thread' }).isVisible()).toBe(true);
    await page.keyboard.press('Escape');

    await page.getByRole('complementary', { name: 'Thread' }).waitFor({ state: 'hidden' });
  });

  test('where the app is not, Slackbot says so to the one who mentions it, and invites it; /invite does too', async () => {
    const { page, slack } = await open();
    const isIn = (channel: string) => slack.workspace.channel(channel)?.members.includes(slack.botUserId);
    const write = async (channel: string, text: string) => {
      await page.goto(`${slack.url}/channels/${channel}`);
      await page.getByRole('combobox').last().fill(text);
      await page.keyboard.press('Enter');
    };

    await write('C000RANDOM', '@testbot are you there?');
    await messages(page).getByText('but they’re not in this channel.').waitFor();
    expect(heard(slack)).toEqual([]);
    await page.getByRole('button', { name: 'Invite Them' }).click();
    await messages(page).getByText('but they’re not in this channel.').waitFor({ state: 'hidden' });
    expect(isIn('random')).toBe(true);
    expect(heard(slack)).toMatchObject([{ type: 'member_joined_channel', channel: 'C000RANDOM' }]);
    await write('C00SECRET0', '/invite @testbot');
    await eventually(() => isIn('leads')).toBe(true);
    await write('C00SECRET0', '/invite @testbot');

    await page.getByText('Test app is already in this channel.').waitFor();
  });

  test('a job shows in every tab that it runs, and that it is done', async () => {
    const { promise: work, resolve: finish } = Promise.withResolvers<void>();
    const job = { id: 'restart', label: 'Restart', busyLabel: 'Restarting…', doneLabel: 'Restarted', run: () => work };
    const { page, slack } = await open([job]);
    const other = await browser.newPage();
    await other.goto(slack.url);

    await page.getByRole('button', { name: 'Restart', exact: true }).click();
    await other.getByRole('button', { name: 'Restarting…', disabled: true }).waitFor();
    await page.getByRole('button', { name: 'Restarting…', disabled: true }).waitFor();
    finish();

    await page.getByRole('button', { name: 'Restarted' }).waitFor();
    await other.close();
  });
});
