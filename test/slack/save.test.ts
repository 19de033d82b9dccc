// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { nthPosted, type Posted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, type SlackWorkspace } from '../support/slack-workspace.ts';

const massive = '2402.17762';
const massiveTitle = 'Massive Activations in Large Language Models';

const manyIds = Array.from({ length: 12 }, (_, index) => `2401.${String(index).padStart(5, '0')}`);

function newest({ slack }: SlackWorkspace, channel: string, words: string): Promise<Posted> {
  return slack.until(() => postedIn(slack, channel).findLast(({ shown }) => shown.includes(words)), words);
}

/** What Ada saved and Ben saved, from what they saw in #general alone or together. */
async function withSaved(): Promise<SlackWorkspace> {
  const workspace = await openSlackWorkspace();
  const { slack, reading, clock } = workspace;
  const person = (name: string) => ({ team: slack.teamId, person: slack.people.as(name).id });
  const save = async (name: string, id: string, title: string, channel?: string) => {
    clock.now += 1_000;
    await reading.list.save(person(name), { id, title }, channel);
  };
  await save('ada', massive, massiveTitle, 'C00GENERAL');
  await save('ben', massive, massiveTitle, 'C00GENERAL');
  await save('ada', '2310.16836', 'LLM-FP4: 4-Bit Floating-Point Quantized Transformers');
  await save('ada', '0000.00000', 'A paper that is gone, on Quantization');
  return workspace;
}

test('Save in the menu of a private answer keeps the paper for that person alone, and Undo takes it back', async () => {
  const { slack, reading } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');

  await ada.overflow((await nthPosted(slack, 'general', 1)).ref, 'paper_menu', 'Save');
  const saved = await nthPosted(slack, 'general', 2);
  const person = { team: slack.teamId, person: ada.id };

  expect([saved.shown, saved.onlyFor]).toEqual([expect.stringContaining('Saved. /papers saved lists'), ada.id]);
  expect(await reading.list.mine(person)).toMatchObject([{ id: massive, channel: undefined }]);

  await ada.click(saved.ref, 'paper_unsave');
  const removed = await slack.until(() => postedIn(slack, 'general').find(({ shown }) => shown.startsWith('Removed')));
  expect(removed.shown).toContain(`“${massiveTitle}”`);
  expect(await reading.list.mine(person)).toEqual([]);

  await ada.click(removed.ref, 'paper_restore_saved');
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.startsWith('Back among')));
  expect(await reading.list.mine(person)).toMatchObject([{ id: massive }]);
});

test('saved from what everyone in a channel sees, a paper stands in its reading list; a second time is told', async () => {
  const { slack, reading } = await openSlackWorkspace();
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers massive activations');
  await ada.overflow((await nthPosted(slack, 'general', 1)).ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'general', 2);

  await ben.overflow(shared.ref, 'paper_menu', 'Save');
  const saved = await nthPosted(slack, 'general', 3);
  await ben.overflow(shared.ref, 'paper_menu', 'Save');
  const again = await nthPosted(slack, 'general', 4);

  expect([saved.shown, saved.onlyFor]).toEqual([
    expect.stringContaining('Saved, and people here see it in this channel’s reading list.'),
    ben.id,
  ]);
  expect(again.shown).toContain(`You saved “${massiveTitle}” before.`);
  const place = { team: slack.teamId, channel: 'C00GENERAL' };
  expect(await reading.list.ofChannel(place)).toMatchObject([{ id: massive, person: ben.id }]);
});

test('/papers saved lists one’s own papers, the newest first, also those that the library no longer holds', async () => {
  const workspace = await withSaved();
  const { slack } = workspace;
  const ada = slack.people.as('ada');

  await ada.command('ml-papers', '/papers saved');
  const list = await nthPosted(slack, 'ml-papers', 1);

  expect(list.onlyFor).toBe(ada.id);
  expect(list.shown).toMatch(/^You saved 3 papers\n1\. A paper that is gone/);
  expect(list.shown).toContain('The library no longer holds this paper.');
  expect(list.shown).toContain(`3. ${massiveTitle}`);
});

test('a paper of the list is marked as read, removed and brought back in its place', async () => {
  const workspace = await withSaved();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('ml-papers', '/papers saved');
  await ada.overflow((await nthPosted(slack, 'ml-papers', 1)).ref, 'paper_menu', 'Mark as read', 1);
  const marked = await newest(workspace, 'ml-papers', 'Marked as read: “LLM-FP4');

  await ada.overflow(marked.ref, 'paper_menu', 'Remove from saved', 1);
  const removed = await newest(workspace, 'ml-papers', 'Removed from what you saved: “LLM-FP4');
  await ada.click(removed.ref, 'paper_restore_saved');
  const restored = await newest(workspace, 'ml-papers', 'Back among what you saved: “LLM-FP4');

  expect(marked.shown).toContain(' · read');
  expect(removed.shown).toContain('You saved 2 papers');
  expect(restored.shown).toContain('You saved 3 papers');
  expect(postedIn(slack, 'ml-papers')).toHaveLength(1);
  expect((await reading.list.mine({ team: slack.teamId, person: ada.id }))[1]?.readAt).toBeDefined();
});

test.each([
  ['saved about quantization', 'You saved 3 papers, 2 of them on “quantization”\n1. LLM-FP4'],
  ['saved massive activations', 'You saved 3 papers, one of them on “massive activations”\n1. Massive'],
  ['what did I save on quantization?', 'You saved 3 papers, 2 of them on “quantization”'],
  ['my reading list', 'You saved 3 papers\n1. '],
  ['saved sourdough bread', 'None of the 3 saved papers is on “sourdough bread”.'],
  ['saved here', 'People saved one paper in \n1. Massive'],
  ['what did we save?', 'Saved by ben and ada on '],
  ['saved @ben', 'What one person saved for themselves is shown to nobody else.'],
  ['saved by @ben', 'What one person saved for themselves is shown to nobody else.'],
  ['save 2310.16836 and 2409.10594', 'Saved. '],
  ['save 2409.10594, 2412.14363 and 0704.0001', 'Saved 2 papers: “'],
  ['save 2409.10594, 2412.14363 and 0704.0001', 'The library does not hold 0704.0001,'],
  ['save 2402.17762 and 2310.16836', 'You saved “Massive Activations in Large Language Models” and “LLM-FP4'],
  [`save ${manyIds.join(' ')}`, 'Not saved, since that is too many at once: 2401.00010, 2401.00011.'],
  ['unsave 2402.17762', 'Removed from what you saved: “Massive Activations in Large Language Models”.'],
  [
    'remove 2402.17762 and 2310.16836',
    'Removed from what you saved: “Massive Activations in Large Language Models” and “',
  ],
  ['forget 2409.10594 from my list', 'You have not saved that paper.'],
  ['saved #nowhere', 'Which channel? Choose it from the names that Slack offers behind #.'],
])('/papers %s answers "%s"', async (words, expected) => {
  const { slack } = await withSaved();

  await slack.people.as('ada').command('general', `/papers ${words}`);

  expect((await nthPosted(slack, 'general', 1)).shown).toContain(expected);
});

test('a list of more than one page is turned in place', async () => {
  const { slack, reading, clock } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  for (let number = 1; number <= 7; number += 1) {
    clock.now += 1_000;
    const paper = { id: `kept-${number}`, title: `Kept ${number}` };
    await reading.list.save({ team: slack.teamId, person: ada.id }, paper, undefined);
  }

  await ada.command('general', '/papers saved');
  const first = await nthPosted(slack, 'general', 1);
  await ada.click(first.ref, 'saved_page_1');
  const second = await slack.until(() => postedIn(slack, 'general').find(({ shown }) => shown.includes('6–7 of 7')));

  expect(first.shown).toContain('You saved 7 papers: 1–5 of 7');
  expect(second.shown).toContain('7. Kept 1');
  expect(second.buttons).toEqual(['Back', 'Export BibTeX']);
});

test('asked among others what they saved, the bot tells the asker alone; of the channel it tells everyone', async () => {
  const { slack } = await withSaved();
  const ada = slack.people.as('ada');

  await ada.mention('general', 'what did I save?');
  const mine = await nthPosted(slack, 'general', 1);
  await ada.mention('general', 'what did we save here?');
  const ours = await nthPosted(slack, 'general', 2);

  expect([mine.onlyFor, ours.onlyFor]).toEqual([ada.id, undefined]);
  expect(ours.shown).toContain('Saved by ben and ada on ');
  expect(ours.shown).not.toContain('LLM-FP4');
  expect(JSON.stringify(ours.blocks)).not.toContain('"user_id"');
});

const leastScopes = ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'im:write'];

test.each([
  ['a channel that the asker is in is listed from elsewhere', undefined, '#general', 'People saved one paper'],
  ['a private one that they are not in is refused', undefined, '#leads', 'Only people in a channel see what was'],
  ['where Slack does not tell, they ask there', leastScopes, '#general', 'Ask there: /papers saved here.'],
])('%s', async (_, scopes, channel, expected) => {
  const { slack, store, reading } = await withSaved();
  await reading.list.save(
    { team: slack.teamId, person: slack.people.as('ada').id },
    { id: 'x', title: 'Secret paper' },
    'C00SECRET0',
  );
  const asked = scopes === undefined ? slack : (await openSlackWorkspace({ store, app: { scopes } })).slack;

  await asked.people.as('ben').command('ml-papers', `/papers saved ${channel}`);
  const answer = await nthPosted(asked, 'ml-papers', 1);

  expect(answer.shown).toContain(expected);
  expect(answer.shown).not.toContain('Secret paper');
});

/** A paper that Ben shared with #general, and how many messages of the bot stand there. */
async function withShared(workspace: SlackWorkspace): Promise<Posted> {
  const { slack } = workspace;
  const ben = slack.people.as('ben');
  await ben.command('general', '/papers massive activations');
  await ben.overflow((await nthPosted(slack, 'general', 1)).ref, 'paper_menu', 'Share to channel');
  return nthPosted(slack, 'general', 2);
}

test('a :bookmark: under a shared paper saves it for who put it there, and without it the paper is off again', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  const person = { team: slack.teamId, person: ada.id };
  const shared = await withShared(workspace);

  await ada.react(shared.ref, 'bookmark');
  const saved = await nthPosted(slack, 'general', 3);
  const kept = await reading.list.mine(person);
  await slack.redeliver();
  await ada.react(shared.ref, 'bookmark');
  const removed = await newest(workspace, 'general', 'Removed from what you saved');

  expect([saved.shown, saved.onlyFor]).toEqual([expect.stringMatching(/^Saved, and people here see it/), ada.id]);
  expect(kept).toMatchObject([{ id: massive, title: massiveTitle, channel: 'C00GENERAL' }]);
  expect([removed.onlyFor, await reading.list.mine(person)]).toEqual([ada.id, []]);
  expect(postedIn(slack, 'general')).toHaveLength(4);
});

test('a :bookmark: under a message with links saves their papers; other reactions and messages say nothing', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  const talk = await slack.people.as('ben').say('general', 'lunch?');
  const links = await slack.people
    .as('ben')
    .say('general', 'both: https://arxiv.org/abs/2402.17762 and https://huggingface.co/papers/2310.16836v2');

  await ada.react(talk, 'bookmark');
  await ada.react(links, 'eyes');
  await ada.react(links, 'bookmark');
  const saved = await newest(workspace, 'general', 'Saved 2 papers: ');

  expect(saved.shown).toContain('People here see them in this channel’s reading list.');
  expect(await reading.list.mine({ team: slack.teamId, person: ada.id })).toHaveLength(2);
  expect(postedIn(slack, 'general')).toHaveLength(1);
});

test('a :bookmark: under a list tells how one of its papers is saved', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  await ada.mention('general', 'quantization');

  await ada.react((await nthPosted(slack, 'general', 1)).ref, 'bookmark');
  const told = await newest(workspace, 'general', 'That message has several papers.');

  expect([told.onlyFor, told.thread]).toEqual([ada.id, (await nthPosted(slack, 'general', 1)).thread]);
  expect(await reading.list.mine({ team: slack.teamId, person: ada.id })).toEqual([]);
});

test('where the bot may not read, it says how to save what it posted, and is silent about the messages of others', async () => {
  const workspace = await openSlackWorkspace({ app: { scopes: [...leastScopes, 'reactions:read'] } });
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  const link = await slack.people.as('ben').say('general', 'https://arxiv.org/abs/2402.17762');
  const shared = await withShared(workspace);

  await ada.react(link, 'bookmark');
  await ada.react(shared.ref, 'bookmark');
  await newest(workspace, 'general', 'I could not read that message');

  expect(postedIn(slack, 'general')).toHaveLength(3);
});

const direct = ({ slack }: SlackWorkspace, name: string): string =>
  slack.workspace.directMessage(slack.people.as(name).id);

test('Export BibTeX sends the papers of the list as one file to the direct message', async () => {
  const workspace = await withSaved();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers saved');

  await ada.click((await nthPosted(slack, 'general', 1)).ref, 'saved_export');
  const told = await nthPosted(slack, 'general', 2);
  const [sent] = postedIn(slack, direct(workspace, 'ada'));
  const [file] = sent?.stored.files ?? [];
  const content = await (await fetch(file?.url_private ?? '')).text();

  expect([told.shown, told.onlyFor]).toEqual(['The file is in your direct message with me.', ada.id]);
  expect([sent?.fallback, file?.name]).toEqual(['BibTeX of 2 saved papers.', 'saved-papers.bib']);
  expect(content.match(/^@misc\{/gm)).toHaveLength(2);
  expect(content).toContain('eprint = {2402.17762}');
});

test.each([
  ['without the permission to send files', 'files.getUploadURLExternal', 'missing_scope'],
  ['where the workspace takes no files', 'files.completeUploadExternal', 'file_type_not_allowed'],
])('%s the entries come as messages to be copied', async (_, on, error) => {
  const workspace = await withSaved();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  slack.faults.inject({ on, kind: 'refused', error });
  await ada.command('general', '/papers saved');

  await ada.click((await nthPosted(slack, 'general', 1)).ref, 'saved_export');
  const entries = await nthPosted(slack, direct(workspace, 'ada'), 2);

  expect(postedIn(slack, direct(workspace, 'ada'))[0]?.shown).toBe(
    'I could not send a file, so here it is to be copied: BibTeX of 2 saved papers.',
  );
  expect(entries.shown).toContain('eprint = {2402.17762}');
  await newest(workspace, 'general', 'It is in your direct message with me.');
});

test('of a file whose fate is unclear nothing is sent twice', async () => {
  const workspace = await withSaved();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  slack.faults.inject({ on: 'files.completeUploadExternal', kind: '500', after: true });
  await ada.command('general', '/papers saved');

  await ada.click((await nthPosted(slack, 'general', 1)).ref, 'saved_export');
  await newest(workspace, 'general', 'Slack did not confirm that the file arrived.');

  expect(postedIn(slack, direct(workspace, 'ada'))).toHaveLength(1);
});

test('“save 2” under a list saves its second paper, seen by the channel where everyone reads the list', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  await ada.mention('general', 'quantization');
  const list = await nthPosted(slack, 'general', 1);
  await ada.mention('general', 'save 2', { threadTs: list.thread ?? '' });
  const saved = await newest(workspace, 'general', 'Saved, and people here see it');
  await ada.command('ml-papers', '/papers save 2402.17762');
  const own = await newest(workspace, 'ml-papers', 'Saved. /papers saved');

  expect([saved.onlyFor, own.onlyFor]).toEqual([ada.id, ada.id]);
  const kept = await reading.list.mine({ team: slack.teamId, person: ada.id });
  expect(kept.map(({ channel }) => channel).toSorted()).toEqual(['C00GENERAL', undefined]);
  expect(list.links.filter(({ url }) => url.includes('/abs/'))[1]?.text).toBe(
    kept.find(({ channel }) => channel !== undefined)?.title,
  );
});

test('several papers of a list are saved, and taken off, at once; none where one of them is not there', async () => {
  const workspace = await openSlackWorkspace();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  await ada.mention('general', 'quantization');
  const list = await nthPosted(slack, 'general', 1);
  const kept = async () => (await reading.list.mine({ team: slack.teamId, person: ada.id })).length;
  const say = async (words: string, told: string): Promise<number> => {
    await ada.mention('general', words, { threadTs: list.thread ?? '' });
    await newest(workspace, 'general', told);
    return kept();
  };

  expect(await say('save 1 and the third', 'Saved 2 papers: “')).toBe(2);
  expect(await say('unsave 1, 3', 'Removed from what you saved: “')).toBe(0);
  expect(await say('save 2 and 99', 'Which paper? Say save 2 under a list')).toBe(0);
});

test.each([
  ['ok save all', 5],
  ['save these', 5],
  ['save 1-3', 3],
  ['save the first and third', 2],
])('%j saves as many papers of the list as it says', async (words, amount) => {
  const workspace = await openSlackWorkspace();
  const { slack, reading } = workspace;
  const ada = slack.people.as('ada');
  await ada.mention('general', 'quantization');
  const list = await nthPosted(slack, 'general', 1);

  await ada.mention('general', words, { threadTs: list.thread ?? '' });

  await newest(workspace, 'general', `Saved ${amount} papers: “`);
  expect(await reading.list.mine({ team: slack.teamId, person: ada.id })).toHaveLength(amount);
});
