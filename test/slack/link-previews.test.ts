// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import type { Unfurl } from '../../src/playground/stand-in/wire.ts';
import { createManualClock } from '../playground/stand-in/manual-clock.ts';
import { aPaper } from '../support/builders.ts';
import { nthPosted, type Posted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith, type SlackWorkspace } from '../support/slack-workspace.ts';

const massive = 'https://arxiv.org/abs/2402.17762';
const title = 'Massive Activations in Large Language Models';
const dayMs = 86_400_000;

type Ref = { readonly channel: string; readonly ts: string };

const unfurlsOf = ({ slack }: SlackWorkspace, ref: Ref): readonly Unfurl[] =>
  slack.workspace.message(ref)?.attachments ?? [];
const shownUnder = (workspace: SlackWorkspace, ref: Ref): string =>
  unfurlsOf(workspace, ref)
    .map(({ blocks }) => wordsOn(blocks))
    .join('\n');

/** Says something, and gives what stands under it once the bot is done with it. */
async function say(workspace: SlackWorkspace, channel: string, typed: string, who = 'ada', threadTs?: string) {
  const said = await workspace.slack.people.as(who).say(channel, typed, threadTs === undefined ? {} : { threadTs });
  await settled(workspace);
  return { ref: said as Ref, shown: shownUnder(workspace, said) };
}

/** The bot is done with what it was told: it stops when it is, and starts again without a memory. */
async function settled({ restart }: SlackWorkspace): Promise<void> {
  await restart();
}

test('a link to a paper shows the paper under it, with what can be done with it', async () => {
  const workspace = await openSlackWorkspace();

  const { ref } = await say(workspace, 'general', `worth reading: ${massive}v2`);

  const [unfurl] = unfurlsOf(workspace, ref);
  expect(unfurl?.app_unfurl_url).toBe(`${massive}v2`);
  const shown = wordsOn(unfurl?.blocks ?? []);
  expect(shown).toContain(title);
  expect(shown).toContain('Feb 2024');
  expect(shown).toContain('<https://arxiv.org/pdf/2402.17762|PDF>');
  expect(shown).toContain('SaveSimilarBibTeX');
  expect(shown).toContain('No previews here');
  expect(postedIn(workspace.slack, 'general')).toEqual([]);
});

test.each([
  'https://huggingface.co/meta-llama/Llama-3-8B',
  'https://arxiv.org/list/cs.CL/recent',
  'https://doi.org/10.1145/3442188.3445922',
  'https://arxiv.org/abs/2401.99999',
  'https://example.com/2402.17762',
])('%s is no paper that the bot has, so nothing happens', async (link) => {
  const workspace = await openSlackWorkspace();

  await say(workspace, 'general', `see ${link}`);

  expect(workspace.slack.traffic.calls('chat.unfurl')).toEqual([]);
  expect(postedIn(workspace.slack, 'general')).toEqual([]);
});

test('a paper that the library lacks is looked up where there are sources', async () => {
  const paper = aPaper({ id: '2401.99998', title: 'Found elsewhere', abstract: 'We find it elsewhere.' });
  const workspace = await openSlackWorkspace({
    lookUp: async (id) => (id === paper.id ? { kind: 'found', paper } : { kind: 'unknown', sources: ['arXiv'] }),
  });

  const found = await say(workspace, 'general', 'https://huggingface.co/papers/2401.99998');
  const unknown = await say(workspace, 'general', 'https://huggingface.co/papers/2401.99997');

  expect(found.shown).toContain('Found elsewhere');
  expect(unknown.shown).toBe('');
});

test('of many links three papers are shown, each once', async () => {
  const workspace = await openSlackWorkspace();
  const ids = ['2402.17762', '2310.16836', '2409.10594', '2412.14363'];
  const links = ids.flatMap((id) => [`https://arxiv.org/abs/${id}`, `https://arxiv.org/pdf/${id}`]);

  const { ref } = await say(workspace, 'general', links.join(' '));

  const urls = unfurlsOf(workspace, ref).map(({ app_unfurl_url }) => app_unfurl_url);
  expect(urls).toEqual(ids.slice(0, 3).map((id) => `https://arxiv.org/abs/${id}`));
});

test('what the buttons answer is for the one who pressed, in the thread of the link', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ben = slack.people.as('ben');
  const { ref: top } = await say(workspace, 'general', 'any reading for today?');
  const { ref } = await say(workspace, 'general', massive, 'ada', top.ts);

  await ben.click(ref, 'paper_similar');
  const similar = await nthPosted(slack, 'general', 1);
  await ben.click(ref, 'paper_bibtex');
  const bibtex = await nthPosted(slack, 'general', 2);
  await ben.click(ref, 'paper_save');
  const saved = await nthPosted(slack, 'general', 3);
  await ben.overflow(ref, 'link_menu', 'Details');
  await slack.until(() => slack.workspace.openView(ben.id) !== undefined);

  expect([similar, bibtex, saved].map(({ onlyFor }) => onlyFor)).toEqual([ben.id, ben.id, ben.id]);
  expect([similar, bibtex, saved].map(({ thread }) => thread)).toEqual([top.ts, top.ts, top.ts]);
  expect(similar.shown).toContain('similar to 2402.17762');
  expect(bibtex.shown).toContain('@');
  expect(saved.shown).toContain('Saved');
});

test('where the bot is not in the channel, its buttons answer all the same', async () => {
  const workspace = await openSlackWorkspace();
  const { ref, shown } = await say(workspace, 'random', massive);

  await workspace.slack.people.as('ben').click(ref, 'paper_bibtex');

  expect(shown).toContain(title);
  expect((await nthPosted(workspace.slack, 'random', 1)).shown).toContain('massive');
});

test('a paper is shown once in a conversation; a day later one line leads to the first time', async () => {
  const clock = createManualClock();
  const workspace = await openSlackWorkspace({ standIn: { clock } });
  const { slack } = workspace;

  const first = await say(workspace, 'general', massive);
  const soon = await say(workspace, 'general', 'https://huggingface.co/papers/2402.17762', 'ben');
  const elsewhere = await say(workspace, 'ml-papers', massive);
  clock.advance(dayMs);
  const later = await say(workspace, 'general', massive, 'ben');

  expect(first.shown).toContain(title);
  expect(elsewhere.shown).toContain(title);
  expect(soon.shown).toBe('');
  expect(later.shown).toMatch(/^Shared here on <!date\^\d+\^\{date_short\}\^http:\S+\|\d+ \w+ \d+>$/);
  expect(later.shown).toContain(`/archives/C00GENERAL/p${first.ref.ts.replace('.', '')}|`);
  expect(postedIn(slack, 'general')).toEqual([]);
});

test('once the first message is gone the paper is shown again', async () => {
  const clock = createManualClock();
  const workspace = await openSlackWorkspace({ standIn: { clock } });
  const first = await say(workspace, 'general', massive);
  await workspace.slack.people.as('ada').deleteMessage(first.ref);
  clock.advance(dayMs);

  const later = await say(workspace, 'general', massive, 'ben');

  expect(later.shown).toContain(title);
});

test('a delivery that comes twice, to another process too, and an edit change nothing', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  slack.faults.inject({ on: 'deliver:events_api', kind: 'duplicate' });
  const { ref } = await say(workspace, 'general', massive);

  await slack.redeliver({});
  await slack.people.as('ada').edit(ref, `${massive} and https://arxiv.org/abs/2310.16836`);
  await settled(workspace);

  const shown = unfurlsOf(workspace, ref).map(({ blocks }) => wordsOn(blocks));
  expect(shown).toHaveLength(2);
  expect(shown[0]).toContain(title);
});

test('who is still writing sees the paper, and nothing is kept of it', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, store } = workspace;

  await slack.people.as('ada').compose(massive);
  const call = await slack.until(() => slack.traffic.calls('chat.unfurl')[0]);

  expect(call.response).toEqual({ ok: true });
  expect(JSON.stringify(call.arguments)).toContain(title);
  expect(await store.db.selectFrom('shared_links').selectAll().execute()).toEqual([]);
});

test('in a direct message with the bot its answer shows the paper, so nothing stands under the link', async () => {
  const workspace = await openSlackWorkspace();

  const { ref } = await say(workspace, 'ada', massive);

  expect((await nthPosted(workspace.slack, 'ada', 1)).shown).toContain(title);
  expect(unfurlsOf(workspace, ref)).toEqual([]);
});

test('anybody can switch previews off for a conversation, and on again', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ben = slack.people.as('ben');
  const { ref } = await say(workspace, 'general', massive);

  await ben.overflow(ref, 'link_menu', 'No previews here');
  const off = await nthPosted(slack, 'general', 1);
  const none = await say(workspace, 'general', 'https://arxiv.org/abs/2310.16836');
  const other = await say(workspace, 'ml-papers', 'https://arxiv.org/abs/2310.16836');
  await ben.click(off.ref, 'run_0');
  const on = await nthPosted(slack, 'general', 2);
  const again = await say(workspace, 'general', 'https://arxiv.org/abs/2310.16836');

  expect([off.shown, off.onlyFor, off.buttons]).toEqual([
    expect.stringContaining('Previews of papers under links are off for everyone here.'),
    ben.id,
    ['Undo'],
  ]);
  expect([on.shown, on.onlyFor, on.buttons]).toEqual([
    expect.stringContaining('Previews of papers under links are on for everyone here.'),
    ben.id,
    ['Undo'],
  ]);
  expect([none.shown, other.shown === '', again.shown === '']).toEqual(['', false, false]);
});

test('the same by the command, which tells how it is', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  const said: string[] = [];
  for (const words of ['links status', 'links off', 'links off', 'links on']) {
    await ada.command('general', `/papers ${words}`);
    const { shown, buttons } = await nthPosted(slack, 'general', said.length + 1);
    said.push(`${shown.split('\n')[0]} ${buttons.join()}`);
  }

  expect(said).toEqual([
    'Previews of papers under links are on for everyone here. Switch off',
    'Previews of papers under links are off for everyone here. Undo',
    'Previews of papers under links are off for everyone here. Switch on',
    'Previews of papers under links are on for everyone here. Undo',
  ]);
});

test('what Slack refuses nobody is told of, and the next message shows the paper', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, logs } = workspace;
  slack.faults.inject({ on: 'chat.unfurl', kind: 'refused', error: 'cannot_unfurl_url' });

  const refused = await say(workspace, 'general', massive);
  const shown = await say(workspace, 'general', massive, 'ben');

  expect([refused.shown, shown.shown.includes(title)]).toEqual(['', true]);
  expect(postedIn(slack, 'general')).toEqual([]);
  expect(logs.find(({ msg }) => msg === 'Papers are not shown under links')).toMatchObject({
    code: 'cannot_unfurl_url',
    cure: expect.stringContaining('unfurl_domains'),
  });
});

test('without the permission nothing is shown, and the log says so once', async () => {
  const workspace = await openSlackWorkspace({ app: { scopes: ['commands', 'chat:write', 'links:read'] } });
  const ada = workspace.slack.people.as('ada');

  for (const channel of ['general', 'ml-papers', 'random']) await ada.say(channel, massive);
  await settled(workspace);

  const warned = workspace.logs.filter(({ msg, level }) => msg === 'Papers are not shown under links' && level === 40);
  expect(warned).toHaveLength(1);
  expect(postedIn(workspace.slack, 'general')).toEqual([]);
});

test('the words of a hostile paper stand there as they are, and ping nobody', async () => {
  const hostile = '<!channel> *bold* <@U00000ADA0> :smile: `x`';
  const paper = aPaper({
    ...{ id: '2401.00001', title: `${hostile} ${'x'.repeat(400)}`, abstract: `${hostile}. `.repeat(100) },
    ...{ authors: [hostile], organisation: hostile, aiSummary: hostile.repeat(30) },
  });
  const workspace = await openSlackWorkspace({ paperboy: paperboyWith([paper]) });

  const { ref } = await say(workspace, 'general', 'https://arxiv.org/abs/2401.00001');

  const [unfurl] = unfurlsOf(workspace, ref);
  const parsed = JSON.stringify(unfurl?.blocks).match(/"type":"mrkdwn","text":"[^"]*"/g);
  expect(parsed).toEqual(['"type":"mrkdwn","text":"<https://arxiv.org/pdf/2401.00001|PDF>"']);
  expect(wordsOn(unfurl?.blocks ?? [])).toContain('<!channel> *bold* <@U00000ADA0> :smile: `x`');
  expect(unfurl?.fallback).not.toMatch(/<[@!]/);
});

test('a burst of links takes no more than its share, and the bot answers meanwhile', async () => {
  const workspace = await openSlackWorkspace({ timeoutMs: 1_000 });
  const { slack, logs } = workspace;
  const ada = slack.people.as('ada');
  slack.faults.inject({ on: 'chat.unfurl', kind: 'hang', times: 4 });
  for (const id of ['2402.17762', '2310.16836', '2409.10594', '2412.14363'])
    await ada.say('general', `https://arxiv.org/abs/${id}`);

  await Promise.all(Array.from({ length: 120 }, () => ada.say('random', massive)));
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);
  await settled(workspace);

  expect(answer.shown).toContain(title);
  expect(logs.filter(({ msg }) => String(msg).startsWith('Too many links at once'))).toHaveLength(100);
  // Of those that waited the first was shown; what hangs is in no log.
  expect(slack.traffic.calls('chat.unfurl')).toHaveLength(1);
});

const elsewhereIn = (workspace: SlackWorkspace, ref: Ref): boolean =>
  shownUnder(workspace, ref).includes('Shared elsewhere?');

test('who asks where else a paper was shared is told of public channels alone', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.inviteBot('leads');

  const inPrivate = await say(workspace, 'leads', massive);
  const first = await say(workspace, 'random', massive);
  const second = await say(workspace, 'general', massive);
  await ben.click(second.ref, 'link_shared_elsewhere');
  const told = await nthPosted(slack, 'general', 1);
  await ada.click(second.ref, 'link_shared_elsewhere');
  const toldMember = await nthPosted(slack, 'general', 2);

  // A private channel alone makes no button.
  expect([inPrivate, first, second].map(({ ref }) => elsewhereIn(workspace, ref))).toEqual([false, false, true]);
  expect([told.onlyFor, toldMember.onlyFor]).toEqual([ben.id, ada.id]);
  const channelsIn = ({ blocks }: Posted) => JSON.stringify(blocks).match(/(?<="channel_id":")\w+/g);
  expect(channelsIn(told)).toEqual(['C000RANDOM']);
  expect(JSON.stringify(told.blocks)).toContain(`/archives/C000RANDOM/p${first.ref.ts.replace('.', '')}`);
  expect(told.fallback).toBe('This paper was also shared in another channel.');
  // Ada is in it.
  expect(channelsIn(toldMember)).toEqual(['C000RANDOM', 'C00SECRET0']);
});

test('a guest is told of the channels that they are in, and of no others', async () => {
  const workspace = await openSlackWorkspace({ standIn: { guests: ['ben'] } });
  const { slack } = workspace;
  const ben = slack.people.as('ben');
  await ben.leave('random');
  await say(workspace, 'random', massive);
  const { ref } = await say(workspace, 'general', massive);

  await ben.click(ref, 'link_shared_elsewhere');
  const nothing = await nthPosted(slack, 'general', 1);
  await say(workspace, 'ml-papers', massive);
  await ben.click(ref, 'link_shared_elsewhere');
  const something = await nthPosted(slack, 'general', 2);

  expect(nothing.shown).toContain('Nobody has shared this paper in another channel that you can see.');
  expect(JSON.stringify(something.blocks)).toContain('C0MLPAPERS');
  expect(JSON.stringify(something.blocks)).not.toContain('C000RANDOM');
});

test('without the permission to look at channels nobody learns of other places', async () => {
  const workspace = await openSlackWorkspace({
    app: { scopes: ['commands', 'chat:write', 'links:read', 'links:write', 'users:read'] },
  });
  await say(workspace, 'random', massive);

  const { ref, shown } = await say(workspace, 'general', massive);

  expect(shown).toContain(title);
  expect(elsewhereIn(workspace, ref)).toBe(false);
});

test('where people of other workspaces read along, nothing says that others know the paper', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  await say(workspace, 'random', massive);
  const { ts } = await slack.people.as('ada').say('general', 'see this');
  const shared = { type: 'link_shared', channel: 'C00GENERAL', is_bot_user_member: true, user: 'U00000ADA0' };
  slack.sendFrame(
    JSON.stringify({
      ...{ type: 'events_api', envelope_id: 'connect', accepts_response_payload: false },
      payload: {
        ...{ type: 'event_callback', team_id: slack.teamId, event_id: 'EvConnect', is_ext_shared_channel: true },
        authorizations: [{ team_id: slack.teamId, user_id: slack.botUserId, is_bot: true }],
        event: { ...shared, message_ts: ts, links: [{ domain: 'arxiv.org', url: massive }] },
      },
    }),
  );

  const call = await slack.until(() => slack.traffic.calls('chat.unfurl')[1]);

  expect(JSON.stringify(call.arguments)).toContain(title);
  expect(JSON.stringify(call.arguments)).not.toContain('Shared elsewhere');
});
