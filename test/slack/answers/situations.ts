import { SlackStartError } from '../../../src/slack/connection/start-errors.ts';
import { nthPosted, type Posted, postedIn, wordsOn } from '../../support/posted.ts';
import { readiness } from '../../support/readiness.ts';
import type { SlackWorkspace } from '../../support/slack-workspace.ts';

/** Where the bot calls Slack for somebody: each is tried with every answer that Slack may give there. */

export interface Situation {
  readonly name: string;
  /** Methods that it calls, or response_url. */
  readonly on: readonly string[];
  /** Asked in a message: the answer is posted with the bot's token. */
  readonly asksInPublic?: boolean;
  /** It ends the process, whose last words name the cure. */
  readonly endsWithCure?: boolean;
  /** Without the permission to read channels. */
  readonly canRead?: boolean;
  /** In a workspace that takes cards. */
  readonly showsCards?: boolean;
  /** Before anything goes wrong. */
  prepare?(workspace: SlackWorkspace): Promise<void>;
  act(workspace: SlackWorkspace): Promise<unknown>;
  /** What the person waits for; `nothing`: silence is right. */
  readonly wants: 'words' | 'window' | 'nothing' | 'digest';
  /** What is wrong in the store, by what people read; undefined: nothing. */
  stored?(workspace: SlackWorkspace, read: readonly Posted[]): Promise<string | undefined>;
}

const linked = 'https://arxiv.org/abs/2402.17762';
const hourMs = 3_600_000;
const line = '/papers subscribe 9:00 daily quantization top:2 details:off';
const ada = ({ slack }: SlackWorkspace) => slack.people.as('ada');

async function subscribed(workspace: SlackWorkspace, words = line): Promise<void> {
  await ada(workspace).command('general', words);
  await nthPosted(workspace.slack, 'general', 2);
}

async function listed(workspace: SlackWorkspace): Promise<void> {
  await subscribed(workspace);
  await ada(workspace).command('general', '/papers subscriptions');
  await nthPosted(workspace.slack, 'general', 3);
}

async function answered(workspace: SlackWorkspace): Promise<void> {
  await ada(workspace).command('general', '/papers massive activations');
  await nthPosted(workspace.slack, 'general', 1);
}

async function savedThere(workspace: SlackWorkspace): Promise<void> {
  const person = { team: workspace.slack.teamId, person: ada(workspace).id };
  await workspace.reading.list.save(person, { id: '2402.17762', title: 'Massive Activations' }, 'C00GENERAL');
}

async function shared(workspace: SlackWorkspace): Promise<void> {
  await answered(workspace);
  await press(workspace, 'Share to channel');
  await nthPosted(workspace.slack, 'general', 2);
}

/** A button by its action, or what a paper's menu offers. */
async function press(workspace: SlackWorkspace, action: string): Promise<void> {
  const last = postedIn(workspace.slack, 'general').at(-1);
  if (last === undefined) throw new Error('There is no message with buttons.');
  if (action.includes('_')) await ada(workspace).click(last.ref, action);
  else await ada(workspace).overflow(last.ref, 'paper_menu', action);
}

const windowOf = (workspace: SlackWorkspace): string =>
  wordsOn(workspace.slack.workspace.openView(ada(workspace).id)?.view.blocks ?? []);

async function formOpen(workspace: SlackWorkspace): Promise<void> {
  await ada(workspace).command('general', '/papers subscribe');
  await workspace.slack.until(() => windowOf(workspace).includes('The next digest would hold'));
}

async function atHome(workspace: SlackWorkspace): Promise<void> {
  await ada(workspace).openHome();
  await workspace.slack.until(() => workspace.slack.workspace.home(ada(workspace).id));
}

async function atHomeWithDigest(workspace: SlackWorkspace): Promise<void> {
  await subscribed(workspace);
  await atHome(workspace);
}

/** Lets the bot try what it kept, as it does by itself in a quarter of an hour. */
async function laterAnswers({ questions, clock }: SlackWorkspace): Promise<void> {
  for (let pass = 0; pass < 12; pass += 1) {
    clock.now += 20_000;
    await questions.recover();
  }
}

/** The same for digests, in fourteen hours. */
async function laterDigests({ digests, clock }: SlackWorkspace): Promise<void> {
  for (let pass = 0; pass < 84; pass += 1) {
    await digests.pass();
    clock.now += pass < 20 ? 15_000 : 900_000;
  }
}

const mention = (text: string) => async (workspace: SlackWorkspace) => {
  await ada(workspace).mention('general', text);
  await quiet(workspace);
  await laterAnswers(workspace);
};

/** What people read says that a deed is done exactly when it is. */
const told = (done: RegExp, isDone: (workspace: SlackWorkspace) => Promise<boolean>) =>
  async function stored(workspace: SlackWorkspace, read: readonly Posted[]): Promise<string | undefined> {
    const isTold = read.some(({ shown }) => done.test(shown));
    const isSo = await isDone(workspace);
    return isTold === isSo
      ? undefined
      : `people read that it was ${isTold ? '' : 'not '}done, and it was ${isSo ? '' : 'not'}`;
  };

const subscriptions = async ({ digests }: SlackWorkspace) => digests.digests.all();

async function deliveryEnds(workspace: SlackWorkspace, read: readonly Posted[]): Promise<string | undefined> {
  const [report] = await subscriptions(workspace);
  const [delivery] = report?.deliveries ?? [];
  if (report === undefined || delivery === undefined) return 'no delivery';
  const stands = read.filter(({ fallback }) => fallback.startsWith('Quantization, ')).length;
  if (stands > 1) return 'the digest stands twice';
  if (delivery.state === 'sent') return stands === 1 ? undefined : 'sent, but it does not stand';
  const kept = await workspace.store.db.selectFrom('subscription_notes').select('sentence').execute();
  const isTold = read.some(({ shown }) => /was not posted|is paused/.test(shown)) || kept.length > 0;
  const isLost = (await workspace.store.db.selectFrom('access_losses').select('code').execute()).length > 0;
  if (delivery.reason === undefined) return `${delivery.state} without a reason`;
  const isLogged = workspace.logs.some(({ msg }) => msg === 'Nobody is left who could be told of a digest');
  return isTold || isLost || isLogged ? undefined : `${delivery.state} and the maker does not hear of it`;
}

const answer = (name: string, text: string, on: readonly string[], more: Partial<Situation> = {}): Situation => ({
  ...{ name, on, wants: 'words', asksInPublic: true, act: mention(text) },
  ...more,
});

const button = (name: string, action: string, on: readonly string[], more: Partial<Situation> = {}): Situation => ({
  ...{ name, on, wants: 'words', prepare: answered, act: (workspace) => press(workspace, action) },
  ...more,
});

const command = (name: string, text: string, on: readonly string[], more: Partial<Situation> = {}): Situation => ({
  ...{ name, on, wants: 'words', act: (workspace) => ada(workspace).command('general', text) },
  ...more,
});

export const situations: readonly Situation[] = [
  command('a command asks', '/papers massive activations', ['response_url']),
  command('a command wants help', '/papers help', ['response_url']),
  command('a command wants the state', '/papers status', ['response_url', 'users.info']),
  command('a command lists digests', '/papers subscriptions', ['response_url'], { prepare: subscribed }),
  command('a command subscribes', line, ['chat.postMessage', 'response_url'], {
    stored: told(/Subscribed|set up the digest/, async (workspace) => (await subscriptions(workspace)).length === 1),
  }),
  command('a command asks to unsubscribe', '/papers unsubscribe', ['response_url'], { prepare: subscribed }),
  command('a command snoozes', '/papers snooze', ['response_url'], { prepare: subscribed }),
  command('a command asks what was saved in another channel', '/papers saved #ml-papers', ['users.conversations'], {
    prepare: savedThere,
  }),
  command('a command asks what was saved here', '/papers saved here', ['response_url', 'users.info'], {
    prepare: savedThere,
  }),
  command('a command follows an author', '/papers follow author:"Ada Marlowe"', ['conversations.open', 'users.info'], {
    stored: told(/You follow Ada Marlowe now/, async ({ reading, slack }) => {
      const person = { team: slack.teamId, person: slack.people.as('ada').id };
      return (await reading.follows.mine(person)).length === 1;
    }),
  }),
  button('somebody wants to be forgotten', 'forget_me', ['conversations.open', 'users.info', 'response_url'], {
    async prepare(workspace) {
      await savedThere(workspace);
      await ada(workspace).command('general', '/papers forget me');
      await nthPosted(workspace.slack, 'general', 1);
    },
  }),
  command('a command opens a window', '/papers subscribe', ['views.open', 'users.info'], { wants: 'window' }),
  command('a command shows a paper on a card', '/papers show 2310.16836', ['response_url'], { showsCards: true }),
  answer('a mention shows a paper on a card', 'show 2310.16836', ['chat.postMessage'], { showsCards: true }),
  answer('a mention asks', 'massive activations', ['chat.postMessage']),
  answer('a mention asks where the bot may not read', 'massive activations', ['chat.postMessage'], { canRead: false }),
  answer('a mention subscribes', 'subscribe 9:00 daily quantization', ['chat.postMessage', 'users.info']),
  answer('thanks', 'thanks!', ['reactions.add'], { wants: 'nothing' }),
  {
    ...{
      name: 'a mention about a thread',
      on: ['conversations.replies', 'chat.postMessage'],
      wants: 'words',
      asksInPublic: true,
    },
    async act(workspace) {
      const { ts: threadTs } = await ada(workspace).say('general', 'our runs have massive activations');
      await ada(workspace).mention('general', '', { threadTs });
      await quiet(workspace);
      await laterAnswers(workspace);
    },
  },
  {
    ...{
      name: 'a mention goes on with a list',
      on: ['conversations.replies', 'chat.postMessage'],
      wants: 'words',
      asksInPublic: true,
    },
    prepare: (workspace) => mention('massive activations')(workspace),
    async act(workspace) {
      const threadTs = postedIn(workspace.slack, 'general')[0]?.thread ?? '';
      await ada(workspace).mention('general', 'more', { threadTs });
      await quiet(workspace);
      await laterAnswers(workspace);
    },
  },
  {
    ...{ name: 'a direct message asks', on: ['chat.postMessage'], wants: 'words' },
    async act(workspace) {
      const { slack } = workspace;
      await ada(workspace).say(slack.workspace.directMessage(ada(workspace).id), 'massive activations');
      await quiet(workspace);
      await laterAnswers(workspace);
    },
  },
  {
    ...{ name: 'a direct message greets', on: ['conversations.history', 'chat.postMessage'], wants: 'words' },
    async act(workspace) {
      const { slack } = workspace;
      await ada(workspace).say(slack.workspace.directMessage(ada(workspace).id), 'hello');
      await quiet(workspace);
      await laterAnswers(workspace);
    },
  },
  {
    ...{ name: 'the socket is lost', on: ['apps.connections.open'], wants: 'words' },
    async act(workspace) {
      const { slack } = workspace;
      slack.faults.dropSockets();
      await slack.until(() => slack.connections() === 0);
      readyInOutage = await slackState(workspace);
      const isTold = () => workspace.logs.some(({ msg }) => String(msg).startsWith('No socket'));
      await soon(() => isTold() || slack.connections() === 1);
      if (slack.connections() === 0) readyInOutage = await slackState(workspace);
      slack.faults.clear();
      // As long as Slack asks to wait: half a minute at most.
      await soon(() => slack.connections() === 1);
      await ada(workspace).command('general', '/papers massive activations');
      await nthPosted(slack, 'general', 1).catch(() => undefined);
    },
    async stored(workspace) {
      const state = await slackState(workspace);
      return readyInOutage === 'not connected' && state === 'connected'
        ? undefined
        : `probes read ${readyInOutage}, then ${state}`;
    },
  },
  {
    ...{ name: 'a start', on: ['auth.test', 'apps.connections.open'], wants: 'nothing', endsWithCure: true },
    async act(workspace) {
      const { faults } = workspace.slack;
      const injected = faults.list();
      faults.clear();
      // An outage ends some time; for a socket the bot really waits as long as it is told to.
      for (const fault of injected)
        faults.inject({ ...fault, times: Math.min(fault.times ?? 1, fault.on === 'auth.test' ? 3 : 1) });
      startError = undefined;
      await workspace.restart().catch((error: unknown) => {
        startError = error;
      });
    },
    async stored({ slack }) {
      const isRefused =
        startError instanceof SlackStartError && /SLACK_(?:BOT|APP)_TOKEN .*\. \S/.test(startError.message);
      if (startError !== undefined && !isRefused) return `it ended with ${String(startError)}`;
      return isRefused || slack.connections() === 1 ? undefined : 'it neither ended nor connected';
    },
  },
  button('details of a paper', 'Details', ['views.open'], { wants: 'window' }),
  {
    ...{ name: 'a paper is shared from its window', on: ['chat.postMessage', 'views.push'], wants: 'window' },
    async prepare(workspace) {
      await answered(workspace);
      await press(workspace, 'Details');
      await workspace.slack.until(() => windowOf(workspace) !== '');
    },
    act: (workspace) => ada(workspace).click('modal', 'paper_share'),
    // Still the paper alone, and nothing posted.
    stored: async (workspace, read) =>
      windowOf(workspace).includes('@misc{') && read.length < 2 ? 'nobody hears of it' : undefined,
  },
  button('papers like one', 'Similar papers', ['response_url']),
  button('a paper is shared', 'Share to channel', ['chat.postMessage']),
  button('a shared paper is taken back', 'Undo sharing', ['conversations.replies', 'chat.delete', 'response_url'], {
    prepare: shared,
  }),
  {
    ...{ name: 'a bookmark under a shared paper', on: ['conversations.replies'], wants: 'nothing', prepare: shared },
    async act(workspace) {
      const last = postedIn(workspace.slack, 'general').at(-1);
      if (last !== undefined) await ada(workspace).react(last.ref, 'bookmark');
      await quiet(workspace);
    },
    stored: told(/^Saved/, async ({ reading, slack }) => {
      const person = { team: slack.teamId, person: slack.people.as('ada').id };
      return (await reading.list.mine(person)).length === 1;
    }),
  },
  button('a paper is saved', 'Save', ['response_url'], {
    stored: told(/^Saved/, async ({ reading, slack }) => {
      const person = { team: slack.teamId, person: slack.people.as('ada').id };
      return (await reading.list.mine(person)).length === 1;
    }),
  }),
  {
    ...{ name: 'a link is shared', on: ['chat.unfurl', 'conversations.info'], wants: 'nothing' },
    async prepare(workspace) {
      await ada(workspace).say('random', linked);
    },
    async act(workspace) {
      await ada(workspace).say('general', linked);
    },
  },
  {
    ...{ name: 'it is asked where else a paper was shared', wants: 'words' },
    on: ['users.info', 'conversations.info', 'users.conversations', 'chat.getPermalink', 'response_url'],
    async prepare(workspace) {
      await ada(workspace).inviteBot('leads');
      for (const channel of ['leads', 'random', 'general']) {
        await ada(workspace).say(channel, linked);
        await quiet(workspace);
      }
    },
    async act(workspace) {
      const [message] = workspace.slack.workspace.messages('general');
      await ada(workspace).click({ channel: 'C00GENERAL', ts: message?.ts ?? '' }, 'link_shared_elsewhere');
    },
  },
  button(
    'saved papers are exported',
    'saved_export',
    [...(['files.getUploadURLExternal', 'files.completeUploadExternal', 'conversations.open'] as const)],
    {
      async prepare(workspace) {
        await savedThere(workspace);
        await ada(workspace).command('general', '/papers saved');
        await nthPosted(workspace.slack, 'general', 1);
      },
    },
  ),
  button('the next page', 'list_more', ['response_url']),
  button('a digest is paused', 'subscription_pause', ['response_url'], {
    prepare: listed,
    stored: told(/paused the digest|Paused by/, async (workspace) => {
      const [report] = await subscriptions(workspace);
      return report?.subscription.paused !== undefined;
    }),
  }),
  button('a digest is stopped', 'subscription_remove', ['chat.postMessage', 'response_url'], {
    prepare: listed,
    stored: told(/Stopped: |stopped the digest/, async (workspace) => {
      return (await subscriptions(workspace)).length === 0;
    }),
  }),
  button('a digest is edited', 'subscription_edit', ['views.open'], { prepare: listed, wants: 'window' }),
  button('a digest is run now', 'subscription_run_here', ['response_url'], {
    async prepare(workspace) {
      await listed(workspace);
      await press(workspace, 'subscription_run_now');
      await nthPosted(workspace.slack, 'general', 4);
    },
    stored: told(/is on its way/, async (workspace) => {
      const [report] = await subscriptions(workspace);
      return report?.deliveries.length === 1;
    }),
  }),
  button('a digest is previewed', 'subscription_preview', ['response_url'], { prepare: listed }),
  {
    ...{ name: 'a window is saved', on: ['chat.postMessage', 'chat.postEphemeral'], wants: 'words' },
    prepare: formOpen,
    act: (workspace) => ada(workspace).submit({ subscription_topics: 'dropout' }),
    stored: told(/Subscribed|set up the digest/, async (workspace) => (await subscriptions(workspace)).length === 1),
  },
  {
    ...{ name: 'somebody types in a window', on: ['views.update'], wants: 'nothing' },
    prepare: formOpen,
    async act(workspace) {
      for (const topic of ['d', 'dr', 'dro', 'drop', 'dropout'])
        await ada(workspace).select('modal', 'subscription_topics', topic);
    },
  },
  {
    ...{ name: 'the direct message is opened', on: ['assistant.threads.setSuggestedPrompts'], wants: 'nothing' },
    act: (workspace) => ada(workspace).openHome('messages'),
  },
  {
    ...{ name: 'a thread of the direct message asks', on: ['assistant.threads.setStatus'], wants: 'words' },
    async prepare(workspace) {
      await ada(workspace).say('ada', 'hello');
    },
    async act(workspace) {
      const [first] = workspace.slack.workspace.messages('ada');
      await ada(workspace).say('ada', 'massive activations', { threadTs: first?.ts ?? '' });
      await quiet(workspace);
      await laterAnswers(workspace);
    },
  },
  {
    ...{ name: 'Home is opened', on: ['views.publish'], wants: 'nothing' },
    act: (workspace) => ada(workspace).openHome(),
  },
  {
    ...{ name: 'somebody looks for papers in Home', on: ['views.open'], wants: 'window' },
    prepare: atHome,
    act: (workspace) => ada(workspace).select('home', 'home_search', 'quantization'),
  },
  {
    ...{ name: 'a preview is wanted in Home', on: ['views.open'], wants: 'window' },
    prepare: atHomeWithDigest,
    act: (workspace) => ada(workspace).click('home', 'subscription_preview'),
  },
  {
    ...{ name: 'a digest is stopped in Home', on: ['views.publish'], wants: 'words' },
    prepare: atHomeWithDigest,
    act: (workspace) => ada(workspace).click('home', 'subscription_remove'),
  },
  {
    ...{ name: 'a digest is due', on: ['chat.postMessage'], wants: 'digest' },
    prepare: subscribed,
    async act(workspace) {
      workspace.clock.now += 9 * hourMs;
      await laterDigests(workspace);
    },
    stored: deliveryEnds,
  },
  {
    ...{ name: 'a digest on cards is due', on: ['chat.postMessage'], wants: 'digest', showsCards: true },
    prepare: subscribed,
    async act(workspace) {
      workspace.clock.now += 9 * hourMs;
      await laterDigests(workspace);
    },
    stored: deliveryEnds,
  },
  {
    ...{ name: 'the post of a digest is looked for', on: ['conversations.history'], wants: 'digest' },
    async prepare(workspace) {
      await subscribed(workspace);
      workspace.slack.faults.inject({ on: 'chat.postMessage', kind: '500', after: true });
      workspace.clock.now += 9 * hourMs;
      await workspace.digests.pass();
    },
    act: laterDigests,
    stored: deliveryEnds,
  },
  {
    ...{ name: 'details follow a digest', on: ['chat.postMessage'], wants: 'digest' },
    async prepare(workspace) {
      await subscribed(workspace, '/papers subscribe 9:00 daily quantization top:2');
      workspace.clock.now += 9 * hourMs;
      await workspace.digests.pass();
    },
    act: laterDigests,
    async stored(workspace) {
      const [delivery] = (await subscriptions(workspace))[0]?.deliveries ?? [];
      if (delivery?.state === 'sent') return undefined;
      return delivery?.reason === undefined ? `${delivery?.state} without a reason` : undefined;
    },
  },
];

/** How long the bot is silent when it has done all it does; longer than it waits for Slack. */
export const pace = { silenceMs: 200 };

/** What a probe reads of the connection. */
const slackState = async (workspace: SlackWorkspace): Promise<unknown> =>
  ((await readiness(workspace)).body as { slack: unknown }).slack;

let readyInOutage: unknown;
let startError: unknown;

/** Until what waits in real time has come about. */
async function soon(isSo: () => boolean): Promise<void> {
  const lookMs = 50;
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, lookMs));
}

/** Until the bot has been silent for a moment. */
export async function quiet({ slack }: SlackWorkspace): Promise<void> {
  for (let before = -1; before !== slack.traffic.entries().length; ) {
    before = slack.traffic.entries().length;
    await new Promise((resolve) => setTimeout(resolve, pace.silenceMs));
  }
}
