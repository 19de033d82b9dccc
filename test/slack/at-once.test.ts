import { expect, test } from 'vitest';
import { ignoreRepeats } from '../../src/slack/intake/repeats.ts';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

/** What the whole channel reads of what people did, in order. */
function toldIn({ slack }: SlackWorkspace): string[] {
  return postedIn(slack, 'general')
    .filter(({ onlyFor }) => onlyFor === undefined)
    .map(({ shown }) => shown.split(' the digest')[0] ?? '');
}

/** #general has one digest, and both look at its list. */
async function twoAtOneList() {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers subscribe 9:00 daily dropout');
  await nthPosted(slack, 'general', 2);
  await ada.command('general', '/papers subscriptions');
  const adas = await nthPosted(slack, 'general', 3);
  await ben.command('general', '/papers subscriptions');
  const bens = await nthPosted(slack, 'general', 4);
  const both = (action: string) => Promise.all([ada.click(adas.ref, action), ben.click(bens.ref, action)]);
  return { workspace, slack, ada, ben, both };
}

test.each([
  ['subscription_pause', ['set up'], 'Resume'],
  ['subscription_remove', ['set up', 'stopped'], undefined],
])('two who press %s at once do it once, and both see how it stands', async (action, deeds, button) => {
  const { workspace, slack, both } = await twoAtOneList();

  await both(action);
  const isDrawn = (place: number): boolean => {
    const { buttons = [], shown = '' } = postedIn(slack, 'general')[place] ?? {};
    return button === undefined
      ? shown.startsWith('Stopped: ') || shown.includes('stopped before')
      : buttons[0] === button;
  };
  await slack.until(
    () => postedIn(slack, 'general').filter((_, place) => place > 1 && isDrawn(place)).length >= 2,
    'both lists anew',
  );

  expect(toldIn(workspace).map((told) => told.replace(/^(?:ada|ben) /, ''))).toEqual(deeds);
});

test('two who set up the same digest at once set it up once', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const people = [slack.people.as('ada'), slack.people.as('ben')];

  await Promise.all(people.map((one) => one.command('general', '/papers subscribe 9:00 daily dropout tz:UTC')));
  await nthPosted(slack, 'general', 3);

  expect(toldIn(workspace)).toHaveLength(1);
  const said = postedIn(slack, 'general').map(({ shown }) => shown);
  expect(said.filter((shown) => shown.startsWith('Subscribed'))).toHaveLength(1);
  expect(said.filter((shown) => shown.startsWith('This digest is set up here already'))).toHaveLength(1);
});

test('of two windows that are saved at once one is kept, and the other person is told', async () => {
  const { workspace, slack, ada, ben, both } = await twoAtOneList();
  await both('subscription_edit');
  const isOpen = (id: string): boolean => slack.workspace.openView(id) !== undefined;
  await slack.until(() => isOpen(ada.id) && isOpen(ben.id), 'two windows');

  await Promise.all([ada.submit({ subscription_size: '3' }), ben.submit({ subscription_size: '4' })]);
  // Either the window says so, or a message where it is closed already.
  const isRefused = (): boolean =>
    [ada, ben].some(({ id }) =>
      JSON.stringify(slack.workspace.openView(id)?.errors ?? {}).includes('Somebody changed'),
    );
  const isTold = (): boolean => postedIn(slack, 'general').some(({ shown }) => shown.startsWith('Nothing was saved'));
  const isSaved = (): boolean => postedIn(slack, 'general').some(({ shown }) => shown.startsWith('Saved: '));
  await slack.until(() => isSaved() && (isRefused() || isTold()), 'one change, and word to the other');

  const [report] = await workspace.digests.digests.all();
  expect(report?.subscription.changedBy).toMatch(/^(?:ada|ben)$/);
  expect(postedIn(slack, 'general').filter(({ shown }) => shown.startsWith('Saved: '))).toHaveLength(1);
});

test('a delivery without any id of its own is done once, and acknowledged each time as the first was', async () => {
  const done: string[] = [];
  const acknowledged: unknown[] = [];
  const app = {
    async processEvent({ body, ack }: { body: Record<string, string>; ack: (response?: unknown) => Promise<void> }) {
      done.push(body['text'] ?? '');
      await ack('what is wrong in it');
    },
  };
  ignoreRepeats(app as never, () => 0);
  const deliver = (body: Record<string, string>): Promise<void> =>
    app.processEvent({ body, ack: async (response) => void acknowledged.push(response) });

  await deliver({ command: '/papers', text: 'one', response_url: 'https://slack.test/1' });
  await deliver({ command: '/papers', text: 'one', response_url: 'https://slack.test/1' });
  await deliver({ command: '/papers', text: 'one', response_url: 'https://slack.test/2' });

  expect(done).toEqual(['one', 'one']);
  expect(acknowledged).toEqual(Array.from({ length: 3 }, () => 'what is wrong in it'));
});

test('a mention that is delivered again after a restart is answered once', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.mention('general', 'dropout');
  const { ref } = await nthPosted(slack, 'general', 1);
  const [asked] = slack.workspace.messages('general');
  await workspace.restart();

  const event = { type: 'app_mention', user: ada.id, channel: ref.channel, ts: asked?.ts, text: asked?.text };
  const payload = { type: 'event_callback', team_id: 'T00STANDIN', event_id: 'Ev1', event };
  slack.sendFrame(JSON.stringify({ type: 'events_api', envelope_id: 'again', payload }));
  await ada.command('general', '/papers help');
  await nthPosted(slack, 'general', 2);

  expect(postedIn(slack, 'general').filter(({ thread }) => thread !== undefined)).toHaveLength(1);
});
