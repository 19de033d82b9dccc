import { App } from '@slack/bolt';
import { expect, onTestFinished, test, vi } from 'vitest';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

/** Ids under which the app listens for what people do with its messages and windows. */
function registeredBy(
  spies: readonly { readonly mock: { readonly calls: readonly (readonly unknown[])[] } }[],
): string[] {
  return spies.flatMap(({ mock }) =>
    mock.calls
      .map(([id]) => (typeof id === 'object' && id !== null && 'callback_id' in id ? id.callback_id : id))
      .map(String),
  );
}

/** What a forged delivery may name. */
interface Target {
  readonly subscription: string;
  readonly channel: string;
}

type Forged = Record<string, unknown>;

const pressed = (value: unknown): ((target: Target) => Forged) => {
  return (target) => ({ actions: [{ value: typeof value === 'function' ? value(target) : value }] });
};
const paperId = '2310.16836';
const pressSubscription = pressed(({ subscription }: Target) => subscription);
const pressPaper = pressed(({ subscription }: Target) => JSON.stringify({ id: paperId, subscription }));
const pressPage = pressed(JSON.stringify({ list: { kind: 'newest' }, offset: 0, before: [] }));
const pickPaper = ({ subscription }: Target): Forged => ({
  actions: [{ type: 'static_select', selected_option: { value: JSON.stringify({ id: paperId, subscription }) } }],
});
/** As windows held it before they were sealed, and as somebody who reads the source would write it. */
const metadataOf = ({ subscription, channel }: Target): string => JSON.stringify({ id: subscription, channel });
const viewOf = (target: Target, callbackId: string) => ({
  ...{ id: 'V00FORGED', hash: '1.a', type: 'modal', callback_id: callbackId, private_metadata: metadataOf(target) },
  state: { values: { not_relevant_exclusions: { not_relevant_exclusions: { value: 'forged' } } } },
});

/** How each listener is made to name a subscription that is not the caller's. Those about papers alone may answer: papers are nobody's. */
const forgeries: Readonly<Record<string, (target: Target) => Forged>> = {
  '/^paper_details(?:_\\d+)?$/': pressPaper,
  '/^paper_similar(?:_\\d+)?$/': pressPaper,
  '/^paper_share(?:_\\d+)?$/': pressPaper,
  paper_bibtex: pressPaper,
  link_shared_elsewhere: pressPaper,
  link_menu: pickPaper,
  '/^paper_save(?:_\\d+)?$/': pressPaper,
  paper_unsave: pressPaper,
  paper_restore_saved: pressPaper,
  forget_me: pressed(({ subscription }: Target) => subscription),
  follow_stop: pressed(JSON.stringify({ kind: 'paper', target: paperId })),
  saved_export: pressed(({ channel }: Target) => JSON.stringify({ shelf: { channel, from: 0 } })),
  '/^saved_page_\\d+$/': pressed(({ channel }: Target) => JSON.stringify({ shelf: { channel, from: 0 } })),
  '/^say_\\d+$/': pressed(({ subscription }: Target) => JSON.stringify({ say: `unsubscribe ${subscription}` })),
  home_search: pressed(({ subscription }: Target) => `unsubscribe ${subscription}`),
  home_search_button: pressed(undefined),
  '/^home_page_\\d+$/': pressed(({ subscription }: Target) => JSON.stringify({ digests: subscription })),
  search: (target) => ({ type: 'view_submission', view: viewOf(target, 'search') }),
  paper_menu: pickPaper,
  '/^list_other_\\d+$/': pressPage,
  '/^run_\\d+$/': pressed(({ subscription }: Target) => JSON.stringify({ say: `unsubscribe ${subscription}` })),
  list_more: pressPage,
  list_previous: pressPage,
  digest_paper: pickPaper,
  digest_details: pickPaper,
  digest_similar: pickPaper,
  digest_pick_not_relevant: pickPaper,
  digest_not_relevant: pressPaper,
  subscribe_form: pressSubscription,
  subscribe_anyway: pressSubscription,
  subscription_pause: pressSubscription,
  subscription_resume: pressSubscription,
  subscription_edit: pressSubscription,
  subscription_preview: pressSubscription,
  digest_manage: pressSubscription,
  subscription_run_now: pressSubscription,
  subscription_run_here: pressSubscription,
  subscription_run_for_me: pressSubscription,
  dismiss: pressSubscription,
  subscription_remove: pressSubscription,
  subscription_restore: pressSubscription,
  snooze_digest: pressSubscription,
  '/^subscription_(?:topics|exclusions|fewer_like|saved_like|size|quiet|time|rhythm|day|days|details|where)$/': (
    target,
  ) => ({
    ...{ actions: [{ action_id: 'subscription_topics', type: 'plain_text_input', value: 'x' }], channel: undefined },
    view: viewOf(target, 'subscription'),
  }),
  snooze: (target) => ({ type: 'view_submission', view: viewOf(target, 'snooze') }),
  not_relevant: (target) => ({ type: 'view_submission', view: viewOf(target, 'not_relevant') }),
  subscription: (target) => ({ type: 'view_submission', view: viewOf(target, 'subscription') }),
  find_related: ({ subscription }) => ({
    ...{ type: 'message_action', callback_id: 'find_related', action_ts: '1.000001' },
    message: { type: 'message', ts: '1.000001', text: subscription },
  }),
};

/** An action_id that the listener of this key hears. */
function actionIdOf(key: string): string {
  return key.replace(/^\/\^(\w+?)(?:_\\d\+|\(\?:_\\d\+\)\?)\$\/$/, '$1_0');
}

interface Sender {
  readonly team: string;
  /** Undefined: App Home, which is in no channel. */
  readonly channel: string | undefined;
}

let sent = 0;
function forged(key: string, { team, channel }: Sender, target: Target): Forged {
  sent += 1;
  const content = forgeries[key]?.(target) ?? {};
  const [action] = (content['actions'] ?? []) as Forged[];
  return {
    type: 'block_actions',
    user: { id: 'U00000ADA0', name: 'ada', username: 'ada', team_id: team },
    team: { id: team, domain: 'forged' },
    api_app_id: 'A00STANDIN',
    trigger_id: `forged.${sent}`,
    ...(channel === undefined
      ? { container: { type: 'view', view_id: 'V00FORGED' }, view: { ...viewOf(target, ''), type: 'home' } }
      : {
          channel: { id: channel, name: 'general' },
          container: { type: 'message', message_ts: '1.000001', channel_id: channel, is_ephemeral: false },
        }),
    ...content,
    ...(action && {
      actions: [{ type: 'button', action_id: actionIdOf(key), block_id: 'b', action_ts: `${sent}.000001`, ...action }],
    }),
  };
}

/** Ben's digest in #ml-papers, about what nobody in #general is to learn. */
async function withSecretDigest(): Promise<{ workspace: SlackWorkspace; target: Target }> {
  const workspace = await openSlackWorkspace();
  const { slack, digests } = workspace;
  await slack.people.as('ben').command('ml-papers', '/papers subscribe 9:00 daily quantization -zyxquark details:off');
  await nthPosted(slack, 'ml-papers', 2);
  const [report] = await digests.digests.all();
  if (report === undefined) throw new Error('Nothing was subscribed.');
  return { workspace, target: { subscription: report.subscription.id, channel: report.subscription.channel } };
}

const watched = ['action', 'view', 'shortcut', 'options'] as const;

test('every action, view and shortcut that the app listens for has a forgery below', async () => {
  const spies = watched.map((method) => vi.spyOn(App.prototype, method));
  onTestFinished(() => spies.forEach((spy) => void spy.mockRestore()));

  await openSlackWorkspace();

  expect(registeredBy(spies).toSorted()).toEqual(Object.keys(forgeries).toSorted());
});

test.each(Object.keys(forgeries))(
  '%s that names a digest of another channel, of another workspace or of somebody else reaches nothing',
  async (key) => {
    const { workspace, target } = await withSecretDigest();
    const { slack, digests } = workspace;
    const before = await digests.digests.all();
    const lastId = slack.traffic.entries().at(-1)?.id ?? 0;
    const senders: Sender[] = [
      { team: slack.teamId, channel: 'C00GENERAL' },
      { team: 'T0FOREIGN0', channel: target.channel },
      { team: slack.teamId, channel: undefined },
    ];

    for (const sender of senders) {
      expect(await slack.deliver('interactive', forged(key, sender, target))).toMatchObject({ kind: 'acknowledged' });
    }
    // Whatever came before is answered when this is.
    await slack.people.as('ada').command('general', '/papers help');
    await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.includes('Under a list say')));
    await digests.pass();

    expect(await digests.digests.all()).toEqual(before);
    const saidSince = slack.traffic.entries().filter(({ id, kind }) => id > lastId && kind !== 'delivery');
    expect(JSON.stringify(saidSince)).not.toContain('zyxquark');
  },
);

test('a digest that was stopped is brought back from its own channel alone', async () => {
  const { workspace, target } = await withSecretDigest();
  const { slack, digests } = workspace;
  const stopped = { team: slack.teamId, channel: target.channel, id: target.subscription };
  await digests.digests.remove(stopped);

  for (const sender of [
    { team: slack.teamId, channel: 'C00GENERAL' },
    { team: 'T0FOREIGN0', channel: target.channel },
    { team: slack.teamId, channel: undefined },
  ])
    await slack.deliver('interactive', forged('subscription_restore', sender, target));
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.startsWith('There is nothing to undo')));

  expect(await digests.digests.all()).toEqual([]);
  expect(await digests.digests.removed(stopped)).toBeDefined();
});

test('in a channel that workspaces share, whoever is there manages its digest, wherever they come from', async () => {
  const { workspace, target } = await withSecretDigest();
  const { slack, digests } = workspace;
  const sender = { team: 'T0FOREIGN0', channel: target.channel };
  const message = { type: 'message', ts: '1.000001', bot_id: slack.botId, team: slack.teamId };

  const before = postedIn(slack, 'ml-papers').length;

  await slack.deliver('interactive', { ...forged('subscription_pause', sender, target), message });
  await slack.until(() => postedIn(slack, 'ml-papers').length > before);

  expect((await digests.digests.all())[0]?.subscription.paused).toBe('Paused by hand.');
});

/** Ada's window for a new digest, opened in #general, with another channel chosen. */
async function windowFor(channel: string): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe');
  await slack.until(() => slack.workspace.openView(ada.id));
  await ada.select('modal', 'subscription_where', 'other');
  const hasField = (): boolean =>
    JSON.stringify(slack.workspace.openView(ada.id)?.view).includes('"subscription_channel"');
  await slack.until(hasField, 'the field for a channel');
  await ada.select('modal', 'subscription_channel', channel);
  return workspace;
}

test('a window opened in #general sets up a digest in another channel that its person is in', async () => {
  const { slack, digests } = await windowFor('C0MLPAPERS');

  await slack.people.as('ada').submit({});
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.startsWith('Subscribed ')));

  expect(await digests.digests.all()).toMatchObject([{ subscription: { channel: 'C0MLPAPERS' } }]);
});

test.each([
  ['that they are not in', 'user_not_in_channel', 'Only people in a channel set up its digests. Join it, or'],
  ['without the bot', 'not_in_channel', 'Paperboy is not in this channel. Invite it with /invite @Paperboy and try'],
  ['that is archived', 'is_archived', 'This channel is archived, so nothing can be posted in it.'],
])('a channel %s is refused under its field, and nothing is set up', async (_, error, sentence) => {
  const { slack, digests } = await windowFor('C0MLPAPERS');
  const ada = slack.people.as('ada');
  slack.faults.inject({ on: 'chat.postEphemeral', kind: 'refused', error });

  await ada.submit({});

  expect(slack.workspace.openView(ada.id)?.errors).toEqual({ subscription_channel: expect.stringContaining(sentence) });
  expect(await digests.digests.all()).toEqual([]);
});

test('a window that somebody else opened, or whose words were changed on the way, saves nothing and says so', async () => {
  const { slack, digests } = await openSlackWorkspace();
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers subscribe');
  await slack.until(() => slack.workspace.openView(ada.id));
  const view = slack.workspace.openView(ada.id)?.view;
  const submission = (changes: object) => ({
    ...{ type: 'view_submission', team: { id: slack.teamId }, user: { id: ben.id, name: 'ben' }, trigger_id: '1' },
    view: { ...view, ...changes },
  });

  const outcome = await slack.deliver('interactive', submission({}));
  await nthPosted(slack, slack.workspace.directMessage(ben.id), 1);
  const tampered = {
    ...submission({ private_metadata: `${view?.private_metadata} ` }),
    user: { id: ada.id },
    trigger_id: '2',
  };
  const other = await slack.deliver('interactive', tampered);
  const told = await nthPosted(slack, slack.workspace.directMessage(ada.id), 1);

  expect([outcome, other]).toMatchObject([{ kind: 'acknowledged' }, { kind: 'acknowledged' }]);
  expect(told.shown).toBe('That window does not work any more. Open it again.');
  expect(await digests.digests.all()).toEqual([]);
});
