import { expect, test } from 'vitest';
import type { SlackStandIn } from '../../src/playground/stand-in/slack-stand-in.ts';
import { maxCardBlocksBytes } from '../../src/slack/limits.ts';
import { jsonBytes } from '../../src/slack/messages/cut-text.ts';
import { aPaper } from '../support/builders.ts';
import { nthPosted, type Posted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith, type SlackWorkspace } from '../support/slack-workspace.ts';

const dayMs = 86_400_000;

const kivi = aPaper({
  id: '2402.02750',
  title: 'KIVI: *Asymmetric* Quantization of KV Caches',
  abstract: 'Caches are large. We propose KIVI, which quantizes keys by channel and values by token.',
  authors: ['Zirui Liu', 'Jiayi Yuan'],
  published: '2024-02-05',
  upvotes: 12,
  codeUrl: 'https://github.com/jy-yuan/KIVI',
  thumbnailUrl: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2402.02750.png',
});
const others = ['Gear', 'Kvquant', 'Atom'].map((title, index) =>
  aPaper({ id: `2403.0000${index}`, title: `${title}: quantization of KV caches`, abstract: `We propose ${title}.` }),
);

function opened(options: { readonly showsCards?: boolean } = { showsCards: true }): Promise<SlackWorkspace> {
  return openSlackWorkspace({ paperboy: paperboyWith([kivi, ...others]), ...options });
}

const typesOf = ({ blocks }: Posted) => blocks.map(({ type }) => type);
/** How often the bot called a method, refused calls included. */
const callsOf = (slack: SlackStandIn, name: string): number =>
  slack.traffic.entries().filter((entry) => entry.kind === 'call' && entry.method === name).length;

async function shown({ slack }: SlackWorkspace, nth: number): Promise<Posted> {
  await slack.people.as('ada').mention('general', 'show 2402.02750');
  return nthPosted(slack, 'general', nth);
}

test('a paper is shown as a card: picture, facts, sentence, links and buttons, and nothing of it is parsed', async () => {
  const posted = await shown(await opened(), 1);
  const [card] = posted.blocks;

  expect(card).toMatchObject({
    type: 'card',
    hero_image: { image_url: kivi.thumbnailUrl, alt_text: `Picture of “${kivi.title}”` },
    title: { type: 'plain_text', text: kivi.title, emoji: false },
    subtitle: { type: 'plain_text', text: '5 Feb 2024 · Zirui Liu, Jiayi Yuan · ▲ 12' },
    body: { type: 'plain_text', text: 'We propose KIVI, which quantizes keys by channel and values by token.' },
    subtext: {
      type: 'mrkdwn',
      text: '<https://arxiv.org/abs/2402.02750|Paper> · <https://arxiv.org/pdf/2402.02750|PDF> · <https://github.com/jy-yuan/KIVI|Code>',
      verbatim: true,
    },
  });
  expect(posted.buttons).toEqual(['Similar', 'Save']);
  expect(posted.shown).toContain('@misc{');
});

test('a client that draws no cards shows title, link and sentence', async () => {
  const { fallback } = await shown(await opened(), 1);

  expect(fallback).toBe(
    `${kivi.title} https://arxiv.org/abs/2402.02750\nWe propose KIVI, which quantizes keys by channel and values by token.`,
  );
});

test('the buttons on a card do what they say', async () => {
  const workspace = await opened();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  const { ref } = await shown(workspace, 1);

  await ada.click(ref, 'paper_save');
  const saved = await nthPosted(slack, 'general', 2);
  await ada.click(ref, 'paper_similar');
  const similar = await nthPosted(slack, 'general', 3);

  expect([saved.onlyFor, saved.shown]).toEqual([ada.id, expect.stringMatching(/^Saved/)]);
  expect(similar.shown).toContain('Papers similar to 2402.02750');
});

test('a shared paper is a card for all, which whoever shared it can take back', async () => {
  const { slack } = await opened();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers quantization of KV caches');
  const list = await nthPosted(slack, 'general', 1);

  await ada.overflow(list.ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'general', 2);
  await ada.overflow(shared.ref, 'paper_menu', 'Undo sharing');
  await slack.until(() => postedIn(slack, 'general').some((one) => one.shown.startsWith('Taken back')));

  expect(typesOf(list)).not.toContain('card');
  expect(typesOf(shared)).toEqual(['card', 'section']);
  expect(shared.fallback).toMatch(/^ada shared:\n/);
  expect(shared.buttons).toEqual(['Details', 'Similar', 'Save']);
  expect(slack.workspace.message(shared.ref)).toBeUndefined();
});

test('a paper is shared on a card also where the bot is not in the channel', async () => {
  const { slack } = await opened();
  const ada = slack.people.as('ada');
  slack.faults.kickBot('random');
  await ada.command('random', '/papers show 2402.02750');
  const shown = await nthPosted(slack, 'random', 1);

  await ada.click(shown.ref, 'paper_share');
  const shared = await nthPosted(slack, 'random', 2);

  expect([shared.onlyFor, typesOf(shared)[0]]).toEqual([undefined, 'card']);
});

test('a workspace that does not take cards gets the plain message at once, never two, and no cards for 30 days', async () => {
  const asBefore = await shown(await opened({ showsCards: false }), 1);
  const workspace = await opened();
  const { slack, clock, logs } = workspace;
  slack.faults.refuseBlocks('card', 'carousel');

  const first = await shown(workspace, 1);
  const callsForFirst = callsOf(slack, 'chat.postMessage');
  await shown(workspace, 2);
  const callsForSecond = callsOf(slack, 'chat.postMessage') - callsForFirst;
  slack.faults.refuseBlocks();
  clock.now += 29 * dayMs;
  const third = await shown(workspace, 3);
  clock.now += 2 * dayMs;
  const fourth = await shown(workspace, 4);

  const bare = ({ blocks, fallback }: Posted) => [fallback, blocks.map(({ block_id: _, ...block }) => block)];
  expect(bare(first)).toEqual(bare(asBefore));
  expect([callsForFirst, callsForSecond]).toEqual([2, 1]);
  expect(typesOf(third)).not.toContain('card');
  expect(typesOf(fourth)).toContain('card');
  expect(postedIn(slack, 'general')).toHaveLength(4);
  expect(logs.filter(({ msg }) => String(msg).startsWith('Slack takes no cards'))).toHaveLength(1);
});

test('a command is answered plainly by the same address where cards are not taken', async () => {
  const workspace = await opened();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  slack.faults.refuseBlocks('card', 'carousel');

  await ada.command('general', '/papers show 2402.02750');
  const first = await nthPosted(slack, 'general', 1);
  await ada.command('general', '/papers show 2402.02750');
  await nthPosted(slack, 'general', 2);

  expect([first.onlyFor, typesOf(first).includes('card')]).toEqual([ada.id, false]);
  const answers = slack.traffic.entries().filter(({ kind }) => kind === 'response_url');
  // With the picture, without it, and plain; then plain at once.
  expect(answers.map((entry) => 'status' in entry && entry.status)).toEqual([400, 400, 200, 200]);
  expect(callsOf(slack, 'chat.postEphemeral')).toBe(0);
});

test('a picture that Slack cannot fetch costs the card its picture alone, for this once', async () => {
  const workspace = await opened();
  workspace.slack.faults.inject({ on: 'chat.postMessage', kind: 'refused', error: 'invalid_blocks' });

  const first = await shown(workspace, 1);
  const second = await shown(workspace, 2);

  expect(first.blocks[0]).toMatchObject({ type: 'card' });
  expect(first.blocks[0]).not.toHaveProperty('hero_image');
  expect(second.blocks[0]).toHaveProperty('hero_image');
});

test('an answer of which nobody knows whether Slack took it is not posted again in another form', async () => {
  const workspace = await opened();
  workspace.slack.faults.inject({ on: 'chat.postMessage', kind: 'drop', after: true });

  const posted = await shown(workspace, 1);
  workspace.clock.now += 60_000;
  await workspace.questions.recover();

  expect(typesOf(posted)).toContain('card');
  expect(postedIn(workspace.slack, 'general')).toHaveLength(1);
});

/** Ada presses Details on a card that somebody shared; the blocks of the window that opens. */
async function detailsWindow({ slack }: SlackWorkspace, card: Posted): Promise<readonly { readonly type: string }[]> {
  const ada = slack.people.as('ada');
  await ada.click(card.ref, 'paper_details');
  const opened = await slack.until(() => slack.workspace.openView(ada.id));
  await ada.closeView();
  return opened.view.blocks;
}

async function sharedCard({ slack }: SlackWorkspace): Promise<Posted> {
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers show 2402.02750');
  const shown = await nthPosted(slack, 'general', 1);
  await ada.click(shown.ref, 'paper_share');
  return nthPosted(slack, 'general', 2);
}

test('the window with details begins with the card, whose buttons are answered in a window', async () => {
  const workspace = await opened();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  const card = await sharedCard(workspace);

  await ada.click(card.ref, 'paper_details');
  const window = await slack.until(() => slack.workspace.openView(ada.id));
  await ada.click('modal', 'paper_save');
  const said = await slack.until(() => {
    const over = slack.workspace.openView(ada.id);
    return over && over.view.id !== window.view.id ? over : undefined;
  });

  expect(window.view.blocks[0]).toMatchObject({ type: 'card', title: { text: kivi.title } });
  expect(JSON.stringify(said.view.blocks)).toContain('Saved');
});

test('where a window takes no card, the same press opens it plainly, and those of the next hour too', async () => {
  const workspace = await opened();
  const card = await sharedCard(workspace);
  workspace.slack.faults.inject({ on: 'views.open', kind: 'refused', error: 'invalid_arguments' });

  const first = await detailsWindow(workspace, card);
  const second = await detailsWindow(workspace, card);
  workspace.clock.now += 3_600_000;
  const third = await detailsWindow(workspace, card);

  expect([first, second, third].map(([block]) => block?.type)).toEqual(['rich_text', 'rich_text', 'card']);
});

const carouselOf = ({ blocks }: Posted) =>
  blocks.flatMap(({ type, elements }) => (type === 'carousel' ? (elements as Record<string, unknown>[]) : []));
const titlesOn = (posted: Posted) => carouselOf(posted).map(({ title }) => (title as { text: string }).text);

test('similar papers are leafed through side by side, and “More” goes on where the cards end', async () => {
  const { slack } = await openSlackWorkspace({ showsCards: true });
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers similar 2310.16836');
  const first = await nthPosted(slack, 'general', 1);
  await ada.click(first.ref, 'list_more');
  const second = await slack.until(() => {
    const [page] = postedIn(slack, 'general');
    return page && titlesOn(page)[0] !== titlesOn(first)[0] ? page : undefined;
  });

  const count = titlesOn(first).length;
  expect(count).toBeGreaterThan(5);
  expect(titlesOn(first).map((title) => Number.parseInt(title, 10))).toEqual(titlesOn(first).map((_, at) => at + 1));
  expect(Number.parseInt(titlesOn(second)[0] ?? '', 10)).toBe(count + 1);
  expect(jsonBytes(first.blocks.map(({ block_id: _, ...block }) => block))).toBeLessThanOrEqual(
    maxCardBlocksBytes + count * 30, // Slack gives each card an id.
  );
  expect(first.fallback).toMatch(/^Papers similar to 2310\.16836: 1–\d+ of \d+\n1\. .* https:\/\/arxiv\.org\/abs\//);
});

test('the buttons of each card in a row are about its own paper', async () => {
  const { slack } = await openSlackWorkspace({ showsCards: true });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers similar 2310.16836');
  const list = await nthPosted(slack, 'general', 1);
  const third = (titlesOn(list)[2] ?? '').replace('3. ', '');

  await ada.click(list.ref, 'paper_share_2');
  const shared = await nthPosted(slack, 'general', 2);
  await ada.click(list.ref, 'paper_save_2');
  await nthPosted(slack, 'general', 3);
  await ada.command('general', '/papers saved');
  const saved = await nthPosted(slack, 'general', 4);

  expect(shared.blocks[0]).toMatchObject({ type: 'card', title: { text: third } });
  expect(saved.shown).toContain(third);
});

test('people go on by number with all that stands on the cards, as far as they see it', async () => {
  const { slack } = await openSlackWorkspace({ showsCards: true });
  const ada = slack.people.as('ada');
  await ada.mention('general', 'similar 2310.16836');
  const list = await nthPosted(slack, 'general', 1);
  const count = titlesOn(list).length;

  await ada.mention('general', `bibtex ${count}`, { threadTs: list.thread ?? '' });
  const cited = await nthPosted(slack, 'general', 2);
  await ada.mention('general', 'more', { threadTs: list.thread ?? '' });
  const more = await nthPosted(slack, 'general', 3);

  expect(cited.shown).toContain((titlesOn(list).at(-1) ?? '').replace(/^\d+\. /, '').slice(0, 20));
  expect(Number.parseInt(titlesOn(more)[0] ?? '', 10)).toBe(count + 1);
});

test('where no cards are taken similar papers are the list of five that they were, and “more” follows that', async () => {
  const { slack } = await openSlackWorkspace({ showsCards: true });
  const ada = slack.people.as('ada');
  slack.faults.refuseBlocks('card', 'carousel');

  await ada.mention('general', 'similar 2310.16836');
  const list = await nthPosted(slack, 'general', 1);
  await ada.mention('general', 'more', { threadTs: list.thread ?? '' });
  const more = await nthPosted(slack, 'general', 2);

  expect(list.shown).toMatch(/^Papers similar to 2310\.16836: 1–5 of /);
  expect(list.buttons).toContain('Next 5');
  expect(more.shown).toMatch(/: 6–10 of /);
});
