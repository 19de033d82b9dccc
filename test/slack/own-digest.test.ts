// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const hourMs = 3_600_000;

const direct = ({ slack }: SlackWorkspace): string => slack.workspace.directMessage(slack.people.as('ada').id);

/** Ada has saved a paper on images made scale by scale, and has a digest of her own on something else. */
async function withOwnDigest(words: string): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  const person = { team: slack.teamId, person: ada.id };
  await reading.list.save(
    person,
    { id: '2411.10433', title: 'M-VAR: Decoupled Scale-wise Autoregressive Modeling' },
    undefined,
  );
  await ada.command('general', `/papers subscribe 9:00 daily quantization details:off to me ${words}`);
  await nthPosted(slack, 'general', 1);
  return workspace;
}

async function posted(workspace: SlackWorkspace): Promise<Posted> {
  const { slack, digests, clock } = workspace;
  clock.now += 9 * hourMs;
  await digests.pass();
  return slack.until(() => postedIn(slack, direct(workspace)).find(({ shown }) => shown.includes('Quantization, ')));
}

test('one’s own digest brings papers like those saved, and says why, where that was asked for', async () => {
  const digest = await posted(await withOwnDigest('saved:like'));

  expect(digest.shown.match(/Because you saved “M-VAR: Decoupled Scale-wise/g)).toHaveLength(2);
  expect(digest.shown).toContain('HMAR');
});

test('without that no digest tells of what was saved', async () => {
  const digest = await posted(await withOwnDigest(''));

  expect(digest.shown).not.toContain('you saved');
});

test('in a channel saved:like is refused: nobody else learns what one saved', async () => {
  const { slack, digests } = await openSlackWorkspace();

  await slack.people.as('ada').command('general', '/papers subscribe 9:00 daily quantization saved:like');
  const told = await nthPosted(slack, 'general', 1);

  expect(told.shown).toContain('saved:like is for a digest of your own');
  expect(await digests.digests.all()).toEqual([]);
});

test('the window offers it for one’s own digest alone, and shows at once what it brings', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, reading, digests } = workspace;
  const ada = slack.people.as('ada');
  const shown = (): string => wordsOn(slack.workspace.openView(ada.id)?.view.blocks ?? []);
  await reading.list.save(
    { team: slack.teamId, person: ada.id },
    { id: '2411.10433', title: 'M-VAR: Decoupled Scale-wise' },
    undefined,
  );
  await ada.command('general', '/papers subscribe');
  await slack.until(() => shown().includes('The next digest would hold'));
  const inChannel = shown();

  await ada.select('modal', 'subscription_where', 'me');
  await slack.until(() => shown().includes('Also papers like those I saved'));
  await ada.select('modal', 'subscription_topics', 'quantization');
  await slack.until(() => shown().includes('Quantization, '));
  await ada.select('modal', 'subscription_saved_like', ['like']);
  await slack.until(() => shown().includes('Because you saved “M-VAR'));
  await ada.submit({});
  await nthPosted(slack, 'general', 1);

  expect(inChannel).not.toContain('those I saved');
  expect(await digests.digests.all()).toMatchObject([{ subscription: { savedLike: true } }]);
});
