import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserTimeoutMs, isBrowserMissing, openBrowser } from '../../support/browser.ts';
import { type Playground, startTestPlayground } from '../../support/playground.ts';

describe.skipIf(isBrowserMissing())('App Home in a real browser', () => {
  let browser: Browser;
  let playground: Playground;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    playground = await startTestPlayground();
    page = await browser.newPage({ viewport: { width: 400, height: 800 } });
    page.setDefaultTimeout(browserTimeoutMs);
    await page.goto(`${playground.slack.url}/home`);
  });
  afterAll(async () => {
    await browser.close();
    await playground.stop();
  });

  const field = () => page.locator('#home').getByLabel('Find papers');
  const dialog = () => page.getByRole('dialog');

  test('Enter in its field finds papers in a window; one paper opens over it, and closing leads back, then home', async () => {
    await field().fill('massive activations');
    await field().press('Enter');
    await dialog()
      .getByText(/Papers on “massive activations”: 1–5 of \d+/)
      .waitFor();

    await dialog().getByLabel('More actions').first().click();
    await dialog().getByRole('button', { name: 'Details' }).first().click();
    await page.getByRole('heading', { name: 'Paper details' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Find papers' }).waitFor();
    const found = await dialog().getByLabel('Find papers').inputValue();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });

    expect(found).toBe('massive activations');
    expect(await field().inputValue()).toBe('massive activations');
  });

  test('the button under its field looks for what stands there, as Enter does', async () => {
    await field().fill('quantization');
    await page.locator('#home').getByRole('button', { name: 'Search' }).click();

    await dialog()
      .getByText(/Papers on “quantization”/)
      .waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('who types on while a window closes keeps what they selected and typed', async () => {
    await field().fill('adapters');
    await field().press('Enter');
    await dialog()
      .getByText(/“adapters”/)
      .waitFor();
    let letGo: () => void = () => undefined;
    const isTyped = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/act?*', (route) => isTyped.then(() => route.continue()));

    await page.keyboard.press('Escape');
    await field().selectText();
    letGo();
    await page.locator('#modal-host dialog').waitFor({ state: 'detached' });
    await page.keyboard.insertText('quantization');
    await page.unroute('**/act?*');

    expect(await field().inputValue()).toBe('quantization');
  });

  test('on a narrow screen nothing of it stands beyond the edge', async () => {
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });
});
