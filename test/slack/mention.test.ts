import { describe, expect, test } from 'vitest';
import { createManualClock } from '../playground/stand-in/manual-clock.ts';
import { aPaper } from '../support/builders.ts';
import { nthPosted, postedIn } from '../support/posted.ts';
import { openSlackWorkspace, paperboyWith } from '../support/slack-workspace.ts';

const withoutHistory = ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'im:write'];

test('a mention in a channel is answered in a thread under it, for everyone', async () => {
  const { slack } = await openSlackWorkspace();

  const { ts } = await slack.people.as('ada').mention('general', 'hey, anything on massive activations? thx');
  const answer = await nthPosted(slack, 'general', 1);

  expect(answer.thread).toBe(ts);
  expect(answer.onlyFor).toBeUndefined();
  expect(answer.links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
  expect(JSON.stringify(answer.blocks)).not.toContain('Share to channel');
});

test('a mention in a thread is answered in that thread', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const { ts } = await ada.say('general', 'our runs differ by half a percent');

  await slack.people.as('ben').mention('general', 'papers on variance between training runs', { threadTs: ts });
  const answer = await nthPosted(slack, 'general', 1);

  expect(answer.thread).toBe(ts);
  expect(answer.shown).toContain('Variance');
});

test.each(['thanks!', 'super useful :pray::skin-tone-3:', '👍🏿'])(
  '“%s” gets a reaction, and nobody a message',
  async (text) => {
    const { slack } = await openSlackWorkspace();
    const ada = slack.people.as('ada');

    const { ts } = await ada.mention('general', text);
    const reactions = await slack.until(
      () => slack.workspace.messages('general').find((message) => message.ts === ts)?.reactions,
      'a reaction',
    );

    expect(reactions.map(({ name }) => name)).toEqual(['+1']);
    expect(postedIn(slack, 'general')).toEqual([]);
  },
);

describe('a thread that begins with the link of a paper, and nothing else', () => {
  test.each([
    ['', 'https://arxiv.org/abs/2402.17762'],
    ['papers on this?', 'https://huggingface.co/papers/2402.17762'],
    ['similar papers?', 'https://www.alphaxiv.org/abs/2402.17762v2'],
    ['anything related to this?', 'https://doi.org/10.48550/arXiv.2402.17762'],
    ['thoughts?', 'arXiv:2402.17762 [cs.CL]'],
    ['', 'what do you all think? https://arxiv.org/pdf/2402.17762'],
  ])('is about that paper: asked “%s” under %s', async (asked, root) => {
    const { slack } = await openSlackWorkspace();
    const ada = slack.people.as('ada');
    const { ts: threadTs } = await ada.say('general', root);
    await slack.people.as('ben').say('general', 'nice one, will read', { threadTs });

    await ada.mention('general', asked, { threadTs });
    const answer = await nthPosted(slack, 'general', 1);
    await ada.mention('general', 'more', { threadTs });
    const more = await nthPosted(slack, 'general', 2);

    expect(answer.shown).toContain('2402.17762 and papers similar to it: 1–5 of');
    expect(answer.links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
    expect(more.shown).toContain('6–10 of');
    const papers = [...answer.links, ...more.links].map(({ url }) => url).filter((url) => url.includes('/abs/'));
    expect(new Set(papers).size).toBe(10);
  });

  test('is told of a paper that is nowhere to be had', async () => {
    const { slack } = await openSlackWorkspace();
    const ada = slack.people.as('ada');
    const { ts: threadTs } = await ada.say('general', 'https://arxiv.org/abs/2401.00001');

    await ada.mention('general', '', { threadTs });

    expect((await nthPosted(slack, 'general', 1)).shown).toContain(
      'The library does not hold 2401.00001, and no source is read here to look it up.',
    );
  });
});

test('a direct message needs no mention, and the answer stands under the question', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const directMessage = slack.workspace.directMessage(ada.id);

  await ada.say(directMessage, 'massive activations');
  const answer = await nthPosted(slack, directMessage, 1);

  expect(answer.thread).toBeUndefined();
  expect(answer.links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
});

test.each(['', 'papers on this?', 'thoughts?'])(
  'mentioned with "%s" in a thread, the bot looks for what the thread is about and says so',
  async (text) => {
    const { slack } = await openSlackWorkspace();
    const { ts } = await slack.people
      .as('ada')
      .say('general', 'why do some hidden states of llama have massive activations?');
    await slack.people
      .as('ben')
      .say('general', 'they act like attention biases I think :shrug: https://example.com/x', { threadTs: ts });

    await slack.people.as('ada').mention('general', text, { threadTs: ts });
    const answer = await nthPosted(slack, 'general', 1);

    expect(answer.shown).toContain('From this thread I looked for:');
    expect(answer.shown.split('\n')[0]).toContain('massive, activations');
    expect(answer.links.slice(0, 3).map(({ url }) => url)).toContain('https://arxiv.org/abs/2402.17762');
  },
);

test('what is found for a thread is one list: its pages, its filters and the way back count the same papers', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const { ts: threadTs } = await ada.say(
    'general',
    '4 bit quantization is ruined by a few outlier channels of our run',
  );
  await slack.people.as('ben').say('general', 'rotate them first? fp4 has spikes, rounding takes ages', { threadTs });

  const said: string[] = [];
  for (const text of ['', 'more', 'anything with code?', 'back', 'back']) {
    await ada.mention('general', text, { threadTs });
    said.push((await nthPosted(slack, 'general', said.length + 1)).shown);
  }
  await ada.click(postedIn(slack, 'general')[0]?.ref ?? { channel: '', ts: '' }, 'list_more');
  said.push((await nthPosted(slack, 'general', said.length + 1)).shown);

  const [first, more, withCode, back, undone, next] = said;
  const total = / of (\d+)\n/.exec(first ?? '')?.[1];
  expect(first).toContain(`: 1–5 of ${total}\n`);
  expect(more).toMatch(new RegExp(`: 6–\\d+ of ${total}\n`));
  expect(withCode).toContain(` of the ${total} above, with code:`);
  expect(undone).toContain(`: 1–5 of ${total}\n`);
  const papersOf = (text = '') => text.split('\n').filter((line) => /^\d+\. /.test(line));
  expect(papersOf(undone)).toEqual(papersOf(first));
  expect([papersOf(back), papersOf(next)]).toEqual([papersOf(more), papersOf(more)]);
});

test('without permission to read the channel, a bare mention asks for the question', async () => {
  const { slack } = await openSlackWorkspace({ app: { scopes: withoutHistory } });
  const { ts } = await slack.people.as('ada').say('general', 'massive activations are odd');

  await slack.people.as('ada').mention('general', '', { threadTs: ts });
  const answer = await nthPosted(slack, 'general', 1);

  expect(answer.shown).toContain('Mention me with a question.');
});

test('a bare mention outside a thread shows the help', async () => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').mention('general', '');
  const answer = await nthPosted(slack, 'general', 1);

  expect(answer.shown).toContain('All filters');
});

test('"more", a number, "similar to" and "bibtex" go on with the list of the thread', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const { ts: threadTs } = await ada.mention('general', 'quantization of language models');
  const first = await nthPosted(slack, 'general', 1);
  const second = first.links.filter(({ url }) => url.includes('/abs/'))[1];

  await ada.mention('general', 'more', { threadTs });
  const more = await nthPosted(slack, 'general', 2);
  await ada.mention('general', 'tell me more about 2', { threadTs });
  const details = await nthPosted(slack, 'general', 3);
  await ada.mention('general', 'bibtex 2 please', { threadTs });
  const bibtex = await nthPosted(slack, 'general', 4);
  await ada.mention('general', 'similar to 2', { threadTs });
  const similar = await nthPosted(slack, 'general', 5);

  expect(more.shown).toContain('6–10 of');
  expect(details.links[0]).toEqual(second);
  expect(bibtex.shown).toContain(`url = {${second?.url}}`);
  expect(similar.shown).toContain(`Papers similar to ${second?.url.split('/').at(-1)}`);
  expect(new Set([more, details, bibtex, similar].map(({ thread }) => thread))).toEqual(new Set([threadTs]));
});

test('follow-ups work after a restart: the list is read back from the metadata of the answer', async () => {
  const { slack, restart } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const { ts: threadTs } = await ada.mention('general', 'quantization of language models');
  const first = await nthPosted(slack, 'general', 1);

  await restart();
  await ada.mention('general', '1', { threadTs });
  const details = await nthPosted(slack, 'general', 2);

  expect(details.links[0]).toEqual(first.links[0]);
});

test('a follow-up without a list says what is missing, and a number out of range which there are', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const { ts: threadTs } = await ada.say('general', 'hello');

  await ada.mention('general', 'more', { threadTs });
  const nothing = await nthPosted(slack, 'general', 1);
  await ada.mention('general', '2:4 sparse pre-training', { threadTs });
  await nthPosted(slack, 'general', 2);
  await ada.mention('general', 'bibtex 42', { threadTs });
  const outOfRange = await nthPosted(slack, 'general', 3);

  expect(nothing.shown).toContain('There is no list of mine in this thread');
  expect(outOfRange.shown).toMatch(/papers 1 to \d+; there is no 42/);
});

test('buttons under an answer in a thread answer the presser alone, in the thread', async () => {
  const { slack } = await openSlackWorkspace();
  const ben = slack.people.as('ben');
  const { ts } = await slack.people.as('ada').mention('general', 'quantization of language models');
  const answer = await nthPosted(slack, 'general', 1);

  await ben.click(answer.ref, 'list_more');
  const page = await nthPosted(slack, 'general', 2);
  await ben.overflow(page.ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'general', 3);

  expect(page.onlyFor).toBe(ben.id);
  expect(page.thread).toBe(ts);
  expect(page.shown).toContain('6–10 of');
  expect(shared.onlyFor).toBeUndefined();
  expect(shared.thread).toBe(ts);
});

test('one message gives one answer, whatever Slack delivers again', async () => {
  const { slack } = await openSlackWorkspace();
  slack.faults.inject({ on: 'deliver:events_api', kind: 'duplicate' });

  await slack.people.as('ada').mention('general', 'massive activations');
  await nthPosted(slack, 'general', 1);
  await slack.redeliver({ reason: 'timeout' });
  await slack.people.as('ada').mention('general', 'dropout');
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.includes('dropout')));

  expect(postedIn(slack, 'general')).toHaveLength(2);
});

test('a retry of a delivery that never arrived is answered', async () => {
  const clock = createManualClock();
  const { slack } = await openSlackWorkspace({ standIn: { clock } });
  slack.faults.inject({ on: 'deliver:events_api', kind: 'lose' });

  const said = slack.people.as('ada').mention('general', 'massive activations');
  await slack.until(() => slack.traffic.entries().some(({ kind }) => kind === 'fault'));
  clock.advance(3_000);
  await said;

  expect((await nthPosted(slack, 'general', 1)).links[0]?.url).toBe('https://arxiv.org/abs/2402.17762');
});

test('an edited message is not answered again', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const message = await ada.mention('general', 'massive activations');
  await nthPosted(slack, 'general', 1);

  await ada.edit(message, `<@${slack.botUserId}> massive activations please`);
  await ada.mention('general', 'dropout');
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.includes('dropout')));

  expect(postedIn(slack, 'general')).toHaveLength(2);
});

test('"more" goes on where the last page ended, even when a long page was cut to fit', async () => {
  const papers = Array.from({ length: 9 }, (_, index) =>
    aPaper({
      id: `2401.0000${index}`,
      title: `Dropout ${'wide '.repeat(50)}${index}`,
      abstract: `We propose dropout ${'deep '.repeat(60)}.`,
    }),
  );
  const { slack } = await openSlackWorkspace({ paperboy: paperboyWith(papers) });
  const ada = slack.people.as('ada');
  const { ts: threadTs } = await ada.mention('general', 'dropout');
  await nthPosted(slack, 'general', 1);

  for (const nth of [2, 3, 4]) {
    await ada.mention('general', 'more', { threadTs });
    await nthPosted(slack, 'general', nth);
  }

  const ids = postedIn(slack, 'general').flatMap(({ links }) =>
    links.filter(({ url }) => url.includes('/abs/')).map(({ url }) => url),
  );
  expect(ids.toSorted()).toEqual(papers.map(({ id }) => `https://arxiv.org/abs/${id}`));
});

test.each([
  ['thanks!', 'Happy to help.'],
  ['super useful', 'Happy to help.'],
  ['ok', 'Happy to help.'],
  ['hi', 'Hello!'],
])('"%s" in a thread brings one line, “%s …”, no list, where the bot may not react', async (text, said) => {
  const { slack } = await openSlackWorkspace({ app: { scopes: withoutHistory } });
  const { ts: threadTs } = await slack.people.as('ada').mention('general', 'massive activations');
  await nthPosted(slack, 'general', 1);

  await slack.people.as('ada').mention('general', text, { threadTs });

  expect((await nthPosted(slack, 'general', 2)).shown).toBe(`${said} Ask me about any method, model or problem.`);
});

test('what people said to the bot is not what a thread is about', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const { ts: threadTs } = await ada.say('general', 'our llama runs have massive activations');
  await ada.mention('general', 'quantization of vision transformers', { threadTs });
  await nthPosted(slack, 'general', 1);

  await ada.mention('general', '', { threadTs });
  const [lead] = (await nthPosted(slack, 'general', 2)).shown.split('\n');

  expect(lead).toContain('massive');
  expect(lead).not.toContain('quantization');
});

test.each([
  ['similar to 2402.17762', 'Papers similar to 2402.17762'],
  ['bibtex 2402.17762', '@misc{massive2024'],
  ['show https://arxiv.org/abs/2402.17762', 'bias terms'],
  ['today', 'Newest papers of the library'],
  ['help', 'All filters'],
])('mentioned with "%s" the bot does what the command does', async (text, expected) => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').mention('general', text);

  expect((await nthPosted(slack, 'general', 1)).shown).toContain(expected);
});

test('"more" right in a direct message goes on with the last list there', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const directMessage = slack.workspace.directMessage(ada.id);
  await ada.say(directMessage, 'quantization of language models');
  const first = await nthPosted(slack, directMessage, 1);
  // Nobody types "more" before the bot has heard that its answer was posted; a whole command later it has.
  await ada.command('general', '/papers help');
  await nthPosted(slack, 'general', 1);

  await ada.say(directMessage, 'more');

  expect((await nthPosted(slack, directMessage, 2)).shown).toContain('6–10 of');
  expect(first.shown).toContain('Say more, 2, similar to 2, only with code, or compare 1 and 2.');
});

test.each([
  ['what can you do?', 'All filters'],
  ['who are you', 'All filters'],
  ['how do I get these every day?', 'Set up a digest'],
  ['stop', 'No digest is set up here.'],
])('a newcomer’s “%s” is understood', async (said, expected) => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').mention('general', said);

  const answer = await nthPosted(slack, 'general', 1);
  expect(`${answer.shown} ${answer.buttons.join(' ')}`).toContain(expected);
});

test('an example of the help runs at a tap, for the one who taps', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.mention('general', 'help');
  const help = await nthPosted(slack, 'general', 1);

  await ada.click(help.ref, 'run_0');
  const answer = await nthPosted(slack, 'general', 2);

  expect(answer.onlyFor).toBe(ada.id);
  expect(answer.shown).toContain('Papers on “massive activations in LLMs”');
});

test('the first hello in a direct message brings two ways to begin, which work; later ones are answered alone', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const direct = slack.workspace.directMessage(ada.id);

  await ada.say(direct, 'hello');
  const welcome = await nthPosted(slack, direct, 1);
  await ada.say(direct, 'hi!');
  const later = await nthPosted(slack, direct, 2);
  await ada.click(welcome.ref, 'say_0');
  const answer = await nthPosted(slack, direct, 3);
  await ada.click(welcome.ref, 'run_1');
  const { view } = await slack.until(() => slack.workspace.openView(ada.id));

  expect(welcome.buttons).toEqual(['Try a question', 'Set up a digest']);
  expect(later.shown).toBe('Hello! Ask me about any method, model or problem.');
  expect(answer.shown).toContain('Papers on “massive activations in LLMs”');
  expect(view.title?.text).toBe('Set up a digest');
});

test('a hello is answered also where the direct message cannot be read', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  slack.faults.inject({ on: 'conversations.history', kind: 'refused', error: 'missing_scope' });
  const direct = slack.workspace.directMessage(ada.id);

  await ada.say(direct, 'hello');

  expect(await nthPosted(slack, direct, 1)).toMatchObject({
    buttons: [],
    shown: expect.stringMatching(/^Hello! Ask me/),
  });
});
