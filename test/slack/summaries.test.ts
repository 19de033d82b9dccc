import { expect, test } from 'vitest';
import { createWrittenSummaries } from '../../src/store/written-summaries.ts';
import type { Complete } from '../../src/summaries/chat-completion.ts';
import { createSummaries, type Summaries } from '../../src/summaries/summaries.ts';
import { nthPosted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace, type SlackWorkspaceOptions } from '../support/slack-workspace.ts';

const hourMs = 3_600_000;
const written = 'Written by a model (tiny): Es ist neu. Es geht.';

/** A model that is asked without a network; `sleep` is the patience of whoever waits for it. */
function modelSaying(complete: Complete, sleep = async () => new Promise<void>(() => undefined)) {
  return ({ store, logger, now }: Parameters<NonNullable<SlackWorkspaceOptions['summaries']>>[0]): Summaries =>
    createSummaries({
      complete,
      kept: createWrittenSummaries(store),
      ...{ model: 'tiny', perDay: 100, logger, now, sleep },
    });
}

const inGerman: Complete = async ([task]) =>
  task?.content.includes('in German') ? 'Es ist neu. Es geht.' : 'In English. So.';

/** Monday's, at 09:00 by the clock of London, or of UTC. */
async function digestOf(workspace: SlackWorkspace, hours = 56): Promise<string | undefined> {
  const { slack, clock, digests } = workspace;
  await slack.people.as('ada').command('general', '/papers subscribe 9:00 quantization top:1 details:off');
  await nthPosted(slack, 'general', 1);
  clock.now += hours * hourMs;
  await digests.pass();
  return postedIn(slack, 'general').find(({ shown }) => shown.startsWith('Quantization'))?.shown;
}

test('a digest says what a model of one’s own wrote, in the language of the channel, and whose words they are', async () => {
  const workspace = await openSlackWorkspace({ summaries: modelSaying(inGerman), standIn: { locale: 'de-DE' } });

  expect(await digestOf(workspace)).toContain(
    `LLM-FP4: 4-Bit Floating-Point Quantized Transformers\nOct 2023 · Code\n${written}`,
  );
});

test('without the scope that tells the language it is English', async () => {
  const workspace = await openSlackWorkspace({
    summaries: modelSaying(inGerman),
    standIn: { locale: 'de-DE' },
    app: { scopes: ['commands', 'chat:write', 'app_mentions:read', 'im:history'] },
  });

  expect(await digestOf(workspace, 57)).toContain('Written by a model (tiny): In English. So.');
});

test('a digest whose model is slow, or fails, comes at its time with the authors’ own sentence', async () => {
  const slow = await openSlackWorkspace({
    summaries: modelSaying(
      () => new Promise(() => undefined),
      async () => undefined,
    ),
  });
  const broken = await openSlackWorkspace({ summaries: modelSaying(() => Promise.reject(new Error('down'))) });

  const digests = [await digestOf(slow), await digestOf(broken)];

  for (const digest of digests) expect(digest).toContain('Oct 2023 · Code\nWe propose LLM-FP4');
});

test('the window of a paper opens at once, and shows what the model wrote when that is there', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const { slack } = await openSlackWorkspace({ summaries: modelSaying(() => promise), standIn: { locale: 'de-DE' } });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers show 2310.16836');
  await ada.command('general', '/papers quantization top:1');
  await ada.overflow(await nthPosted(slack, 'general', 1).then(({ ref }) => ref), 'paper_menu', 'Details');
  const opened = await slack.until(() => slack.workspace.openView(ada.id));
  const before = wordsOn(opened.view.blocks);
  resolve('Es ist neu. Es geht.');

  const after = await slack.until(() => {
    const words = wordsOn(slack.workspace.openView(ada.id)?.view.blocks ?? []);
    return words.includes('Written') ? words : undefined;
  });

  expect(before).not.toContain('Written');
  expect(after).toContain(written);
});

test('whoever asks for one paper reads it there, in their own language', async () => {
  const { slack } = await openSlackWorkspace({ summaries: modelSaying(inGerman), standIn: { locale: 'de-DE' } });

  await slack.people.as('ada').command('general', '/papers show 2310.16836');

  expect((await nthPosted(slack, 'general', 1)).shown).toContain(written);
});

test('on a card it is said once, and below only what the card has no room for', async () => {
  const long = `Es ist neu. ${'Es geht gut. '.repeat(20)}`.trim();
  const shownFor = async (said: string): Promise<string> => {
    const { slack } = await openSlackWorkspace({ summaries: modelSaying(async () => said), showsCards: true });
    await slack.people.as('ada').command('general', '/papers show 2310.16836');
    return (await nthPosted(slack, 'general', 1)).shown;
  };

  expect((await shownFor('Es ist neu. Es geht.')).split('Es ist neu')).toHaveLength(2);
  expect(await shownFor(long)).toContain(long);
});

test('the status says what the model does, and why it wrote nothing', async () => {
  const { slack } = await openSlackWorkspace({ summaries: modelSaying(() => Promise.reject(new Error('down'))) });
  await slack.people.as('ada').command('general', '/papers show 2310.16836');
  await nthPosted(slack, 'general', 1);

  await slack.people.as('ada').command('general', '/papers status');

  expect((await nthPosted(slack, 'general', 2)).shown).toContain(
    'tiny writes summaries: asked 1 of at most 100 times today. The last time it wrote none: ',
  );
});
