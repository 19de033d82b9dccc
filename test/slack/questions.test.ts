import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { createInbox, takeInBeforeAck } from '../../src/slack/intake/inbox.ts';
import { answerWithinMs, createQuestions, type Question } from '../../src/store/questions.ts';
import { testNow } from '../support/builders.ts';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';
import { aStore } from '../support/store.ts';

const minuteMs = 60_000;

async function openWithStore() {
  const store = await aStore();
  return { store, questions: createQuestions(store), workspace: await openSlackWorkspace({ store }) };
}

/** What stands in the database of a question. */
async function rows({ store }: Awaited<ReturnType<typeof openWithStore>>) {
  return store.db.selectFrom('questions').select(['question', 'answer']).execute();
}

/** A message that the bot never heard of, as a process had kept it that died since. */
async function saidToTheDead({ slack }: SlackWorkspace, text = 'massive activations'): Promise<Question> {
  const channel = 'C00GENERAL';
  const { ts } = await slack.people.as('ada').say('general', text);
  const { teamId: team, botUserId } = slack;
  const place = { team, channel, ts, thread: undefined, isDirect: false };
  return { ...place, id: `${team} ${channel} ${ts}`, user: 'U00000ADA0', text: `<@${botUserId}> ${text}`, botUserId };
}

/** One mention more is answered after all that came before. */
async function untilAnotherIsAnswered({ slack }: SlackWorkspace): Promise<void> {
  await slack.people.as('ada').mention('ml-papers', 'dropout');
  await nthPosted(slack, 'ml-papers', 1);
}

/** Until what became of each question is on record. */
async function untilNoneIsHeld({ store }: SlackWorkspace): Promise<void> {
  await vi.waitFor(
    async () => {
      const leases = await store.db.selectFrom('questions').select('lease').execute();
      expect(leases.map(({ lease }) => lease)).toEqual([null]);
    },
    { timeout: 30_000, interval: 5 },
  );
}

test('a question of a process that died is answered when its lease has run out, in its thread, once', async () => {
  const { workspace, questions } = await openWithStore();
  const { slack, clock } = workspace;
  const question = await saidToTheDead(workspace);
  await questions.keep(question, clock.now, minuteMs);

  await workspace.questions.recover();
  const whileHeld = postedIn(slack, 'general').length;
  clock.now += 2 * minuteMs;
  await workspace.questions.recover();
  await workspace.questions.recover();

  expect(whileHeld).toBe(0);
  expect(postedIn(slack, 'general')).toMatchObject([{ thread: question.ts }]);
  expect((await nthPosted(slack, 'general', 1)).links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
});

test('the next start answers it without being asked', async () => {
  const { workspace, questions } = await openWithStore();
  await questions.keep(await saidToTheDead(workspace), workspace.clock.now - 2 * minuteMs, minuteMs);

  await workspace.restart();

  expect((await nthPosted(workspace.slack, 'general', 1)).links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
});

test('after ten minutes nobody is answered any more, and the words are gone', async () => {
  const open = await openWithStore();
  const { workspace, questions } = open;
  await questions.keep(await saidToTheDead(workspace), workspace.clock.now, minuteMs);
  workspace.clock.now += answerWithinMs;

  await workspace.questions.recover();

  expect(postedIn(workspace.slack, 'general')).toEqual([]);
  expect(await rows(open)).toEqual([{ question: null, answer: null }]);
  expect(workspace.logs.map(({ msg }) => msg)).toContain('A question was not answered in time');
});

test('once answered only the key of a question stays', async () => {
  const open = await openWithStore();
  const { slack } = open.workspace;

  await slack.people.as('ada').mention('general', 'massive activations');
  const { ref } = await nthPosted(slack, 'general', 1);
  await untilNoneIsHeld(open.workspace);

  expect((await rows(open))[0]).toEqual({ question: null, answer: ref.ts });
});

test.each([
  ['was lost on the way', { kind: 'drop' }],
  ['met an error of Slack before its work', { kind: '500' }],
  ['met an error of Slack', { kind: 'refused', error: 'fatal_error' }],
  ['was taken without an answer', { kind: 'drop', after: true }],
  ['was taken and met an error', { kind: '500', after: true }],
  ['was taken and answered by a page of HTML', { kind: 'html', after: true }],
  ['was taken and answered by half a JSON', { kind: 'badjson', after: true }],
] as const)('an answer whose post %s stands once in the end, without an apology', async (_, fault) => {
  const { workspace } = await openWithStore();
  const { slack, clock } = workspace;
  slack.faults.inject({ on: 'chat.postMessage', ...fault });
  await slack.people.as('ada').mention('general', 'massive activations');
  await untilNoneIsHeld(workspace);

  for (let pass = 0; pass < 5; pass += 1) {
    clock.now += 20_000;
    await workspace.questions.recover();
  }

  const posted = postedIn(slack, 'general');
  expect(posted.map(({ links }) => links[0]?.url)).toEqual(['https://arxiv.org/abs/2402.17762']);
});

test('an answer that Slack lost once and then took without saying so is not given again', async () => {
  const { workspace } = await openWithStore();
  const { slack, clock } = workspace;
  slack.faults.inject({ on: 'chat.postMessage', kind: '500' });
  await slack.people.as('ada').mention('general', 'massive activations');
  await untilNoneIsHeld(workspace);
  slack.faults.inject({ on: 'chat.postMessage', kind: '500', after: true });

  for (let pass = 0; pass < 5; pass += 1) {
    clock.now += 20_000;
    await workspace.questions.recover();
  }

  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test('where the thread may not be read an unclear post is not repeated, and the person hears of it', async () => {
  const store = await aStore();
  const scopes = ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'im:write'];
  const workspace = await openSlackWorkspace({ store, app: { scopes } });
  const { slack, clock } = workspace;
  slack.faults.inject({ on: 'chat.postMessage', kind: '500', after: true });
  await slack.people.as('ada').mention('general', 'massive activations');
  await untilNoneIsHeld(workspace);

  clock.now += 20_000;
  await workspace.questions.recover();

  const [answer, apology, ...more] = postedIn(slack, 'general');
  expect(answer?.links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
  expect(apology?.shown).toContain('If you do not see it, ask again');
  expect(more).toEqual([]);
});

test('a question that the store kept without saying so in time is not answered again', async () => {
  const { workspace, questions } = await openWithStore();
  const { slack, clock } = workspace;
  const question = await saidToTheDead(workspace);
  const metadata = { event_type: 'paperboy_answer', event_payload: { question: question.id } };
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  await client.chat.postMessage({ channel: 'C00GENERAL', thread_ts: question.ts, text: 'Here it is.', metadata });
  await questions.keep(question, clock.now, minuteMs);

  clock.now += 2 * minuteMs;
  await workspace.questions.recover();

  expect(postedIn(slack, 'general')).toHaveLength(1);
});

/** Delivers the newest mention again. */
async function deliverMentionAgain({ slack }: SlackWorkspace): Promise<void> {
  const mentions = slack.traffic.entries().filter((entry) => entry.kind === 'delivery' && entry.name === 'app_mention');
  const newest = mentions.at(-1);
  if (newest?.kind !== 'delivery') throw new Error('Nobody mentioned the bot.');
  await slack.redeliver({ eventId: String(newest.payload['event_id']), reason: 'timeout' });
}

test('the same event after a restart is not answered again', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  await slack.people.as('ada').mention('general', 'massive activations');
  await nthPosted(slack, 'general', 1);

  await workspace.restart();
  await deliverMentionAgain(workspace);
  await untilNoneIsHeld(workspace);

  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test('an event that Slack repeats is not answered again where only the thread knows of its answer', async () => {
  const store = await aStore();
  const workspace = await openSlackWorkspace({ store });
  const { slack } = workspace;
  await slack.people.as('ada').mention('general', 'massive activations');
  await nthPosted(slack, 'general', 1);
  await workspace.restart();
  await store.db.deleteFrom('questions').execute();

  await deliverMentionAgain(workspace);
  await untilNoneIsHeld(workspace);

  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test('a question is kept before Slack has its acknowledgement, also that of a repeat', async () => {
  const order: string[] = [];
  const app = {
    async processEvent({ ack }: { ack: () => Promise<void> }): Promise<void> {
      await ack();
      order.push('listeners');
    },
  };
  const { promise: kept, resolve: keepIt } = Promise.withResolvers<undefined>();
  const logger = pino({ level: 'silent' });
  const questions = { ...createQuestions(await aStore()), keep: () => kept };
  takeInBeforeAck(app, createInbox({ questions, logger, now: () => testNow }), () => testNow);
  const event = { type: 'app_mention', channel: 'C1', user: 'U1', ts: '1.0', text: '<@UBOT> dropout' };
  const deliver = (name: string) =>
    app.processEvent({
      ...{ body: { team_id: 'T1', event } },
      ack: async () => void order.push(`acknowledgement of ${name}`),
    });

  const delivered = [deliver('the first'), deliver('its repeat')];
  order.push('kept');
  keepIt(undefined);
  await Promise.all(delivered);

  expect(order[0]).toBe('kept');
  expect(order.toSorted()).toEqual(['acknowledgement of its repeat', 'acknowledgement of the first', 'kept']);
});

test('while the store is gone people get their answers still, each once', async () => {
  const store = await aStore();
  const workspace = await openSlackWorkspace({ store });
  const { slack } = workspace;
  await store.close();
  slack.faults.inject({ on: 'deliver:events_api', kind: 'duplicate', times: 2 });

  await slack.people.as('ada').mention('general', 'massive activations');
  await nthPosted(slack, 'general', 1);
  await untilAnotherIsAnswered(workspace);

  expect(postedIn(slack, 'general')).toHaveLength(1);
  expect(workspace.logs.map(({ msg }) => msg)).toContain('Question not kept: the store does not answer');
});

test.each([
  ['at the first look', undefined],
  ['though Slack first refuses to show the thread', { on: 'conversations.replies', kind: '500', times: 1 }],
  ['though Slack first refuses to take one back', { on: 'chat.delete', kind: '500', times: 1 }],
] as const)('of two answers that processes gave without the store the first stays, %s', async (_, fault) => {
  const store = await aStore();
  const workspace = await openSlackWorkspace({ store });
  const { slack } = workspace;
  await store.close();
  const { promise: bothPosted, resolve } = Promise.withResolvers<void>();
  const other = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  slack.faults.drawWith((on) => {
    // As the bot posts its own.
    if (on === 'chat.postMessage') void answerElsewhere().then(resolve);
    return undefined;
  });
  async function answerElsewhere(): Promise<void> {
    slack.faults.clear();
    if (fault !== undefined) slack.faults.inject(fault);
    const [question] = slack.workspace.messages('C00GENERAL').filter(({ user }) => user === 'U00000ADA0');
    const payload = { question: `${slack.teamId} C00GENERAL ${question?.ts}`, isKept: false };
    const metadata = { event_type: 'paperboy_answer', event_payload: payload };
    await other.chat.postMessage({ channel: 'C00GENERAL', thread_ts: question?.ts ?? '', text: 'Here.', metadata });
  }

  await slack.people.as('ada').mention('general', 'massive activations');
  await bothPosted;

  await slack.until(() => slack.traffic.calls('chat.delete').length === 1, 'the copy to go');
  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test.each([
  ['took without saying so', { kind: 'badjson', after: true }],
  ['lost', { kind: '500' }],
  ['did not hear of', { kind: 'drop' }],
] as const)('while the store is gone an answer that Slack %s stands once, where it was asked', async (_, fault) => {
  const store = await aStore();
  const workspace = await openSlackWorkspace({ store });
  const { slack } = workspace;
  await store.close();
  slack.faults.inject({ on: 'chat.postMessage', ...fault });

  await slack.people.as('ada').mention('general', 'massive activations');
  const answer = await nthPosted(slack, 'general', 1);
  await untilAnotherIsAnswered(workspace);

  expect(answer.shown).not.toContain('I could not answer where you asked');
  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test.each(['me_message', 'file_share', 'thread_broadcast'] as const)(
  'a direct message that comes as %s is answered',
  async (as) => {
    const { slack } = await openSlackWorkspace();
    const ada = slack.people.as('ada');
    const directMessage = slack.workspace.directMessage(ada.id);
    const { ts: threadTs } = await ada.say(directMessage, 'dropout');
    await nthPosted(slack, directMessage, 1);

    await ada.say(directMessage, 'massive activations', { threadTs, as });

    expect((await nthPosted(slack, directMessage, 2)).links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
  },
);

test('a mention that an edit adds is answered, and further edits are not', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const message = await ada.say('general', 'massive activations');

  await ada.edit(message, `<@${slack.botUserId}> massive activations`);
  const answer = await nthPosted(slack, 'general', 1);
  await ada.edit(message, `<@${slack.botUserId}> dropout`);
  await ada.mention('ml-papers', 'dropout');
  await nthPosted(slack, 'ml-papers', 1);

  expect(answer.thread).toBe(message.ts);
  expect(postedIn(slack, 'general')).toHaveLength(1);
});
