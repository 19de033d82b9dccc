import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openBrowser } from './support/browser.ts';
import { startTestPlayground } from './support/playground.ts';
import { type Posted, postedIn } from './support/posted.ts';

// npm run screenshots: makes the pictures that the README shows, and others to look at after a change of the page, in var/screenshots.

const shipped = fileURLToPath(new URL('../data/screenshots/', import.meta.url));
const others = fileURLToPath(new URL('../var/screenshots/', import.meta.url));
const playground = await startTestPlayground();
const browser = await openBrowser();

async function open(options: { width: number; height: number; colorScheme?: 'dark' }, path: string): Promise<Page> {
  const { colorScheme = 'light', ...viewport } = options;
  const page = await browser.newPage({ viewport, colorScheme });
  await page.goto(`${playground.slack.url}${path}`);
  return page;
}

async function shoot(page: Page, path: string): Promise<void> {
  await page.screenshot({ path, animations: 'disabled' });
}

/** The bot's newest message in a channel that is such a one, once it is there, private ones included. */
function newest(channel: string, isSuch: (posted: Posted) => boolean): Promise<Posted> {
  return playground.slack.until(() => postedIn(playground.slack, channel).findLast(isSuch));
}

/** One message alone, as it stands in the channel. */
async function shootMessage(page: Page, { ref: { ts } }: Posted, path: string): Promise<void> {
  const message = page.locator(`.message[data-ts="${ts}"]`).last();
  await message.scrollIntoViewIfNeeded();
  await message.screenshot({ path, animations: 'disabled' });
}

const ada = playground.slack.people.as('ada');
const ben = playground.slack.people.as('ben');
const { ts } = await ben.say(
  'general',
  'our llama run has massive activations in a few hidden dimensions, and clipping them kills the model',
);
await ada.mention('general', '', { threadTs: ts });
await playground.slack.until(() => playground.slack.workspace.thread('general', ts).length === 3);
await ada.command('general', '/papers how does 4-bit quantization deal with outliers? top:2');
await playground.slack.until(() => playground.slack.workspace.messages('general').length === 2);

const light = await open({ width: 1360, height: 880 }, `/channels/C00GENERAL?thread=${ts}`);
await shoot(light, `${others}playground.png`);
await light.getByLabel('More actions').first().click();
await light.getByRole('button', { name: 'Details' }).first().click();
await light.getByRole('dialog').waitFor();
await shoot(light, `${others}modal.png`);
await light.getByRole('button', { name: 'Close', exact: true }).last().click();

const dark = await open({ width: 1360, height: 880, colorScheme: 'dark' }, `/channels/C00GENERAL?thread=${ts}`);
await dark.getByText('Traffic').click();
await shoot(dark, `${others}dark.png`);

playground.slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'restricted_action' });
await ada.mention('general', 'dropout', { threadTs: ts });
await light.getByRole('log', { name: 'Thread messages' }).getByText('I could not answer where you asked').waitFor();
await shoot(light, `${others}error.png`);

const where = '/channels/C0MLPAPERS';
await ada.command('ml-papers', '/papers subscribe 9:00 weekdays massive activations top:3');
await newest('ml-papers', ({ shown }) => shown.startsWith('Subscribed'));
await ada.command('ml-papers', '/papers subscriptions');
const list = await newest('ml-papers', ({ buttons }) => buttons.includes('Run now'));
await ada.click(list.ref, 'subscription_run_now');
const question = await newest('ml-papers', ({ buttons }) => buttons.includes('Only for me'));
await ada.click(question.ref, 'subscription_run_here');
const digest = await newest('ml-papers', ({ buttons }) => buttons.includes('Manage'));
const tall = { width: 860, height: 1400 };
await shootMessage(await open(tall, where), digest, `${shipped}digest.png`);

await ada.command('ml-papers', '/papers how does 4-bit quantization deal with outliers? top:2');
const answer = await newest('ml-papers', ({ shown }) => shown.startsWith('Papers on'));
await shootMessage(await open(tall, where), answer, `${shipped}answer.png`);

await ada.command('ml-papers', '/papers similar 2310.16836');
const similar = await newest('ml-papers', ({ shown }) => shown.startsWith('Papers similar'));
await shootMessage(await open(tall, where), similar, `${others}cards.png`);
await shootMessage(await open({ ...tall, colorScheme: 'dark' }, where), similar, `${others}cards-dark.png`);
await shootMessage(await open({ ...tall, width: 400 }, where), similar, `${others}cards-narrow.png`);

const narrow = await open({ width: 400, height: 800 }, '/channels/C00GENERAL');
await shoot(narrow, `${others}narrow.png`);
await shoot(await open({ width: 1360, height: 880 }, '/home'), `${others}home.png`);

await browser.close();
await playground.stop();
