import { expect, test } from 'vitest';
import { defaultWishes } from '../../../src/digests/wishes.ts';
import { composeReading } from '../../../src/reading/reading-service.ts';
import { maxBlocks, maxCardBlocksBytes, maxMessageBytes } from '../../../src/slack/limits.ts';
import { jsonBytes } from '../../../src/slack/messages/cut-text.ts';
import { aPaper, testNow } from '../../support/builders.ts';
import { nthPosted, type Posted, postedIn } from '../../support/posted.ts';
import { openSlackWorkspace, paperboyWith } from '../../support/slack-workspace.ts';

/** Titles as arXiv, or somebody who means harm, could write them; what people must see of each. */
const hostileTitles: readonly (readonly [title: string, seen: string])[] = [
  [
    'A* search with _underscores_ and ~tildes~ on quantization',
    'A* search with underscores and ~tildes~ on quantization',
  ],
  ['`<!channel>` quantization <!here> @everyone', '`<!channel>` quantization <!here> @everyone'],
  [
    '<@U00000ADA0> and <#C00GENERAL> on quantization & <b>bold</b>',
    '<@U00000ADA0> and <#C00GENERAL> on quantization & <b>bold</b>',
  ],
  [
    'Quantization\u0000 with\u001b[31m control\u0007 characters\u202e reversed',
    'Quantization with[31m control characters reversed',
  ],
  ['כימות של רשתות quantization نماذج', 'כימות של רשתות quantization نماذج'],
  [`quantization ${'x'.repeat(40_000)}`, 'quantization xxx'],
  [`quantization ${'👩‍👩‍👧‍👦'.repeat(200)}`, 'quantization 👩‍👩‍👧‍👦'],
  [
    'Quantization: \\textbf{bold} $O(n_1 * n_2)$ na\\"{\\i}ve \\\\ "quotes" {json: [1]}',
    'Quantization: bold O(n₁ * n₂) naïve',
  ],
  [
    '&lt;script&gt;alert(1)&lt;/script&gt; quantization :smile: http://evil.example',
    '<script>alert(1)</script> quantization :smile:',
  ],
  ['e\u0301\u0302\u0303'.repeat(3_000).concat(' quantization'), 'é'],
];

const papers = hostileTitles.map(([title], index) =>
  aPaper({
    id: `2401.0000${index}`,
    title,
    // A source may write anything into any field.
    ...{
      aiSummary: `${title} <!here> `.repeat(20),
      organisation: title,
      keywords: Array.from({ length: 30 }, () => title),
    },
    ...{ authors: [title, 'B', title, title], codeUrl: 'https://github.com/a/b', codeStars: 12_345, upvotes: 9_999 },
    projectUrl: `https://example.org/${index % 2 === 0 ? '' : 'x'.repeat(5_000)}`,
    isWithdrawn: index % 3 === 0,
    thumbnailUrl: `https://cdn-thumbnails.huggingface.co/${index % 2 === 0 ? '<!channel>|x.png' : 'x'.repeat(900)}`,
    abstract: `${title}. We propose quantization ${title}. It quantizes \ud800 lone surrogates and ${'<!channel> *bold* '.repeat(300)}.`,
  }),
);

function expectWithinLimits(posted: Pick<Posted, 'blocks' | 'fallback'>): void {
  // Slack gives each block an id when it takes the message.
  const sent = posted.blocks.map(({ block_id, ...block }) => block);
  expect(sent.length).toBeLessThanOrEqual(maxBlocks);
  expect(jsonBytes({ text: posted.fallback, blocks: sent })).toBeLessThanOrEqual(maxMessageBytes);
}

test.each(hostileTitles.map(([, seen], index) => [seen, index] as const))(
  '"%s" is posted literally and within limits',
  async (seen, index) => {
    const { slack } = await openSlackWorkspace({ paperboy: paperboyWith([papers[index] ?? aPaper({})]) });

    await slack.people.as('ada').mention('general', 'quantization');
    const answer = await nthPosted(slack, 'general', 1);

    expect(answer.links[0]?.text.normalize('NFC').startsWith(seen.slice(0, 60))).toBe(true);
    expectWithinLimits(answer);
  },
);

test('App Home with ten of them saved and seven digests on them is accepted by Slack', async () => {
  const workspace = await openSlackWorkspace({ paperboy: paperboyWith(papers) });
  const { slack, store, digests } = workspace;
  const ada = slack.people.as('ada');
  const { list } = composeReading({ paperboy: paperboyWith(papers), store, now: () => testNow });
  for (const paper of papers) await list.save({ team: slack.teamId, person: ada.id }, paper, undefined);
  for (const [index, [title]] of hostileTitles.slice(0, 7).entries()) {
    const wishes = { ...defaultWishes, timeZone: 'UTC', time: `1${index}:00`, topics: [title.slice(0, 120)] };
    await digests.digests.subscribe({ team: slack.teamId, channel: 'C00GENERAL' }, ada.id, wishes);
  }

  await ada.openHome();
  const home = await slack.until(() => slack.workspace.home(ada.id));
  await ada.select('home', 'home_search', 'quantization <!channel> *bold*');
  await slack.until(() => slack.workspace.openView(ada.id));

  expect(home.blocks.length).toBeLessThanOrEqual(100);
  // Slack takes 250 kB: https://docs.slack.dev/reference/methods/views.publish
  expect(jsonBytes(home.blocks)).toBeLessThan(100_000);
  expect(JSON.stringify(slack.workspace.openView(ada.id)?.view.blocks)).not.toContain('"mrkdwn"');
  expect(JSON.stringify(home.blocks)).not.toContain('"mrkdwn"');
});

test('ten of them in one library: every page, window and shared paper is accepted by Slack', async () => {
  const { slack } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers quantization top:10');
  const page = await nthPosted(slack, 'general', 1);
  await ada.overflow(page.ref, 'paper_menu', 'Details');
  await slack.until(() => slack.workspace.openView(ada.id));
  await ada.closeView();
  await ada.overflow(page.ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'general', 2);
  await ada.click(page.ref, 'list_more');
  await slack.until(
    () =>
      slack.workspace.message(page.ref)?.edited ??
      JSON.stringify(slack.workspace.message(page.ref)?.blocks) !== JSON.stringify(page.blocks),
  );

  expectWithinLimits(page);
  expectWithinLimits(shared);
  expect(page.shown).not.toContain('\u202e');
});

test('ten of them saved, by people with names as hostile: each list is accepted by Slack, and says all it can', async () => {
  const { slack, reading } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });
  const ada = slack.people.as('ada');
  for (const { id, title } of papers)
    await reading.list.save({ team: slack.teamId, person: ada.id }, { id, title }, 'C00GENERAL');
  await reading.list.save({ team: slack.teamId, person: ada.id }, { id: 'x'.repeat(140), title: '<!here>' }, undefined);

  await ada.command('general', '/papers saved');
  await ada.command('general', '/papers saved here');
  const [own, ours] = [await nthPosted(slack, 'general', 1), await nthPosted(slack, 'general', 2)];

  expectWithinLimits(own);
  expectWithinLimits(ours);
  expect(own.fallback + ours.fallback).not.toMatch(/<[@!#]/);
  expect(JSON.stringify(own.blocks)).not.toMatch(/"type":"(?:mrkdwn|user|usergroup|broadcast)"/);
});

test('nobody is pinged by a title: neither blocks nor the notification text hold a live mention', async () => {
  const { slack } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });

  await slack.people.as('ada').mention('general', 'quantization');
  const { blocks, fallback } = await nthPosted(slack, 'general', 1);

  expect(fallback).not.toMatch(/<[@!#]/);
  expect(JSON.stringify(blocks)).not.toMatch(/"type":"(?:mrkdwn|user|usergroup|broadcast|channel)"/);
});

/** The one part of a card that Slack parses: links with words of ours, of any address. */
const ourLinks = /^<https:[^<>|\s]+\|(?:Paper|PDF|Code ★ 12,345)>(?: · <https:[^<>|\s]+\|(?:PDF|Code ★ 12,345)>)*$/;

function cardsIn(value: unknown): Record<string, { readonly type?: string; readonly text?: string }>[] {
  if (Array.isArray(value)) return value.flatMap(cardsIn);
  if (typeof value !== 'object' || value === null) return [];
  const card = 'type' in value && value.type === 'card' ? [value as never] : [];
  return [...card, ...Object.values(value).flatMap(cardsIn)];
}

test('on cards they are plain text, what Slack parses there is ours alone, and all is within limits', async () => {
  const { slack, digests, clock } = await openSlackWorkspace({ paperboy: paperboyWith(papers), showsCards: true });
  const ada = slack.people.as('ada');

  for (const { id } of papers) await ada.command('general', `/papers show ${id}`);
  await ada.command('general', '/papers similar 2401.00002');
  const list = await nthPosted(slack, 'general', papers.length + 1);
  await ada.click(list.ref, 'paper_share_0');
  await ada.command('general', '/papers subscribe 9:00 daily quantization top:3');
  await nthPosted(slack, 'general', papers.length + 4);
  clock.now += 9 * 3_600_000;
  await digests.pass();
  await nthPosted(slack, 'general', papers.length + 5);

  const posted = postedIn(slack, 'general').filter(({ blocks }) => cardsIn(blocks).length > 0);
  const cards = posted.flatMap(({ blocks }) => cardsIn(blocks));
  expect(posted).toHaveLength(papers.length + 3);
  for (const { subtext, title, subtitle, body } of cards) {
    expect([title?.type, subtitle?.type, body?.type]).toEqual(['plain_text', 'plain_text', 'plain_text']);
    expect(subtext?.text ?? '<https://none.example|Paper>').toMatch(ourLinks);
  }
  for (const { blocks, fallback } of posted) {
    // Slack gives each block an id.
    const sent = JSON.stringify(blocks).replaceAll(/"block_id":"[^"]*",?/g, '');
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(maxCardBlocksBytes);
    expect(Buffer.byteLength(fallback)).toBeLessThanOrEqual(2_000);
    expect(fallback).not.toMatch(/<[@!#]/);
  }
});
