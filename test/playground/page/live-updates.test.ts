import { expect, onTestFinished, test } from 'vitest';
import type { PageUpdate } from '../../../src/playground/page/live-updates.ts';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { aServedPage } from './served-page.ts';

/** Polls for as long as a busy machine may take. */
const eventually = <Found>(find: () => Found) => expect.poll(find, { timeout: 15_000 });

/** What a tab that looks at #general is told, as it comes. */
async function aTab(slack: SlackStandIn): Promise<{ updates: PageUpdate[] }> {
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const { body } = await fetch(`${slack.url}/stream?page=/`, { signal: closing.signal });
  const updates: PageUpdate[] = [];
  let text = '';
  const read = async () => {
    for await (const chunk of body ?? []) {
      text += Buffer.from(chunk).toString();
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) updates.push(JSON.parse(event.slice('data: '.length)));
    }
  };
  read().catch(() => undefined); // The test is over.
  await eventually(() => updates).toHaveLength(1);
  return { updates };
}

test('a message is drawn once for a tab; later it is only named, until it changes', async () => {
  const slack = await aServedPage();
  const ada = slack.people.as('ada');
  const first = await ada.say('general', 'the first');
  const { updates } = await aTab(slack);

  await ada.say('general', 'the second');
  await eventually(() => updates.at(-1)?.messages).toHaveLength(3);

  const [day, held, fresh] = updates.at(-1)?.messages ?? [];
  expect([day?.markup, held?.markup]).toEqual([undefined, undefined]);
  expect(fresh?.markup).toContain('the second');
  await ada.react(first, 'eyes');
  await eventually(() => updates.at(-1)?.messages?.[1]?.markup).toContain('eyes, 1');
  expect(updates.at(-1)?.messages?.[2]?.markup).toBeUndefined();
});

test('many changes in a moment are told at once', async () => {
  const slack = await aServedPage();
  const { updates } = await aTab(slack);

  for (let count = 0; count < 20; count += 1) void slack.people.as('ada').say('general', `message ${count}`);
  await eventually(() => updates.at(-1)?.messages ?? []).toHaveLength(21);

  expect(updates.length).toBeLessThan(5);
});

test('traffic is told as a number and not drawn', async () => {
  const slack = await aServedPage();
  const { updates } = await aTab(slack);

  await slack.people.as('ada').say('general', 'hi');
  await eventually(() => updates.at(-1)?.traffic?.count).toBeGreaterThan(0);

  expect(JSON.stringify(updates)).not.toContain('<li id="traffic-');
});
