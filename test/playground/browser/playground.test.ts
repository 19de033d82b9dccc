import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { browserTimeoutMs, isBrowserMissing, openBrowser } from '../../support/browser.ts';
import { type Playground, startTestPlayground } from '../../support/playground.ts';

describe.skipIf(isBrowserMissing())('in a real browser', () => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;
  let complaints: string[] = [];
  const jobs: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    playground = await startTestPlayground([
      {
        id: 'digest',
        label: 'Run the digest now',
        busyLabel: 'Running…',
        doneLabel: 'Run',
        run: async () => void jobs.push('digest'),
      },
    ]);
    page = await open();
  });
  afterEach(async () => {
    await page.context().close();
    await playground.stop();
    const heard = complaints;
    complaints = [];
    expect(heard).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}, path = '/'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    const opened = await context.newPage();
    opened.setDefaultTimeout(browserTimeoutMs);
    opened.on('pageerror', (error) => complaints.push(error.message));
    opened.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await opened.goto(`${playground.slack.url}${path}`);
    await scriptOf(opened);
    return opened;
  }

  /** Waits until the page's script runs: it sets the focus. A condition in words would be code to the page, which takes none of others. */
  const scriptOf = (opened: Page) => opened.locator(':focus').waitFor({ state: 'attached' });

  const messages = (): Locator => page.getByRole('log', { name: 'Messages' });
  const thread = (): Locator => page.getByRole('complementary', { name: 'Thread' });

  /** Chooses from the menu of the first paper in a place. */
  async function fromMenu(place: Locator, option: string): Promise<void> {
    await place.getByLabel('More actions').first().click();
    await place.getByRole('button', { name: option }).first().click();
  }

  async function type(text: string, box = 'Message #general'): Promise<void> {
    await page.getByRole('combobox', { name: box }).waitFor();
    await scriptOf(page);
    await page.getByRole('combobox', { name: box }).fill(text);
    await page.keyboard.press('Enter');
  }

  test('a slash command is answered to the one who typed it, with bold reasons and working links', async () => {
    await type('/papers massive activations');
    const answer = messages().locator('.message.ephemeral');

    await answer.getByText(/Papers on “massive activations”: 1–5 of \d+/).waitFor();
    expect(await answer.getByText('Only visible to you').isVisible()).toBe(true);
    expect(
      await answer.getByRole('link', { name: 'Massive Activations in Large Language Models' }).getAttribute('href'),
    ).toBe('https://arxiv.org/abs/2402.17762');
    expect(await answer.locator('blockquote strong').first().textContent()).toBe('massive activations');
  });

  test('typing a slash offers the commands with their hints, and Enter takes the chosen one', async () => {
    const box = page.getByRole('combobox', { name: 'Message #general' });
    await box.pressSequentially('/pa');
    const offer = page.getByRole('option', { name: /\/papers/ });

    await offer.waitFor();
    expect(await offer.textContent()).toContain('question | today');
    await box.press('Enter');

    expect(await box.inputValue()).toBe('/papers ');
  });

  test('a newcomer can try a suggestion with one click', async () => {
    await page.getByRole('button', { name: '/papers help' }).click();

    await messages().getByText('Ask in your own words').waitFor();
  });

  test('paging turns the page in place', async () => {
    await type('/papers quantization of language models');
    await messages().getByRole('button', { name: 'Next 5' }).click();
    await messages().getByText('6–10 of').waitFor();
    await messages().getByRole('button', { name: 'Back' }).click();

    await messages().getByText('1–5 of').waitFor();
    expect(await messages().locator('.message').count()).toBe(1);
  });

  test('a shared paper is seen by the other person', async () => {
    await type('/papers massive activations');
    await fromMenu(messages(), 'Share to channel');
    await messages().getByText('Shared by ada').waitFor();

    await page.getByLabel('Acting as').selectOption({ label: 'Ben Okafor' });
    await messages().getByText('Shared by ada').waitFor();

    expect(await messages().getByText('Papers on “massive activations”').count()).toBe(0);
  });

  test('a mention is answered in a thread; follow-ups go on there', async () => {
    await type('@paperboy quantization of language models');
    await messages().getByRole('button', { name: '1 reply' }).click();
    await thread().getByText('Papers on “quantization of language models”').waitFor();
    await type('@paperboy bibtex 1', 'Reply in the thread');

    await thread().getByText('archivePrefix = {arXiv}').waitFor();
    await type('@paperboy more', 'Reply in the thread');
    await thread().getByText('6–10 of').waitFor();
  });

  test('a bare mention in a thread finds what the thread is about', async () => {
    await type('why do some hidden states of llama have massive activations?');
    const { ts } = await playground.slack.until(() => playground.slack.workspace.messages('general')[0]);
    await page.goto(`${playground.slack.url}/channels/C00GENERAL?thread=${ts}`);
    await type('@paperboy', 'Reply in the thread');

    await thread().getByText('From this thread I looked for:').waitFor();
  });

  test('Details opens a window that Escape closes', async () => {
    await type('/papers massive activations');
    await fromMenu(messages(), 'Details');
    const details = page.getByRole('dialog', { name: 'Paper details' });

    await details.getByText('eprint = {2402.17762}').waitFor();
    await page.keyboard.press('Escape');

    await details.waitFor({ state: 'hidden' });
  });

  test('the menu of a message finds related papers', async () => {
    await type('our llama runs show massive activations');
    await messages().locator('.message').hover();
    await messages().getByLabel('Message shortcuts').click();
    await messages().getByRole('button', { name: 'Find related papers' }).click();

    await messages().getByText('From this message I looked for:').waitFor();
  });

  test('App Home shows the newest papers', async () => {
    await page.getByRole('link', { name: 'Paperboy Home' }).click();

    await page.getByRole('main').getByText('119 papers in the library').waitFor();
    await fromMenu(page.getByRole('main'), 'Details');
    await page.getByRole('dialog', { name: 'Paper details' }).waitFor();
  });

  test('a direct message needs no mention', async () => {
    await page.getByRole('link', { name: 'Paperboy', exact: true }).click();
    await type('massive activations', 'Message Paperboy');

    await messages().getByText('Papers on “massive activations”').waitFor();
  });

  test('a fault injected on the page is shown politely, and the panel shows the call that failed', async () => {
    await page.getByText('Traffic').click();
    await page.getByRole('combobox', { name: 'Fault' }).selectOption({ label: 'refused' });
    await page.getByRole('button', { name: 'Inject' }).click();
    await playground.slack.until(() => playground.slack.faults.list().length > 0);
    await type('@paperboy massive activations');
    const { ts } = await playground.slack.until(() => playground.slack.workspace.messages('general')[0]);
    await page.goto(`${playground.slack.url}/channels/C00GENERAL?thread=${ts}`);

    await thread().getByText('This workspace does not let Paperboy post here. Ask an admin.').waitFor();
  });

  test('what Slack refuses to the person is said on the page', async () => {
    await type('/unknown thing');

    await page.getByRole('alert').filter({ hasText: '/unknown' }).waitFor();
  });

  test('the light shows a lost connection and its return', async () => {
    await page.getByText('Traffic').click();
    // The bot is back sooner than anybody sees that it was gone, unless Slack keeps it waiting.
    playground.slack.faults.inject({ on: 'apps.connections.open', kind: 'refused', error: 'internal_error', times: 2 });
    await page.getByRole('button', { name: 'Disconnect the socket' }).click();

    await page.getByText('App offline').waitFor();
    await page.getByText('App connected').waitFor();
    await type('/papers dropout');
    await messages().getByText('Papers on “dropout”').waitFor();
  });

  test('a reload keeps conversation, thread and person', async () => {
    await page.getByLabel('Acting as').selectOption({ label: 'Ben Okafor' });
    await page.waitForURL(/as=U00000BEN0/);
    await type('@paperboy massive activations');
    await messages().getByRole('button', { name: '1 reply' }).click();
    await thread().getByText('Papers on').waitFor();
    await page.reload();

    await thread().getByText('Papers on').waitFor();
    expect(await page.getByLabel('Acting as').locator('option:checked').textContent()).toBe('Ben Okafor');
  });

  test('a job of the app can be run from the page', async () => {
    await page.getByRole('button', { name: 'Run the digest now' }).click();

    await expect.poll(() => jobs).toEqual(['digest']);
  });

  test('traffic entries open to their JSON', async () => {
    await type('/papers help');
    await messages().getByText('Ask in your own words').waitFor();
    await page.getByText('Traffic').click();
    await page.locator('#traffic-list summary', { hasText: 'slash_commands /papers' }).first().click();

    await page.getByText('"command": "/papers"').waitFor();
  });

  test('it works in the dark, and in a narrow window with a menu', async () => {
    const narrow = await open({ viewport: { width: 400, height: 760 }, colorScheme: 'dark' });

    await narrow.getByRole('button', { name: 'Menu' }).click();
    await narrow.getByRole('link', { name: 'ml-papers' }).click();
    await narrow.getByRole('combobox', { name: 'Message #ml-papers' }).waitFor();
    // Before its script has run, Enter is a line end.
    await narrow.waitForLoadState();
    await narrow.getByRole('combobox', { name: 'Message #ml-papers' }).fill('/papers dropout');
    await narrow.keyboard.press('Enter');
    await narrow.getByText('Papers on “dropout”').first().waitFor();

    expect(await narrow.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await narrow.context().close();
  });
});
