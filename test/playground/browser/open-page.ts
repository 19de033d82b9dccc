import type { App } from '@slack/bolt';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { RunnableJob } from '../../../src/playground/page/job-board.ts';
import type { AppOptions } from '../../../src/playground/stand-in/app-options.ts';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { browserTimeoutMs } from '../../support/browser.ts';
import { aServedPage } from '../page/served-page.ts';
import { aBoltApp } from '../stand-in/support.ts';

interface PageUnderTest {
  readonly commands: readonly string[];
  readonly addListeners: (app: App) => void;
  readonly jobs?: readonly RunnableJob[];
  /** What else the app is. */
  readonly app?: Partial<AppOptions>;
}

/** A tab on a page of its own, with an app behind it. The test fails when the page complained. */
export async function openPage(
  browser: Browser,
  { commands, addListeners, jobs = [], app = {} }: PageUnderTest,
): Promise<{ page: Page; slack: SlackStandIn }> {
  const slack = await aServedPage(
    {
      commands: commands.map((command) => ({ command, description: command, usageHint: '' })),
      shortcuts: [{ name: 'Look closer', callbackId: 'look' }],
      ...app,
    },
    { suggestions: ['what makes a very long suggestion worth its place on a small screen?', 'a short one'], jobs },
  );
  await aBoltApp(slack, addListeners);
  const page = await browser.newPage({ viewport: { width: 1280, height: 700 } });
  page.setDefaultTimeout(browserTimeoutMs);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  onTestFinished(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(slack.url);
  await eventually(() => focused(page)).toBe('Message #general'); // Its script runs.
  return { page, slack };
}

export const composer = (page: Page): Locator => page.getByRole('combobox', { name: 'Message #general' });

export const messages = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });

export async function type(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.keyboard.press('Enter');
}

/** Polls for as long as the browser may take on a busy machine. */
export function eventually<Found>(find: () => Found | Promise<Found>) {
  return expect.poll(find, { timeout: browserTimeoutMs });
}

/** The accessible name or text of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate('(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()');
}
