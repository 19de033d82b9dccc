import type { InputBlock, MultiStaticSelect, StaticSelect, View } from '@slack/types';
import { expect, test } from 'vitest';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { createManualClock } from './manual-clock.ts';
import {
  aBoltApp,
  actions,
  anAppWith,
  aStandIn,
  button,
  callApi,
  header,
  plain,
  withPapersCommand,
} from './support.ts';

const option = (value: string) => ({ text: plain(value), value });
const topics: StaticSelect = {
  type: 'static_select',
  action_id: 'topic',
  options: [option('pruning'), option('attention')],
};
const days: MultiStaticSelect = {
  type: 'multi_static_select',
  action_id: 'days',
  options: [option('mon'), option('fri')],
};

/** An app that takes everything and says nothing. */
async function anAcknowledgingApp(slack: SlackStandIn) {
  return aBoltApp(slack, (app) => {
    app.command(/.*/, ({ ack }) => ack());
    app.action(/.*/, ({ ack }) => ack());
    app.shortcut(/.*/, ({ ack }) => ack());
    app.view(/.*/, ({ ack }) => ack());
  });
}

async function aMessageWith(slack: SlackStandIn, ...blocks: object[]) {
  const { channel, ts } = await callApi(slack, 'chat.postMessage', { channel: 'C00GENERAL', text: 'x', blocks });
  return { channel: String(channel), ts: String(ts) };
}

function lastPayload(slack: SlackStandIn, name: string): Record<string, unknown> {
  const delivered = slack.traffic
    .entries()
    .filter((entry) => entry.kind === 'delivery')
    .findLast((delivery) => delivery.name === name);
  return delivered?.payload ?? {};
}

test('a slash command carries what Slack sends, and no thread', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await anAcknowledgingApp(slack);
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers a < b & "c"');
  const inChannel = lastPayload(slack, '/papers');
  await ada.command('ada', '/papers');

  expect(inChannel).toMatchObject({
    command: '/papers',
    text: 'a &lt; b &amp; "c"',
    channel_id: 'C00GENERAL',
    channel_name: 'general',
    user_id: ada.id,
    user_name: 'ada',
    team_id: slack.teamId,
    api_app_id: slack.appId,
    response_url: expect.stringContaining(`${slack.url}/response/`),
  });
  expect(inChannel).not.toHaveProperty('thread_ts');
  expect(lastPayload(slack, '/papers')).toMatchObject({ channel_name: 'directmessage', text: '' });
});

test('a command in a thread, and one that no app has, get the sentences that Slack shows', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  const ada = slack.people.as('ada');
  const { ts: threadTs } = await ada.say('general', 'hello');

  const inThread = await ada.command('general', '/papers kv cache', { threadTs });
  const unknown = await ada.command('general', '/poems');

  expect(inThread).toEqual({ acknowledged: false, shown: '/papers is not supported in threads. Sorry!' });
  expect(unknown).toMatchObject({ shown: expect.stringContaining('/poems is not a valid command.') });
});

test.each([
  ['/invite @testbot', 'leads', true, undefined],
  ['/invite @Ben', 'leads', true, undefined],
  ['/invite @testbot', 'general', false, 'Test app is already in this channel.'],
  ['/invite @nobody', 'leads', false, 'Nobody here is called “@nobody”. Write /invite @name.'],
  ['/invite @testbot', 'D00000ADA0', false, 'Nobody can be invited to a direct message.'],
])('%s in %s is for Slack itself', async (line, channel, acknowledged, shown) => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await anAcknowledgingApp(slack);

  const outcome = await slack.people.as('ada').command(channel, line);

  expect(outcome).toEqual({ acknowledged, ...(shown && { shown }) });
  const delivered = slack.traffic.entries().filter((entry) => entry.kind === 'delivery');
  expect(delivered.filter(({ type }) => type === 'slash_commands')).toEqual([]);
});

test('a pressed button says where it stands, in what message, and what is chosen beside it', async () => {
  const slack = await aStandIn();
  await anAcknowledgingApp(slack);
  const ada = slack.people.as('ada');
  const parent = await ada.say('general', 'hello');
  const { ts } = await callApi(slack, 'chat.postMessage', {
    channel: 'C00GENERAL',
    text: 'Choose',
    thread_ts: parent.ts,
    blocks: [{ ...actions(topics, button('save', { value: '1706.03762' })), block_id: 'row' }],
  });
  const message = { channel: 'C00GENERAL', ts: String(ts) };

  await ada.select(message, 'topic', 'attention');
  await ada.click(message, { actionId: 'save', blockId: 'row' });

  expect(lastPayload(slack, 'block_actions')).toMatchObject({
    type: 'block_actions',
    user: { id: ada.id, username: 'ada', team_id: slack.teamId },
    team: { id: slack.teamId },
    api_app_id: slack.appId,
    channel: { id: 'C00GENERAL', name: 'general' },
    container: { type: 'message', message_ts: ts, channel_id: 'C00GENERAL', thread_ts: parent.ts, is_ephemeral: false },
    message: { ts, text: 'Choose', bot_id: slack.botId },
    state: { values: { row: { topic: { type: 'static_select', selected_option: option('attention') } } } },
    actions: [
      { type: 'button', action_id: 'save', block_id: 'row', value: '1706.03762', action_ts: expect.any(String) },
    ],
    trigger_id: expect.any(String),
    response_url: expect.any(String),
  });
});

test('an ephemeral message is pressed by its reader only, and its payload has no message', async () => {
  const slack = await aStandIn();
  await anAcknowledgingApp(slack);
  const ada = slack.people.as('ada');
  await callApi(slack, 'chat.postEphemeral', {
    ...{ channel: 'C00GENERAL', user: ada.id, text: 'x', blocks: [actions(button('go'))] },
  });
  const [message = { channel: '', ts: '' }] = slack.workspace.messages('general');

  await ada.click(message, 'go');

  expect(lastPayload(slack, 'block_actions')).toMatchObject({ container: { is_ephemeral: true } });
  expect(lastPayload(slack, 'block_actions')).not.toHaveProperty('message');
  await expect(slack.people.as('ben').click(message, 'go')).rejects.toThrow('Ben Okafor sees no message');
});

test('the second of two equal buttons is pressed by its index', async () => {
  const slack = await aStandIn();
  await anAcknowledgingApp(slack);
  const message = await aMessageWith(
    slack,
    actions(button('save', { value: '1' })),
    actions(button('save', { value: '2' })),
  );

  await slack.people.as('ada').click(message, 'save', 1);

  expect(lastPayload(slack, 'block_actions')).toMatchObject({ actions: [{ value: '2' }] });
});

test('an overflow menu gives the chosen option', async () => {
  const slack = await aStandIn();
  await anAcknowledgingApp(slack);
  const message = await aMessageWith(
    slack,
    actions({ type: 'overflow', action_id: 'more', options: [option('bibtex')] }),
  );
  const ada = slack.people.as('ada');

  await ada.overflow(message, 'more', 'bibtex');

  expect(lastPayload(slack, 'block_actions')).toMatchObject({ actions: [{ selected_option: option('bibtex') }] });
  await expect(ada.overflow(message, 'more', 'pdf')).rejects.toThrow(
    'No option "pdf" in overflow more. It offers: bibtex',
  );
});

test('a message shortcut carries the message', async () => {
  const slack = await aStandIn({
    app: anAppWith({ shortcuts: [{ name: 'Find related', callbackId: 'related' }] }),
  });
  await anAcknowledgingApp(slack);
  const message = await slack.people.as('ben').say('general', 'Attention is all you need');

  expect(await slack.people.as('ada').shortcut('related', message)).toEqual({ acknowledged: true });

  expect(lastPayload(slack, 'message_action')).toMatchObject({
    callback_id: 'related',
    message_ts: message.ts,
    message: { text: 'Attention is all you need', user: slack.people.as('ben').id },
    channel: { id: 'C00GENERAL' },
    response_url: expect.any(String),
  });
});

test('a response_url works five times, then never again', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await anAcknowledgingApp(slack);
  await slack.people.as('ada').command('general', '/papers');
  const responseUrl = String(lastPayload(slack, '/papers')['response_url']);

  const answers = [];
  for (let use = 1; use <= 6; use += 1) answers.push(await post(responseUrl, { text: `Answer ${use}` }));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 404]);
  expect(answers[5]?.body).toEqual({ ok: false, error: 'used_url' });
  expect(slack.workspace.messages('general')).toHaveLength(5);
});

test('a response_url dies after 30 minutes', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ clock, app: withPapersCommand() });
  await anAcknowledgingApp(slack);
  await slack.people.as('ada').command('general', '/papers');
  clock.advance(30 * 60_000 + 1);

  const answer = await post(String(lastPayload(slack, '/papers')['response_url']), { text: 'late' });

  expect(answer).toEqual({ status: 404, body: { ok: false, error: 'expired_url' } });
});

test('a response_url checks blocks, and reaches channels the bot is not in', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await anAcknowledgingApp(slack);
  await slack.people.as('ada').command('random', '/papers');
  const responseUrl = String(lastPayload(slack, '/papers')['response_url']);

  const refused = await post(responseUrl, { blocks: [header('')] });
  const answered = await post(responseUrl, { text: 'For all', response_type: 'in_channel' });

  expect(refused).toMatchObject({ status: 400, body: { ok: false, error: 'invalid_blocks' } });
  expect(answered).toEqual({ status: 200, body: { ok: true } });
  const [message] = slack.workspace.messages('random');
  expect(message).toMatchObject({ text: 'For all' });
  expect(message?.ephemeralFor).toBeUndefined();
});

test('a pressed message can be deleted through its response_url', async () => {
  const slack = await aStandIn();
  await anAcknowledgingApp(slack);
  const message = await aMessageWith(slack, actions(button('dismiss')));
  await slack.people.as('ada').click(message, 'dismiss');

  await post(String(lastPayload(slack, 'block_actions')['response_url']), { delete_original: true });

  expect(slack.workspace.message(message)).toBeUndefined();
});

test('a trigger_id opens one view, and only within three seconds', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ clock, app: withPapersCommand() });
  await anAcknowledgingApp(slack);
  const ada = slack.people.as('ada');
  const freshTrigger = async () => {
    await ada.command('general', '/papers');
    return lastPayload(slack, '/papers')['trigger_id'];
  };
  const open = (trigger_id: unknown) => callApi(slack, 'views.open', { trigger_id, view: aModal() });

  const used = await freshTrigger();
  expect(await open(used)).toMatchObject({ ok: true, view: { type: 'modal' } });
  expect(await open(used)).toMatchObject({ error: 'exchanged_trigger_id' });

  const old = await freshTrigger();
  clock.advance(3_001);
  expect(await open(old)).toMatchObject({ error: 'expired_trigger_id' });
  expect(await open('1.2.3')).toMatchObject({ error: 'invalid_trigger_id' });
});

test('two views are pushed onto an open one, and closing each leads back to the one below', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await anAcknowledgingApp(slack);
  const ada = slack.people.as('ada');
  const show = async (method: string) => {
    await ada.command('general', '/papers');
    return callApi(slack, method, { trigger_id: lastPayload(slack, '/papers')['trigger_id'], view: aModal() });
  };
  const shown = (): string | undefined => slack.workspace.openView(ada.id)?.view.id;

  expect(await show('views.push')).toMatchObject({ error: 'invalid_trigger_id' });
  const viewOf = async (method: string): Promise<Record<string, string>> =>
    (await show(method))['view'] as Record<string, string>;
  const { id: first } = await viewOf('views.open');
  const pushed = await viewOf('views.push');
  const last = await viewOf('views.push');

  expect(pushed).toMatchObject({ root_view_id: first, previous_view_id: first });
  expect(last).toMatchObject({ root_view_id: first, previous_view_id: pushed['id'] });
  expect(await show('views.push')).toMatchObject({ error: 'push_limit_reached' });
  await ada.closeView();
  expect(shown()).toBe(pushed['id']);
  await ada.closeView();
  expect(shown()).toBe(first);
  await ada.closeView();
  expect(shown()).toBeUndefined();
});

test('a view is updated only with its newest hash', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await anAcknowledgingApp(slack);
  await slack.people.as('ada').command('general', '/papers');
  const trigger_id = lastPayload(slack, '/papers')['trigger_id'];
  const { view } = await callApi(slack, 'views.open', { trigger_id, view: aModal() });
  const { id: view_id, hash } = view as { id: string; hash: string };
  const update = (given: object) => callApi(slack, 'views.update', { view_id, view: aModal(), ...given });

  expect(await update({ hash })).toMatchObject({ ok: true });
  expect(await update({ hash })).toMatchObject({ error: 'hash_conflict' });
  expect(await update({ view_id: 'V0NOTHING0' })).toMatchObject({ error: 'not_found' });
  expect(await update({ view: { type: 'modal' } })).toMatchObject({ error: 'invalid_arguments' });
});

test('a submission carries every field', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await aBoltApp(slack, (app) => {
    app.command('/papers', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: aModal(field(topics), field(days)) });
    });
    app.view(/.*/, ({ ack }) => ack());
  });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers');
  await slack.until(() => slack.workspace.openView(ada.id));

  await ada.submit({ topic: 'pruning', days: ['mon', 'fri'] });

  expect(lastPayload(slack, 'view_submission')).toMatchObject({
    user: { id: ada.id },
    view: {
      callback_id: 'a-modal',
      state: {
        values: {
          'block-topic': { topic: { type: 'static_select', selected_option: option('pruning') } },
          'block-days': { days: { selected_options: [option('mon'), option('fri')] } },
        },
      },
    },
  });
  expect(slack.workspace.openView(ada.id)).toBeUndefined();
});

test('errors for a block that is no input leave the person with trouble, and a note in the traffic', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await aBoltApp(slack, (app) => {
    app.command('/papers', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: aModal() });
    });
    app.view(/.*/, ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'Wrong' } }));
  });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers');
  await slack.until(() => slack.workspace.openView(ada.id));

  const outcome = await ada.submit();

  expect(outcome).toEqual({ acknowledged: false, shown: 'We had some trouble connecting. Try again?' });
  expect(slack.workspace.openView(ada.id)?.notice).toBe('We had some trouble connecting. Try again?');
  expect(slack.traffic.entries().filter(({ kind }) => kind === 'problem')).toHaveLength(1);
});

function aModal(...blocks: InputBlock[]): View {
  return { type: 'modal', callback_id: 'a-modal', title: plain('A modal'), submit: plain('OK'), blocks };
}

function field(element: InputBlock['element']): InputBlock {
  return { type: 'input', block_id: `block-${element.action_id}`, label: plain('Field'), element };
}

async function post(url: string, body: object) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

test('a button on a card of a carousel says which card it stands on', async () => {
  const slack = await aStandIn();
  await anAcknowledgingApp(slack);
  const card = (id: string) => ({
    ...{ type: 'card', title: plain(id), actions: [{ ...button(`open_${id}`), value: id }] },
    block_id: `card_${id}`,
  });
  const message = await aMessageWith(slack, { type: 'carousel', elements: [card('1'), card('2')] }, card('3'));

  await slack.people.as('ada').click(message, 'open_2');
  const inCarousel = lastPayload(slack, 'block_actions');
  await slack.people.as('ada').click(message, 'open_3');

  expect(inCarousel['actions']).toMatchObject([{ action_id: 'open_2', block_id: 'card_2', value: '2' }]);
  expect(lastPayload(slack, 'block_actions')['actions']).toMatchObject([{ action_id: 'open_3', block_id: 'card_3' }]);
});
