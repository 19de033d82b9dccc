// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith, type SlackWorkspace } from '../support/slack-workspace.ts';

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

test.each([
  ['saved:like', 'me', 'up to 5 papers, some like those you saved'],
  ['saved:like in #ml-papers', 'C0MLPAPERS', 'saved:like is for a digest of your own'],
])('of “%s” without a topic the window shows %s as the place, and what becomes of it', async (line, place, words) => {
  const { slack, digests } = await openSlackWorkspace();
  const ada = slack.people.as('ada');

  await ada.command('general', `/papers subscribe ${line}`);
  const { view } = await slack.until(() => slack.workspace.openView(ada.id));

  expect(wordsOn(view.blocks)).toContain(words);
  expect(JSON.stringify(view.state)).toContain(`"${place}"`);
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

/** Papers of the last days by Ada Marlowe and on what she wrote before; the library learns them from a file. */
const [known, hers, others] = [
  { ...{ id: '2401.00001', title: 'Sparse attention at scale', abstract: 'We study sparse attention.' } },
  { ...{ id: '2506.00001', title: 'Sparser attention', abstract: 'We study attention.', published: '2025-06-12' } },
  { ...{ id: '2506.00002', title: 'Protein folding', abstract: 'We fold proteins.', published: '2025-06-12' } },
];

async function following(): Promise<SlackWorkspace> {
  const paperboy = paperboyWith([
    { ...known, authors: ['Ada Marlowe'] },
    { ...hers, authors: ['Ada Marlowe'] },
    others,
  ]);
  return openSlackWorkspace({ paperboy });
}

test('who follows an author reads once in their own digest what is new by them', async () => {
  const workspace = await following();
  const { slack, digests, clock } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers follow author:"Ada Marlowe"');
  const told = await nthPosted(slack, 'general', 1);
  await ada.command('general', '/papers subscribe 9:00 daily protein details:off to me');
  await nthPosted(slack, 'general', 2);
  const posts = (): Posted[] => postedIn(slack, direct(workspace)).filter(({ shown }) => shown.startsWith('Protein, '));
  for (let day = 0; day < 2; day += 1) {
    clock.now += (day === 0 ? 9 : 24) * hourMs;
    await digests.pass();
  }
  const [digest] = await slack.until(() => (posts().length > 0 ? posts() : undefined));

  expect([told.shown, told.onlyFor]).toEqual([
    expect.stringContaining('You follow Ada Marlowe now. The library has 2 papers by that name. New papers are told'),
    ada.id,
  ]);
  expect(told.buttons).toEqual(['Set up my digest', 'Stop']);
  expect(digest?.shown).toContain('New by Ada Marlowe: Sparser attention');
  expect(posts().filter(({ shown }) => shown.includes('Sparser attention'))).toHaveLength(1);
});

test('a paper is followed by its id or as “this paper”, listed in the direct message, and stopped', async () => {
  const workspace = await following();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers show 2401.00001');
  await nthPosted(slack, 'general', 1);

  await ada.command('general', '/papers follow this paper');
  const told = await nthPosted(slack, 'general', 2);
  await ada.command('general', '/papers follow 2401.00001');
  const again = await nthPosted(slack, 'general', 3);
  await ada.say(direct(workspace), 'subscriptions');
  const list = await slack.until(() =>
    postedIn(slack, direct(workspace)).find(({ shown }) => shown.includes('You follow one paper')),
  );
  await ada.click(list.ref, 'follow_stop');
  await slack.until(() => postedIn(slack, direct(workspace)).some(({ shown }) => shown.includes('any more')));

  expect(told.shown).toContain('You follow “Sparse attention at scale” now.');
  expect(again.shown).toContain('You follow “Sparse attention at scale” already.');
  expect(await reading.follows.mine({ team: slack.teamId, person: ada.id })).toEqual([]);
});

test.each([
  ['what do I follow?', 'You follow nobody and no paper yet.'],
  ['unfollow Ada Marlowe', 'You follow nobody and no paper yet.'],
  ['follow', 'Whom or what?'],
  ['follow 2401.99999', 'The library does not hold 2401.99999'],
  ['follow Nobody Known', 'The library has no paper by that name yet.'],
  ['follow the leader algorithms', 'The library has no paper'],
])('/papers %s answers "%s"', async (words, expected) => {
  const { slack } = await following();

  await slack.people.as('ada').command('general', `/papers ${words}`);

  expect((await nthPosted(slack, 'general', 1)).shown).toContain(expected);
});
