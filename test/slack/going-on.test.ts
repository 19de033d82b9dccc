import { expect, test } from 'vitest';
import { aPaper } from '../support/builders.ts';
import { nthPosted, type Posted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith, type SlackWorkspace } from '../support/slack-workspace.ts';

/** Where somebody goes on, and the papers by number that they see there. */
interface Place {
  readonly channel: string;
  readonly threadTs?: string;
  readonly urls: readonly string[];
}

const withoutHistory = ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'im:write'];

function papersOn(posted: Posted): string[] {
  return posted.links.map(({ url }) => url).filter((url) => url.includes('/abs/'));
}

function placeOf(channel: string, posted: Posted): Place {
  return { channel, threadTs: posted.thread ?? posted.ref.ts, urls: papersOn(posted) };
}

/** Says it as Ada, with a mention where one is needed, and gives the bot's next message there. */
async function saying({ slack }: SlackWorkspace, { channel, threadTs }: Omit<Place, 'urls'>, text: string) {
  const count = postedIn(slack, channel).length;
  const ada = slack.people.as('ada');
  const options = threadTs === undefined ? {} : { threadTs };
  await (slack.workspace.channel(channel)?.kind === 'im'
    ? ada.say(channel, text, options)
    : ada.mention(channel, text, options));
  return nthPosted(slack, channel, count + 1);
}

/** A digest in #general on a Monday morning; its last message when it has details. */
async function digestIn(workspace: SlackWorkspace, wishes: string): Promise<{ root: Posted; last: Posted }> {
  const { slack, digests, clock } = workspace;
  await slack.people.as('ada').command('general', `/papers subscribe 9:00 weekdays ${wishes}`);
  await nthPosted(slack, 'general', 2);
  clock.now += (2 * 24 + 8) * 3_600_000;
  for (let pass = 0; pass < 6; pass += 1) {
    await digests.pass();
    clock.now += 2_000;
  }
  const [, , root, ...replies] = postedIn(slack, 'general');
  if (root === undefined) throw new Error('no digest');
  return { root, last: replies.at(-1) ?? root };
}

const directMessage = ({ slack }: SlackWorkspace): string => slack.workspace.directMessage(slack.people.as('ada').id);

const lists: Readonly<Record<string, (workspace: SlackWorkspace) => Promise<Place>>> = {
  'an answer in a thread': async (workspace) =>
    placeOf('general', await saying(workspace, { channel: 'general' }, 'quantization of language models')),
  'a list of similar papers': async (workspace) =>
    placeOf('general', await saying(workspace, { channel: 'general' }, 'similar to 2402.17762')),
  'the newest papers': async (workspace) =>
    placeOf('general', await saying(workspace, { channel: 'general' }, 'today')),
  'a digest with details': async (workspace) => {
    const { root } = await digestIn(workspace, 'quantization top:3');
    return placeOf('general', root);
  },
  'a digest without details': async (workspace) => {
    const { root } = await digestIn(workspace, 'quantization top:3 details:off');
    return placeOf('general', root);
  },
  'a digest, at the top of its channel': async (workspace) => {
    const { root } = await digestIn(workspace, 'quantization top:3');
    return { channel: 'general', urls: papersOn(root) };
  },
  'an answer in a direct message': async (workspace) =>
    placeOf(
      directMessage(workspace),
      await saying(workspace, { channel: directMessage(workspace) }, 'quantization of language models'),
    ),
  'an answer, at the top of the direct message': async (workspace) => {
    const channel = directMessage(workspace);
    await saying(workspace, { channel }, 'dropout');
    const answer = await saying(workspace, { channel }, 'quantization of language models');
    return { channel, urls: papersOn(answer) };
  },
};

test.each(
  Object.keys(lists).flatMap((list) => [
    [list, 'at once'],
    [list, 'after a restart'],
  ]),
)('%s is gone on with %s', async (list, when) => {
  const workspace = await openSlackWorkspace();
  const place = await lists[list]?.(workspace);
  if (place === undefined) throw new Error(list);
  if (when === 'after a restart') await workspace.restart();

  const details = await saying(workspace, place, 'tell me more about 2');
  const bibtex = await saying(workspace, place, 'bib #3');
  const it = await saying(workspace, place, 'cite it');
  const similar = await saying(workspace, place, 'papers like the third');

  expect(papersOn(details)[0]).toBe(place.urls[1]);
  expect(bibtex.shown).toContain(`url = {${place.urls[2]}}`);
  expect(it.shown).toBe(bibtex.shown);
  expect(similar.shown).toContain(`Papers similar to ${place.urls[2]?.split('/').at(-1)}`);
});

test.each(['at once', 'after a restart'])('a paper that somebody shared is gone on with %s', async (when) => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  await slack.people.as('ada').command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);
  await slack.people.as('ada').overflow(answer.ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'general', 2);
  const place = { channel: 'general', threadTs: shared.ref.ts };
  if (when === 'after a restart') await workspace.restart();

  const bibtex = await saying(workspace, place, 'bibtex');
  const first = await saying(workspace, place, 'bibtex 1');
  const second = await saying(workspace, place, 'bibtex 2');
  const more = await saying(workspace, place, 'more like this');

  expect(bibtex.shown).toContain(`url = {${papersOn(shared)[0]}}`);
  expect(first.shown).toBe(bibtex.shown);
  expect(second.shown).toContain('There is one paper here, no 2.');
  expect(more.shown).toContain('Papers similar to 2402.17762');
});

test('numbers still mean the list after a paper of it was shared or told more about', async () => {
  const workspace = await openSlackWorkspace();
  const place = placeOf('general', await saying(workspace, { channel: 'general' }, 'quantization of language models'));
  await saying(workspace, place, '2');

  const third = await saying(workspace, place, '3');
  const more = await saying(workspace, place, 'show more');
  const seventh = await saying(workspace, place, 'bibtex 7');

  expect(papersOn(third)[0]).toBe(place.urls[2]);
  expect(more.shown).toContain('6–10 of');
  expect(seventh.shown).toContain(`url = {${papersOn(more)[1]}}`);
});

test.each(['Similar papers', 'Next 5'])(
  'a list that only the presser of %s sees is what they go on with',
  async (button) => {
    const workspace = await openSlackWorkspace();
    const { slack } = workspace;
    const answer = await saying(workspace, { channel: 'general' }, 'quantization of language models');
    const place = placeOf('general', answer);
    const ada = slack.people.as('ada');
    if (button === 'Next 5') await ada.click(answer.ref, 'list_more');
    else await ada.overflow(answer.ref, 'paper_menu', button);
    const list = await nthPosted(slack, 'general', 2);
    const number = button === 'Next 5' ? 8 : 3;

    const bibtex = await saying(workspace, place, `bibtex ${number}`);
    await slack.people.as('ben').mention('general', 'bibtex 3', place);
    const bens = await nthPosted(slack, 'general', 4);
    const details = await saying(workspace, place, '2');

    expect(list.onlyFor).toBe(slack.people.as('ada').id);
    expect(bibtex.shown).toContain(`url = {${papersOn(list)[2]}}`);
    expect(bens.shown).toContain(`url = {${place.urls[2]}}`);
    expect(papersOn(details)[0]).toBe(button === 'Next 5' ? place.urls[1] : papersOn(list)[1]);
  },
);

test('the answer to a command is what its reader goes on with at the top of the channel', async () => {
  const workspace = await openSlackWorkspace();
  workspace.clock.now = Date.now() - 1_000; // Slack tells no time of a command, so the bot's clock counts.
  await workspace.slack.people.as('ada').command('general', '/papers quantization of language models');
  const answer = await nthPosted(workspace.slack, 'general', 1);

  const bibtex = await saying(workspace, { channel: 'general' }, 'bibtex 2');

  expect(bibtex.shown).toContain(`url = {${papersOn(answer)[1]}}`);
});

test.each([
  ['quantization', /^From the whole library, best first:\nPapers on “quantization”/],
  ['all papers', /^Beyond this digest:\nNewest papers/],
])('"more" under a digest on "%s" brings papers beyond it', async (topics, expected) => {
  const workspace = await openSlackWorkspace();
  const { root } = await digestIn(workspace, `${topics} top:3 details:off`);

  const more = await saying(workspace, placeOf('general', root), 'more');

  expect(more.shown).toMatch(expected);
});

test('"more" under a digest with several topics asks on which, and a press answers', async () => {
  const workspace = await openSlackWorkspace();
  const { root } = await digestIn(workspace, 'quantization, dropout top:4 details:off');

  const which = await saying(workspace, placeOf('general', root), 'more');
  await workspace.slack.people.as('ben').click(which.ref, 'say_1');
  const more = await nthPosted(workspace.slack, 'general', 5);

  expect(which.buttons).toEqual(['quantization', 'dropout']);
  expect(more.shown).toContain('Papers on “dropout”');
  expect(more.thread).toBe(root.ref.ts);
});

test('a digest is gone on with where the app may not read the channel, also after a restart', async () => {
  const workspace = await openSlackWorkspace({ app: { scopes: [...withoutHistory, 'users:read'] } });
  const { root } = await digestIn(workspace, 'quantization top:3 details:off');
  await workspace.restart();

  const details = await saying(workspace, placeOf('general', root), '2');

  expect(papersOn(details)[0]).toBe(papersOn(root)[1]);
});

test('BibTeX of several papers, and of all that were shown', async () => {
  const workspace = await openSlackWorkspace();
  const place = placeOf('general', await saying(workspace, { channel: 'general' }, 'quantization of language models'));

  const two = await saying(workspace, place, 'bibtex 1 and 3');
  const all = await saying(workspace, place, 'bibtex all');
  const wrong = await saying(workspace, place, 'bibtex 1 and 77');

  const urlsIn = (text: string) => [...text.matchAll(/url = \{([^}]+)\}/g)].map(([, url]) => url);
  expect(urlsIn(two.shown)).toEqual([place.urls[0], place.urls[2]]);
  expect(urlsIn(all.shown)).toEqual(place.urls);
  expect(wrong.shown).toContain('there is no 77');
});

test('where the list is at its end, no more of it is offered', async () => {
  const workspace = await openSlackWorkspace({ paperboy: paperboyWith([aPaper({ title: 'Dropout' })]) });
  const place = placeOf('general', await saying(workspace, { channel: 'general' }, 'dropout'));

  const none = await saying(workspace, place, '2');

  expect(none.shown).toBe('The list above has one paper; there is no 2.');
  expect(none.buttons).toEqual([]);
});

test('a number that the list does not have brings what it has', async () => {
  const workspace = await openSlackWorkspace();
  const answer = placeOf('general', await saying(workspace, { channel: 'general' }, 'quantization of language models'));

  const none = await saying(workspace, answer, '0');
  const further = await saying(workspace, answer, 'bibtex 7');
  await workspace.slack.people.as('ada').click(further.ref, 'say_0');
  const next = await nthPosted(workspace.slack, 'general', 4);

  expect(none.shown).toBe('The list above has papers 1 to 5; there is no 0.');
  expect(further.shown).toContain('The list above has papers 1 to 5; there is no 7 yet.');
  expect(further.buttons).toEqual(['Show the next 5']);
  expect(next.shown).toContain('6–10 of');
});

/** Why a list cannot be found; what is said, and what the buttons bring. */
const reasons = [
  {
    reason: 'there is none in the thread',
    options: {},
    expected: 'There is no list of mine in this thread to go on with.',
    cures: {
      'Papers on this thread': 'From this thread I looked for:',
      'Newest papers': 'Newest papers',
      'What can I ask?': 'All filters',
    },
  },
  {
    reason: 'the app may not read the channel',
    options: { app: { scopes: withoutHistory } },
    expected: 'I lack the permission channels:history',
    cures: { 'Newest papers': 'Newest papers', 'What can I ask?': 'All filters' },
  },
] as const;

test.each(
  reasons.flatMap(({ cures, ...reason }) =>
    Object.entries(cures).map(([label, brought], index) => ({ ...reason, label, brought, index })),
  ),
)('where $reason that is said, and “$label” helps', async ({ options, expected, label, brought, index }) => {
  const workspace = await openSlackWorkspace(options);
  const { slack } = workspace;
  const { ts: threadTs } = await slack.people.as('ada').say('general', 'our llama runs have massive activations');

  const told = await saying(workspace, { channel: 'general', threadTs }, 'bibtex 2');
  await slack.people.as('ben').click(told.ref, `say_${index}`);
  const cured = await nthPosted(slack, 'general', 2);

  expect(told.shown).toContain(expected);
  expect(told.buttons[index]).toBe(label);
  expect(cured.shown).toContain(brought);
  expect(cured.thread).toBe(threadTs);
});

test('when Slack asks to slow down that is said, and "Try again" goes on with the list', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const place = placeOf('general', await saying(workspace, { channel: 'general' }, 'quantization of language models'));
  await workspace.restart();
  slack.faults.inject({ on: 'conversations.replies', kind: '429', retryAfterSeconds: 60 });

  const told = await saying(workspace, place, '2');
  await slack.people.as('ada').click(told.ref, 'say_0');
  const details = await nthPosted(slack, 'general', 3);

  expect(told.shown).toContain('Slack asks Paperboy to slow down');
  expect(papersOn(details)[0]).toBe(place.urls[1]);
});

test.each([
  ['2', (second: string) => second],
  ['bibtex 2', (second: string) => `url = {${second}}`],
  ['similar to 2', (second: string) => `Papers similar to ${second.split('/').at(-1)}`],
  ['compare 1 and 2', () => '2 papers side by side'],
  ['more', () => '6–10 of'],
  ['bibtex 77', () => 'there is no 77'],
  ['what dataset does 2 use?', () => 'I did not understand what to do with the list above.'],
  ['what about dropout?', () => 'Papers on “what about dropout”'],
])('“/papers %s” behind another command is about its list where it can be nothing else', async (words, expected) => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  workspace.clock.now = Date.now() - 1_000; // As above.
  await slack.people.as('ada').command('general', '/papers quantization of language models');
  const [, second = ''] = papersOn(await nthPosted(slack, 'general', 1));

  await slack.people.as('ada').command('general', `/papers ${words}`);
  const answer = await nthPosted(slack, 'general', 2);

  expect([answer.shown, ...papersOn(answer)].join('\n')).toContain(expected(second));
  expect(answer.onlyFor).toBe(slack.people.as('ada').id);
});

test('behind the command a number that the list does not have brings what it has, for the asker alone', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const ada = slack.people.as('ada');
  workspace.clock.now = Date.now() - 1_000; // As above.
  await ada.command('general', '/papers quantization of language models');
  await nthPosted(slack, 'general', 1);
  await ada.command('general', '/papers bibtex 7');
  const further = await nthPosted(slack, 'general', 2);

  await ada.click(further.ref, 'run_0');
  const next = await nthPosted(slack, 'general', 3);

  expect(further.buttons).toEqual(['Show the next 5']);
  expect([next.shown, next.onlyFor]).toEqual([expect.stringContaining('6–10 of'), ada.id]);
});

test.each([
  ['save this', 'Saved, and people here see it'],
  ['follow this paper', 'You follow “Massive Activations'],
  ['bibtex', 'url = {https://arxiv.org/abs/2402.17762}'],
  ['code?', 'Massive Activations in Large Language Models'],
  ['tell me more', 'Massive Activations in Large Language Models'],
  ['similar papers?', 'This thread is about “Massive Activations in Large Language Models”.'],
  ['bibtex 2', 'There is one paper here, no 2.'],
  ['papers on dropout', 'Papers on “dropout”'],
])('in a thread that begins with the link of a paper “%s” is about that paper', async (words, expected) => {
  const { slack } = await openSlackWorkspace();
  const ben = slack.people.as('ben');
  const { ts: threadTs } = await ben.say('general', 'look at https://arxiv.org/abs/2402.17762');
  await ben.say('general', 'unlike https://arxiv.org/abs/2409.10594', { threadTs });

  await slack.people.as('ada').mention('general', words, { threadTs });

  expect((await nthPosted(slack, 'general', 1)).shown).toContain(expected);
});

test('where a thread begins with several papers, or with words of the bot, “save this” asks which', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const several = await ada.say('general', 'https://arxiv.org/abs/2402.17762 or https://arxiv.org/abs/2409.10594');
  await ada.mention('general', 'save this', { threadTs: several.ts });
  const first = await nthPosted(slack, 'general', 1);
  const own = slack.workspace.directMessage(ada.id);
  await ada.say(own, 'save 9');
  const asked = await nthPosted(slack, own, 1);

  await ada.say(own, 'save this', { threadTs: asked.ref.ts });
  const second = await nthPosted(slack, own, 2);

  expect(asked.shown).toContain('save 2402.17762');
  expect([first.shown, second.shown]).toEqual([asked.shown, asked.shown]);
});

/** People talk in a thread while the bot is away. */
async function talk({ slack }: SlackWorkspace, threadTs: string, messages: number): Promise<void> {
  for (let index = 0; index < messages; index += 1) {
    await slack.people.as('ben').say('general', `word ${index}`, { threadTs });
  }
}

test('in a thread of thousands of messages the newest list counts', async () => {
  const workspace = await openSlackWorkspace();
  const first = await saying(workspace, { channel: 'general' }, 'dropout');
  const place = placeOf('general', first);
  await talk(workspace, place.threadTs ?? '', 1_500);
  const second = await saying(workspace, place, 'quantization of language models');
  await talk(workspace, place.threadTs ?? '', 1_200);
  await workspace.restart();

  const details = await saying(workspace, place, '2');

  expect(papersOn(details)[0]).toBe(papersOn(second)[1]);
});

test('a list is refined in words: each answer names what it applied, and what is not understood is told to the asker alone', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const answer = await saying(workspace, { channel: 'general' }, 'quantization of language models');
  const place = placeOf('general', answer);

  const withCode = await saying(workspace, place, 'only those with code please');
  const newest = await saying(workspace, place, 'newest first');
  const again = await saying(workspace, place, 'older ones');
  const shifted = await saying(workspace, place, 'and for activations?');
  const compared = await saying(workspace, place, 'compare 1 and 2');
  const unclear = await saying(workspace, place, 'translate these');

  expect(withCode.shown).toMatch(
    /^\d+ of the \d+ above, with code:\nPapers on “quantization of language models” with code: /,
  );
  expect(newest.shown).toContain('Papers on “quantization of language models” with code, newest first: ');
  expect(newest.shown).toMatch(/\nOf \d+ papers, the \d+ that surely fit\.\n/);
  const left = /^(\d+) of the/.exec(withCode.shown)?.[1];
  expect(newest.shown).toContain(`\nOf ${left} papers, the `);
  expect(again.shown).toContain(`oldest first: `);
  expect(shifted.shown).toContain(
    'Papers on “quantization of language models for activations” with code, oldest first: ',
  );
  expect(compared.shown).toContain('2 papers side by side');
  expect(compared.links.map(({ url }) => url).filter((url) => url.includes('/abs/'))).toEqual(
    papersOn(shifted).slice(0, 2),
  );
  expect(unclear.shown).toContain('I did not understand what to do with the list above.');
  expect(unclear.onlyFor).toBe(slack.people.as('ada').id);
});

test.each(['at once', 'after a restart'])(
  '“back” shows the page before, then the list before a refinement and the one before that; “next” goes on from there %s',
  async (when) => {
    const workspace = await openSlackWorkspace();
    const first = await saying(workspace, { channel: 'general' }, 'quantization of language models');
    const place = placeOf('general', first);
    const next = await saying(workspace, place, 'next');
    const withCode = await saying(workspace, place, 'only with code');
    await saying(workspace, place, '2');
    if (when === 'after a restart') await workspace.restart();

    const again = await saying(workspace, place, 'back');
    const second = await saying(workspace, place, 'undo');
    const page = await saying(workspace, place, 'previous');
    const none = await saying(workspace, place, 'back');
    const on = await saying(workspace, place, 'next');

    expect(again.shown).toMatch(/^The list again:\n/);
    expect(papersOn(again)).toEqual(papersOn(withCode));
    expect(second.shown).toMatch(/^The list before:\nPapers on “quantization of language models”: 6–10 of/);
    expect(papersOn(second)).toEqual(papersOn(next));
    expect(page.shown).toMatch(/^The page before:\nPapers on “quantization of language models”: 1–5 of/);
    expect(papersOn(page)).toEqual(papersOn(first));
    expect(none).toMatchObject({
      shown: 'I know of no list before this one.',
      onlyFor: workspace.slack.people.as('ada').id,
    });
    expect(papersOn(on)).toEqual(papersOn(next));
  },
);

test('“undo” works where the channel may not be read, and at the top of a direct message', async () => {
  const workspace = await openSlackWorkspace({ app: { scopes: [...withoutHistory, 'users:read'] } });
  const first = await saying(workspace, { channel: 'general' }, 'quantization of language models');
  const place = placeOf('general', first);
  await saying(workspace, place, 'only 2024');
  const channel = directMessage(workspace);
  const asked = await saying(workspace, { channel }, 'dropout');
  await saying(workspace, { channel }, 'older ones');

  const inThread = await saying(workspace, place, 'undo');
  const inMessage = await saying(workspace, { channel }, 'undo that');

  expect(papersOn(inThread)).toEqual(papersOn(first));
  expect(papersOn(inMessage)).toEqual(papersOn(asked));
});

test('under a digest “back” shows its papers again, and numbers mean them', async () => {
  const workspace = await openSlackWorkspace();
  const { root } = await digestIn(workspace, 'quantization top:7 details:off');
  const place = placeOf('general', root);
  await saying(workspace, place, 'only with code');

  const back = await saying(workspace, place, 'back');
  const none = await saying(workspace, place, 'back');
  await saying(workspace, place, 'next');
  const seventh = await saying(workspace, place, 'bibtex 7');

  expect(papersOn(back)).toEqual(place.urls.slice(0, 5));
  expect(seventh.shown).toContain(`url = {${place.urls[6]}}`);
  expect(none.shown).toBe('I know of no list before this one.');
});

test('after “back” to a digest “more” goes on beyond it', async () => {
  const workspace = await openSlackWorkspace();
  const { root } = await digestIn(workspace, 'quantization top:3 details:off');
  const place = placeOf('general', root);
  await saying(workspace, place, 'only with code');
  await saying(workspace, place, 'back');

  const more = await saying(workspace, place, 'more');

  expect(more.shown).toMatch(/^From the whole library, best first:/);
});

test('misspelt words about a list are understood, or told privately what can be asked; they are never searched', async () => {
  const workspace = await openSlackWorkspace();
  const answer = await saying(workspace, { channel: 'general' }, 'quantization of language models');
  const place = placeOf('general', answer);

  const details = await saying(workspace, place, 'sumarize 2');
  const similar = await saying(workspace, place, 'simmilar to 3');
  const newest = await saying(workspace, place, 'newst first');
  const unclear = await saying(workspace, place, 'wich one is best?');

  expect(papersOn(details)[0]).toBe(place.urls[1]);
  expect(similar.shown).toContain(`Papers similar to ${place.urls[2]?.split('/').at(-1)}`);
  expect(newest.shown).toContain('newest first');
  expect(unclear.shown).toContain('I did not understand what to do with the list above.');
  expect(unclear.onlyFor).toBe(workspace.slack.people.as('ada').id);
});

test('a filter and an order at once tell apart what is ruled out and what only may fit', async () => {
  const workspace = await openSlackWorkspace();
  const answer = await saying(workspace, { channel: 'general' }, 'quantization of language models');
  const place = placeOf('general', answer);

  const { shown } = await saying(workspace, place, 'only with code, newest first');

  const [, left = '', all] = /^(\d+) of the (\d+) above, with code:\n/.exec(shown) ?? [];
  const [, of, sure] = /\nOf (\d+) papers, the (\d+) that surely fit\./.exec(shown) ?? [];
  expect(of).toBe(left);
  expect(Number(sure)).toBeLessThan(Number(left));
  expect(answer.shown).toContain(` of ${all}`);
});

/** What stands under the facts of each paper, beside the words of its menu. */
const sentencesOf = ({ shown }: Posted): string[] =>
  shown.split('\n').flatMap((line) => (line.endsWith('BibTeXSave') ? [line.replace(/Details.*$/, '')] : []));

test.each([
  ['papers like one', ['massive activations', 'similar to 1', 'with code', 'newest first', 'since 2024'], 5],
  [
    'those of many that were shown',
    ['today', ...Array(6).fill('more'), 'which of these are since 2022?', 'oldest first', 'without surveys'],
    4,
  ],
])('however often a list of %s is refined, each paper keeps its sentence', async (_, said, least) => {
  const workspace = await openSlackWorkspace();
  let place: Omit<Place, 'urls'> = { channel: 'general' };

  for (const text of said) {
    const answer = await saying(workspace, place, text);
    place = placeOf('general', answer);
    const sentences = sentencesOf(answer);
    expect(sentences.length).toBeGreaterThanOrEqual(least);
    for (const sentence of sentences) expect(sentence).not.toMatch(/^.{0,60}…$/);
  }
});

test('what no filter says is told to the one who said it, and a filter that stands is not added again', async () => {
  const workspace = await openSlackWorkspace();
  const place = placeOf('general', await saying(workspace, { channel: 'general' }, 'quantization with code'));

  const without = await saying(workspace, place, 'without code');
  const again = await saying(workspace, place, 'only with code, without surveys');
  const twice = await saying(workspace, place, 'without surveys');

  expect(without.shown).toBe('I cannot leave out papers with code. Only words can be left out, as with -survey.');
  expect(without.onlyFor).toBe(workspace.slack.people.as('ada').id);
  expect(again.buttons.filter((label) => label === '✕ with code')).toHaveLength(1);
  expect(twice.buttons.filter((label) => label.includes('survey'))).toHaveLength(1);
});

test('a filter that is shown is taken away by a tap, for the one who taps', async () => {
  const workspace = await openSlackWorkspace();
  const ada = workspace.slack.people.as('ada');
  await ada.command('general', '/papers quantization from 2024 with code');
  const answer = await nthPosted(workspace.slack, 'general', 1);

  await ada.click(answer.ref, 'list_other_1');

  expect(answer.buttons).toEqual(expect.arrayContaining(['✕ from 2024', '✕ with code']));
  await workspace.slack.until(() =>
    postedIn(workspace.slack, 'general').some(({ shown }) => shown.startsWith('Papers on “quantization” from 2024: ')),
  );
});

test('a list that only one person saw is gone on with by whichever replica hears of it, and by nobody else', async () => {
  const workspace = await openSlackWorkspace();
  const { slack } = workspace;
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers massive activations');
  await nthPosted(slack, 'general', 1);
  await workspace.restart();

  await ben.mention('general', 'bibtex 1');
  const his = await nthPosted(slack, 'general', 2);
  await ada.mention('general', 'bibtex 1');
  const hers = await nthPosted(slack, 'general', 3);

  expect(hers.shown).toContain('@misc{');
  expect(his.shown).not.toContain('@misc{');
});
