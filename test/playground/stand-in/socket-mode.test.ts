import type { View } from '@slack/types';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { SlackStandIn } from '../../../src/playground/stand-in/slack-stand-in.ts';
import { createManualClock } from './manual-clock.ts';
import { aBoltApp, actions, anAppWith, aStandIn, button, callApi, withPapersCommand } from './support.ts';

test('a command typed by a person is answered for that person only', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await aBoltApp(slack, (app) => {
    app.command('/papers', async ({ ack, command, respond }) => {
      await ack();
      await respond(`You asked: ${command.text}`);
    });
  });

  const outcome = await slack.people.as('ada').command('general', '/papers kv cache');
  const answer = await slack.until(() => slack.workspace.messages('general', slack.workspace.people()[0]?.id)[0]);

  expect(outcome).toEqual({ acknowledged: true });
  expect(answer).toMatchObject({ text: 'You asked: kv cache', ephemeralFor: slack.people.as('ada').id });
  expect(slack.workspace.messages('general', slack.people.as('ben').id)).toEqual([]);
});

test('an answer inside the acknowledgement is shown to the person', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await aBoltApp(slack, (app) => {
    app.command('/papers', ({ ack }) => ack('At once'));
  });

  await slack.people.as('ada').command('general', '/papers kv cache');

  const [shown] = slack.workspace.messages('general');
  expect(shown).toMatchObject({ text: 'At once', ephemeralFor: slack.people.as('ada').id });
});

test('a mention in a thread is answered in that thread', async () => {
  const slack = await aStandIn();
  await aBoltApp(slack, (app) => {
    app.event('app_mention', async ({ event, say }) => {
      await say({ text: `In reply to ${event.text}`, thread_ts: event.thread_ts ?? event.ts });
    });
  });
  const ada = slack.people.as('ada');
  const parent = await ada.say('general', 'What is a KV cache?');

  await ada.mention('general', 'any papers?', { threadTs: parent.ts });
  const reply = await slack.until(() => slack.workspace.thread('general', parent.ts)[2], 'a reply in the thread');

  expect(reply).toMatchObject({ user: slack.botUserId, text: `In reply to <@${slack.botUserId}> any papers?` });
  expect(slack.workspace.messages('general').map(({ text }) => text)).toEqual(['What is a KV cache?']);
});

test('a button press replaces the ephemeral message it stands in', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await aBoltApp(slack, (app) => {
    app.command('/papers', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'Page 1', blocks: [actions(button('next', { value: '2' }))] });
    });
    app.action('next', async ({ ack, respond, payload }) => {
      await ack();
      await respond({ text: `Page ${'value' in payload ? payload.value : '?'}`, replace_original: true });
    });
  });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers');
  const first = await slack.until(() => slack.workspace.messages('general')[0]);

  expect(await ada.click(first, 'next')).toEqual({ acknowledged: true });

  const second = await slack.until(() => slack.workspace.messages('general').find(({ text }) => text === 'Page 2'));
  expect(second).toMatchObject({ ts: first.ts, ephemeralFor: ada.id });
  expect(second.blocks).toBeUndefined();
});

test('a modal keeps its errors, then takes a good submission and closes', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await aBoltApp(slack, (app) => {
    app.command('/papers', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: topicModal() });
    });
    app.view('topic', async ({ ack, view, client, body }) => {
      const topic = view.state.values['topic']?.['text']?.value ?? '';
      if (topic === 'everything') return ack({ response_action: 'errors', errors: { topic: 'Too wide' } });
      await ack();
      await client.chat.postMessage({ channel: body.user.id, text: `Following ${topic}` });
      return undefined;
    });
  });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers');
  await slack.until(() => slack.workspace.openView(ada.id));

  const empty = await ada.submit();
  expect(empty).toEqual({ acknowledged: false, shown: 'Please complete this required field.' });
  expect(slack.traffic.entries().some((entry) => entry.kind === 'delivery' && entry.name === 'view_submission')).toBe(
    false,
  );

  await ada.submit({ text: 'everything' });
  expect(slack.workspace.openView(ada.id)).toMatchObject({ errors: { topic: 'Too wide' } });

  await ada.submit({ text: 'pruning' });
  expect(slack.workspace.openView(ada.id)).toBeUndefined();
  const direct = await slack.until(() => slack.workspace.messages(slack.workspace.directMessage(ada.id))[0]);
  expect(direct.text).toBe('Following pruning');
});

test('the Home tab shows what the app published, and its buttons work', async () => {
  const slack = await aStandIn();
  await aBoltApp(slack, (app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: home('Read later') });
    });
    app.action('clear', async ({ ack, client, body }) => {
      await ack();
      await client.views.publish({ user_id: body.user.id, view: home('Nothing left') });
    });
  });
  const ada = slack.people.as('ada');

  await ada.openHome();
  await slack.until(() => JSON.stringify(slack.workspace.home(ada.id) ?? '').includes('Read later'));
  await ada.click('home', 'clear');

  await slack.until(() => JSON.stringify(slack.workspace.home(ada.id) ?? '').includes('Nothing left'));
  expect(slack.workspace.home(slack.people.as('ben').id)).toBeUndefined();
});

test('without an acknowledgement in three seconds the person sees operation_timeout', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ clock, app: withPapersCommand() });
  await aBoltApp(slack, (app) => {
    app.command('/papers', () => Promise.resolve());
  });

  const asked = slack.people.as('ada').command('general', '/papers');
  clock.advance(3_000);

  expect(await asked).toEqual({
    acknowledged: false,
    shown: '/papers failed with the error "operation_timeout"',
  });
});

test('an acknowledgement that comes too late changes nothing, and is noted', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ clock, app: withPapersCommand() });
  const late = Promise.withResolvers<void>();
  await aBoltApp(slack, (app) => {
    app.command('/papers', async ({ ack }) => {
      await late.promise;
      await ack('Too late');
    });
  });

  const asked = slack.people.as('ada').command('general', '/papers');
  clock.advance(3_000);
  await asked;
  late.resolve();

  await slack.until(() => slack.traffic.entries().find(({ kind }) => kind === 'problem'));
  expect(slack.workspace.messages('general')).toEqual([]);
});

test('without any connection the person sees dispatch_failed', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });

  const outcome = await slack.people.as('ada').command('general', '/papers');

  expect(outcome).toEqual({ acknowledged: false, shown: '/papers failed with the error "dispatch_failed"' });
});

test('an event whose acknowledgement is lost comes again three times under the same event_id', async () => {
  const clock = createManualClock();
  const slack = await aStandIn({ clock, app: anAppWith({ scopes: ['app_mentions:read', 'chat:write'] }) });
  await aBoltApp(slack, (app) => {
    app.event('app_mention', async ({ body, context: { retryNum, retryReason }, say }) => {
      await say(`${body.event_id} ${retryNum} ${retryReason}`);
    });
  });
  slack.faults.inject({ on: 'deliver:events_api', kind: 'lose', after: true, times: 4 });
  const said = () => slack.workspace.messages('general').slice(1);

  const mentioned = slack.people.as('ada').mention('general', 'hello');
  for (const pauseMs of [0, 60_000, 300_000]) {
    clock.advance(3_000); // The acknowledgement is late.
    const failed = acks(slack, 'app_mention') + 1;
    await slack.until(() => acks(slack, 'app_mention') === failed, 'the failed delivery');
    clock.advance(pauseMs);
  }
  await slack.until(() => said().length === 4, 'four deliveries');

  expect(await mentioned).toMatchObject({ acknowledged: false });
  const eventId = deliveries(slack, 'app_mention')[0]?.payload['event_id'];
  const tries = [`${eventId} 0 `, `${eventId} 1 timeout`, `${eventId} 2 timeout`, `${eventId} 3 timeout`];
  expect(said().map(({ text }) => text)).toEqual(tries);
});

test('a duplicated delivery reaches the app twice in two envelopes', async () => {
  const slack = await aStandIn();
  const { messages, close } = await aRawSocket(slack);
  slack.faults.inject({ on: 'deliver:events_api', kind: 'duplicate' });

  void slack.people.as('ada').mention('general', 'hello');
  await slack.until(() => messages.length >= 4);

  const twice = messages.filter(({ payload }) => payload?.event_id === messages[1]?.payload?.event_id);
  expect(twice).toHaveLength(2);
  expect(twice[0]?.envelope_id).not.toBe(twice[1]?.envelope_id);
  await close();
});

test('an app told to disconnect comes back and goes on', async () => {
  const slack = await aStandIn({ app: withPapersCommand() });
  await aBoltApp(slack, (app) => {
    app.command('/papers', ({ ack }) => ack('Still here'));
  });
  const opened = () =>
    slack.traffic.entries().filter((entry) => entry.kind === 'socket' && entry.change === 'opened').length;

  slack.faults.disconnectSockets('refresh_requested');
  await slack.until(() => opened() === 2 && slack.connections() === 1, 'a second connection');

  expect(await slack.people.as('ada').command('general', '/papers')).toEqual({ acknowledged: true });
});

test('an app whose socket is cut comes back', async () => {
  const slack = await aStandIn();
  await aBoltApp(slack, () => undefined);

  slack.faults.dropSockets();
  await slack.until(() => slack.connections() === 0, 'the cut');

  await slack.until(() => slack.connections() === 1, 'the second connection');
  expect(await slack.people.as('ada').openHome()).toEqual({ acknowledged: true });
});

test('each envelope goes to one of several connections', async () => {
  const slack = await aStandIn();
  const first = await aRawSocket(slack);
  const second = await aRawSocket(slack);

  void slack.people.as('ada').openHome();
  void slack.people.as('ben').openHome();
  await slack.until(() => first.messages.length + second.messages.length >= 4, 'two hellos and two envelopes');

  expect(first.messages.map(({ type }) => type)).toEqual(['hello', 'events_api']);
  expect(second.messages.map(({ type }) => type)).toEqual(['hello', 'events_api']);
  await Promise.all([first.close(), second.close()]);
});

test('the eleventh connection is sent away', async () => {
  const slack = await aStandIn();
  const ten = await Promise.all(Array.from({ length: 10 }, () => aRawSocket(slack)));

  const eleventh = await aRawSocket(slack);

  expect(eleventh.messages[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  await Promise.all([...ten, eleventh].map(({ close }) => close()));
});

test('a connection ticket works once', async () => {
  const slack = await aStandIn();
  const { url } = await callApi(slack, 'apps.connections.open', {}, slack.appToken);
  const first = new WebSocket(String(url));
  await new Promise((open) => first.once('open', open));

  const second = new WebSocket(String(url));
  const error = await new Promise<Error>((failed) => second.once('error', failed));

  expect(error.message).toContain('401');
  first.close();
});

test('a pinging app gets its pong', async () => {
  const slack = await aStandIn();
  const { url } = await callApi(slack, 'apps.connections.open', {}, slack.appToken);
  const socket = new WebSocket(String(url));
  await new Promise((open) => socket.once('open', open));

  socket.ping('are you there');
  const pong = await new Promise((heard) => socket.once('pong', heard));

  expect(String(pong)).toBe('are you there');
  socket.close();
});

interface SocketMessage {
  type: string;
  reason?: string;
  envelope_id?: string;
  payload?: { event_id?: string };
}

/** A bare connection that acknowledges everything. */
async function aRawSocket(slack: SlackStandIn) {
  const { url } = await callApi(slack, 'apps.connections.open', {}, slack.appToken);
  const socket = new WebSocket(String(url));
  const messages: SocketMessage[] = [];
  const greeted = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const message: SocketMessage = JSON.parse(String(data));
      messages.push(message);
      resolve();
      if (message.envelope_id) socket.send(JSON.stringify({ envelope_id: message.envelope_id }));
    });
  });
  await greeted;
  const close = () =>
    new Promise<void>((closed) => {
      if (socket.readyState === WebSocket.CLOSED) return closed();
      socket.once('close', () => closed());
      socket.close();
    });
  return { messages, close };
}

function deliveries(slack: SlackStandIn, name: string) {
  return slack.traffic
    .entries()
    .filter((entry) => entry.kind === 'delivery')
    .filter((delivery) => delivery.name === name);
}

function acks(slack: SlackStandIn, name: string): number {
  return slack.traffic.entries().filter((entry) => entry.kind === 'ack' && entry.name === name).length;
}

function topicModal(): View {
  return {
    type: 'modal',
    callback_id: 'topic',
    title: { type: 'plain_text', text: 'Follow a topic' },
    submit: { type: 'plain_text', text: 'Follow' },
    blocks: [
      {
        type: 'input',
        block_id: 'topic',
        label: { type: 'plain_text', text: 'Topic' },
        element: { type: 'plain_text_input', action_id: 'text' },
      },
    ],
  };
}

function home(text: string): View {
  return { type: 'home', blocks: [{ type: 'section', text: { type: 'plain_text', text } }, actions(button('clear'))] };
}
