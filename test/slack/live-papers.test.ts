import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { composeSources } from '../../src/compose.ts';
import type { StandInPaper } from '../../src/playground/source-stand-in/published.ts';
import { startSourceStandIn } from '../../src/playground/source-stand-in/source-stand-in.ts';
import { followerOf, testNow } from '../support/builders.ts';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith, type SlackWorkspace } from '../support/slack-workspace.ts';
import { aStore } from '../support/store.ts';

const hourMs = 3_600_000;
/** The day of Daily Papers when the tests begin, on a Friday evening in New York. */
const friday = '2025-06-13';

const folded: StandInPaper = {
  ...{ id: '2506.00001', title: 'Folded Attention for Long Contexts', authors: ['Ann Bee', 'Cee Dee'], upvotes: 12 },
  abstract: 'Long contexts are slow. We introduce folded attention, which skips most of the tokens it would read.',
  categories: ['cs.CL'],
};

/** The bot in a Slack of its own, on a source of its own; nothing is read until the test says so. */
async function openLiveWorkspace() {
  const clock = { now: testNow };
  const standIn = await startSourceStandIn({ now: () => clock.now });
  onTestFinished(() => standIn.stop());
  const store = await aStore();
  const paperboy = paperboyWith([]);
  const service = composeSources({
    ...{
      follower: followerOf(paperboy.library, () => clock.now),
      store,
      random: () => 0.5,
      logger: pino({ level: 'silent' }),
    },
    ...{ now: () => clock.now, monotonicMs: () => clock.now, sleep: async () => undefined },
    settings: {
      names: ['hugging-face'],
      huggingFace: { url: standIn.url, token: undefined },
      arxiv: { url: standIn.url, categories: ['cs.CL'] },
    },
  });
  const workspace = await openSlackWorkspace({ paperboy, store, sources: service.status, lookUp: service.lookUp });
  return {
    ...workspace,
    standIn,
    async read() {
      clock.now = workspace.clock.now;
      await service.refresh.pass();
    },
  };
}

test('a paper appears on the source, then in the library, in an answer, and in the next digest, once', async () => {
  const { slack, standIn, read, clock, digests } = await openLiveWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers subscribe 9:00 daily folded attention details:off quiet:say');
  await nthPosted(slack, 'general', 2);

  await ada.command('general', '/papers folded attention');
  expect((await nthPosted(slack, 'general', 3)).shown).toContain('The library has no paper on “folded attention”.');
  standIn.huggingFace.put(friday, folded);
  await read();
  await ada.command('general', '/papers folded attention');
  const answer = await nthPosted(slack, 'general', 4);
  clock.now = testNow + 9 * hourMs;
  await read();
  for (let pass = 0; pass < 3; pass += 1) {
    await digests.pass();
    clock.now += 2_000;
  }
  const digest = await nthPosted(slack, 'general', 5);

  expect(answer.shown).toContain('Folded Attention for Long Contexts\n13 Jun 2025 · Ann Bee, Cee Dee · ▲ 12 · PDF\n');
  expect(digest.links.map(({ url }) => url)).toEqual(['https://arxiv.org/abs/2506.00001']);
  expect(digest.shown).toContain('Hugging Face Daily Papers is closed on Sat 14 Jun, as on every weekend.');
  expect(postedIn(slack, 'general')).toHaveLength(5);
});

test('a digest without papers says whether nothing came or the source could not be read', async () => {
  const { slack, standIn, read, clock, digests } = await openLiveWorkspace();
  await slack.people
    .as('ada')
    .command('general', '/papers subscribe 9:00 daily folded attention details:off quiet:say');
  await nthPosted(slack, 'general', 2);
  standIn.fail('hugging-face', 'web-page');

  clock.now = testNow + 8 * hourMs;
  await read();
  await digests.pass();
  const digest = await nthPosted(slack, 'general', 3);

  expect(digest.shown).toMatch(/^Folded attention, nothing new\n/);
  expect(digest.shown).toContain(
    'Hugging Face Daily Papers has not been readable since Sat 14 Jun, 09:00: newer papers may be missing here.',
  );
});

test('/papers status tells the library, each source by the clock of the person, and the digests of the channel', async () => {
  const { slack, standIn, read, clock } = await openLiveWorkspace();
  const ada = slack.people.as('ada');
  standIn.huggingFace.put(friday, folded);
  await read();
  await ada.command('general', '/papers subscribe 9:00 daily folded attention details:off');
  await nthPosted(slack, 'general', 2);

  await ada.command('general', '/papers status');
  const well = await nthPosted(slack, 'general', 3);
  clock.now += 2 * hourMs;
  standIn.fail('hugging-face', 'down');
  await read();
  await ada.command('general', '/papers status');
  const broken = await nthPosted(slack, 'general', 4);

  expect(well.onlyFor).toBe(ada.id);
  expect(well.shown).toBe(`Status
one paper in the library. The newest, of 13 Jun 2025: Folded Attention for Long Contexts
Hugging Face Daily Papers: one paper today. Last read: Sat 14 Jun, 01:00. Next: Sat 14 Jun, 02:00.
Next digest: Sat 14 Jun, 09:00 (folded attention)`);
  expect(broken.shown).toContain(
    'Hugging Face Daily Papers: not readable since Sat 14 Jun, 03:00, newer papers may be missing. Hugging Face Daily Papers has trouble (HTTP 503). Last read: Sat 14 Jun, 01:00. Next try: Sat 14 Jun, 03:05.',
  );
});

test('in a thread a mention gets the same status, and without sources it says that the library does not grow', async () => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').mention('general', 'status');
  const status = await nthPosted(slack, 'general', 1);

  expect(status.shown).toContain('119 papers in the library.');
  expect(status.shown).toContain(
    'No source is read, so the library does not grow by itself. Whoever runs Paperboy names sources in SOURCES.\nNo digest is set up here.',
  );
});

type Person = ReturnType<SlackWorkspace['slack']['people']['as']>;

test.each<[string, (ada: Person) => Promise<unknown>]>([
  [
    'as the root of a thread',
    async (ada: Person) => {
      const { ts: threadTs } = await ada.say('general', 'https://arxiv.org/abs/2506.00001');
      await ada.mention('general', 'thoughts?', { threadTs });
    },
  ],
  ['in a mention', (ada: Person) => ada.mention('general', 'show https://huggingface.co/papers/2506.00001')],
  ['as a question', (ada: Person) => ada.mention('general', '2506.00001')],
])('a paper that the library does not hold is looked up at the source when somebody names it %s', async (_, name) => {
  const { slack, standIn } = await openLiveWorkspace();
  standIn.huggingFace.put(friday, folded);

  await name(slack.people.as('ada'));

  expect((await nthPosted(slack, 'general', 1)).shown).toContain('Folded Attention for Long Contexts');
});
