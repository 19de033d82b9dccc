import { PassThrough } from 'node:stream';
import type { App } from '@slack/bolt';
import { expect, onTestFinished, test } from 'vitest';
import { blocksAsText } from '../../src/playground/blocks-as-text.ts';
import type { SlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { startTerminal } from '../../src/playground/terminal.ts';
import { aBoltApp, actions, aStandIn, button, plain, withPapersCommand } from './stand-in/support.ts';

const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const input = (id: string, label: string, element: object) => ({
  ...{ type: 'input' as const, block_id: id, label: plain(label) },
  element: { action_id: id, ...element } as never,
});

/** An app with a window of every kind of field, which wants a longer topic than "kv". */
function addListeners(app: App, heard: unknown[]): void {
  app.command('/papers', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        ...{ type: 'modal', callback_id: 'form', title: plain('Set up a digest') },
        ...{ submit: plain('Subscribe'), close: plain('Not now') },
        blocks: [
          input('place', 'Channel', { type: 'conversations_select', initial_conversation: 'C0MLPAPERS' }),
          input('time', 'Time', { type: 'timepicker', initial_time: '09:00' }),
          input('days', 'Days', { type: 'multi_static_select', options: [option('Monday'), option('Friday')] }),
          input('topic', 'Topic', { type: 'plain_text_input' }),
          actions(button('look', { text: plain('Preview') })),
        ],
      },
    });
  });
  app.action('look', async ({ ack }) => {
    heard.push('look');
    await ack();
  });
  app.view('form', async ({ ack, view }) => {
    const { place, time, days, topic } = view.state.values;
    const words = topic?.['topic']?.value ?? '';
    if (words.length < 3) return ack({ response_action: 'errors', errors: { topic: 'Say a little more.' } });
    heard.push([
      place?.['place']?.selected_conversation,
      time?.['time']?.selected_time,
      days?.['days']?.selected_options?.map(({ value }) => value),
      words,
    ]);
    return ack();
  });
}

async function openTerminal(
  heard: unknown[],
): Promise<{ slack: SlackStandIn; type: (line: string) => void; shown: () => string }> {
  const slack = await aStandIn({ app: withPapersCommand() });
  await aBoltApp(slack, (app) => addListeners(app, heard));
  const [keys, screen] = [new PassThrough(), new PassThrough()];
  let shown = '';
  screen.on('data', (chunk) => {
    shown += String(chunk);
  });
  const terminal = startTerminal({ slack, input: keys, output: screen, outward: '', onClose: () => undefined });
  terminal.open();
  onTestFinished(() => terminal.close());
  return { slack, type: (line) => void keys.write(`${line}\n`), shown: () => shown };
}

test('a window is drawn as text and filled in by numbers; what is wrong stands at its field', async () => {
  const heard: unknown[] = [];
  const { slack, type, shown } = await openTerminal(heard);
  const seen = (words: string) => slack.until(() => shown().includes(words), words);

  type('/papers subscribe');
  await seen('s: Subscribe, x: Not now');
  expect(shown()).toContain('[1] Channel: #ml-papers');
  expect(shown()).toContain('[2] Time: 09:00');
  expect(shown()).toContain('[3] Days: \n      any of: Monday, Friday');
  for (const line of ['1 me', '2 18:30', '3 mon, fri', '4 kv', 's']) type(line);
  await seen('! Say a little more.');
  expect(shown()).toContain('[1] Channel: me');
  expect(shown()).toContain('[3] Days: Monday, Friday');
  for (const line of ['4 kv cache', '5', 's']) type(line);
  await slack.until(() => slack.workspace.openView('U00000ADA0') === undefined, 'the window to close');

  expect(heard).toEqual(['look', ['D00000ADA0', '18:30', ['monday', 'friday'], 'kv cache']]);
});

test('cards are drawn with their texts and numbered buttons', () => {
  const card = (id: string) => ({
    type: 'card' as const,
    hero_image: { type: 'image' as const, image_url: 'https://a.org/p.png', alt_text: 'First page' },
    title: { type: 'plain_text' as const, text: `Paper ${id}` },
    actions: [{ ...button(`open_${id}`), text: { type: 'plain_text' as const, text: 'Open' } }],
  });

  const { lines, controls } = blocksAsText({
    blocks: [card('1'), { type: 'carousel', elements: [card('2')] }],
    ...{ firstNumber: 1, nameOf: (id) => id },
  });

  expect(lines).toEqual([
    ...['| (picture: First page)', '| Paper 1', '| [1] Open'],
    ...['| (picture: First page)', '| Paper 2', '| [2] Open'],
  ]);
  expect(controls.map(({ actionId }) => actionId)).toEqual(['open_1', 'open_2']);
});

test('x closes a window, and a field without words says how it is filled in', async () => {
  const { slack, type, shown } = await openTerminal([]);

  type('/papers subscribe');
  await slack.until(() => shown().includes('s: Subscribe'), 'the window');
  for (const line of ['4', '9', 'x']) type(line);
  await slack.until(() => slack.workspace.openView('U00000ADA0') === undefined, 'the window to close');

  expect(shown()).toContain('Write what “Topic” is to be behind the number: 4 …');
  expect(shown()).toContain('There is no 9 here.');
});
