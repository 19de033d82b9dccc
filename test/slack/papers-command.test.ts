// Loaded before Slack's three seconds run: on a busy machine it holds up the stand-in, which lives in the same process.
import 'eld/extrasmall';
import { expect, test } from 'vitest';
import { nthPosted, postedIn, wordsOn } from '../support/posted.ts';
import { openSlackWorkspace } from '../support/slack-workspace.ts';

test('/papers with a question is answered to the person alone, best paper first, with title link, summary and reason', async () => {
  const { slack } = await openSlackWorkspace();

  const outcome = await slack.people.as('ada').command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);

  expect(outcome).toEqual({ acknowledged: true });
  expect(answer.onlyFor).toBe(slack.people.as('ada').id);
  expect(answer.links[0]).toEqual({
    text: 'Massive Activations in Large Language Models',
    url: 'https://arxiv.org/abs/2402.17762',
  });
  expect(answer.shown).toContain('We observe an empirical phenomenon in Large Language Models');
  expect(answer.shown).toContain('we demonstrate the widespread existence of massive activations');
  expect(answer.shown).toContain('Feb 2024');
  expect(answer.fallback).toContain('1. Massive Activations in Large Language Models');
});

test('matched words of the reason are bold, so that people see why a paper is there', async () => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').command('general', '/papers massive activations');
  const { blocks } = await nthPosted(slack, 'general', 1);

  expect(JSON.stringify(blocks)).toContain('{"type":"text","text":"massive activations","style":{"bold":true}}');
});

test('"Next 5" and "Back" turn the page in place', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers quantization of language models');
  const first = await nthPosted(slack, 'general', 1);

  await ada.click(first.ref, 'list_more');
  const second = await slack.until(() => postedIn(slack, 'general').find(({ shown }) => shown.includes('6–10 of')));
  await ada.click(second.ref, 'list_previous');
  const again = await slack.until(() => postedIn(slack, 'general').find(({ shown }) => shown.includes('1–5 of')));

  expect(postedIn(slack, 'general')).toHaveLength(1);
  expect(second.shown).toContain('6. ');
  expect(again.links).toEqual(first.links);
});

test('"Next 5" works after the bot was restarted: its state is in the button', async () => {
  const { slack, restart } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers quantization of language models');
  const first = await nthPosted(slack, 'general', 1);

  await restart();
  await ada.click(first.ref, 'list_more');

  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.includes('6–10 of')));
});

test.each([
  ['/papers', 'All filters'],
  ['/papers help', 'Under a list say more'],
  ['/papers help filters', 'Questions can hold'],
  ['/papers help digests', 'what the next digest would hold'],
  ['/papers what can you do?', 'All filters'],
  ['/papers subcribe 9:00 quantization', 'Did you mean subscribe 9:00 quantization?'],
  ['/papers unsub', 'Did you mean unsubscribe?'],
  ['/papers settings', 'No digest is set up here.'],
  ['/papers today', 'Newest papers of the library: 1–5 of 119'],
  ['/papers show 2402.17762', '@misc{massive2024'],
  ['/papers show https://huggingface.co/papers/2402.17762', '@misc{massive2024'],
  ['/papers similar https://arxiv.org/abs/2402.17762v2', 'Papers similar to 2402.17762'],
  ['/papers similar to 2402.17762', 'Papers similar to 2402.17762'],
  ['/papers show 2401.00001', 'The library does not hold 2401.00001'],
  ['/papers show 9999.99999', '“9999.99999” is no arXiv id.'],
  ['/papers similar', 'Which paper? Write an arXiv id or a link behind it, such as similar 2402.17762.'],
  ['/papers bibtex 2402.17762', '@misc{massive2024'],
  ['/papers bibtex 2402.17762, 2409.10594', '@misc{kolmogorov2024'],
  ['/papers bibtex 2402.17762 and 2409.10594', '@misc{kolmogorov2024'],
  ['/papers bibtex 2402.17762, 2409.10594 and 2401.00001', 'The library does not hold 2401.00001.\n@misc{massive2024'],
  ['/papers similar 2401.00001', 'The library does not hold 2401.00001'],
  ['/papers 2402.17762', 'Massive Activations in Large Language Models'],
  ['/papers 2402.17762 since:2025', 'Not since 2025: 2402.17762.'],
  ['/papers 2404.02905 has:code', 'Not with code: 2404.02905.'],
  ['/papers 2402.17762 -massive', 'Not without “massive”: 2402.17762.'],
  ['/papers 2402.17762 from 2024', 'Paper 2402.17762 from 2024\n'],
  ['/papers https://arxiv.org/abs/2402.17762 is a great paper from 2024', 'Paper 2402.17762 from 2024\n'],
  ['/papers papers citing 2402.17762', 'Paper 2402.17762\n'],
  ['/papers read https://arxiv.org/abs/2402.17762 and tell me about attention sinks', 'Paper 2402.17762\n'],
  ['/papers arXiv:2402.17762v2 [cs.CL]', 'Paper 2402.17762\n'],
  ['/papers 2402.17762 or 2503.22329 with code', 'Papers 2402.17762 and 2503.22329 with code: 2\n'],
  [
    '/papers 2402.17762 2401.00001',
    'Papers 2402.17762 and 2401.00001: 1\nThe library does not hold 2401.00001.\n1. Massive Activations',
  ],
  ['/papers 2401.00001 2401.00002', 'The library does not hold 2401.00001 or 2401.00002.'],
  ['/papers 2401.00001 2402.17762 since:2025', 'The library does not hold 2401.00001. Not since 2025: 2402.17762.'],
  ['/papers papers like 2402.17762 with code', 'Papers similar to 2402.17762 with code: 1–5 of 6\n'],
  [
    '/papers similar 2402.17762 has:code newest first',
    'Papers similar to 2402.17762 with code, newest first: 1–5 of 6\n',
  ],
  ['/papers 3 papers similar to https://arxiv.org/abs/2402.17762', 'Papers similar to 2402.17762, top 3: 3 of 20\n'],
  ['/papers papers like 2402.17762 from 2019', 'None of the papers similar to 2402.17762 is from 2019.'],
  ['/papers compare 2402.17762 and 2503.22329', '2 papers side by side'],
  ['/papers 2402.17762 vs 2401.00001', 'The library does not hold 2401.00001'],
  [
    '/papers compare 2402.17762, 2401.00001 and 2503.22329',
    'The library does not hold 2401.00001.\n2 papers side by side',
  ],
  ['/papers similar initialization schemes', 'Papers on “similar initialization schemes”'],
  ['/papers show me papers on dropout', 'Papers on “dropout”'],
  ['/papers why do attention sinks appear?', 'Papers on “why do attention sinks appear”: 1–5 of '],
  ['/papers does pruning help?!', 'Papers on “does pruning help”: '],
  ['/papers what about "weight decay"?', 'Papers with exactly “weight decay”'],
  ['/papers zebras "weight decay"?', 'without the filter “with exactly ‘weight decay’”'],
  ['/papers sourdough bread?', 'The library has no paper on “sourdough bread”.'],
  ['/papers sourdough bread', 'The library has no paper on “sourdough bread”'],
  [
    '/papers low-resource machine translation since:2020',
    'The library has no paper on “low-resource machine translation” since 2020; the nearest: ',
  ],
  ['/papers quantizaton with at least 0 upvotes', 'I read “quantizaton” as quantization.'],
  [
    '/papers ¿hay artículos sobre cuantización con LoRA?',
    'lo mejor es preguntar en inglés.\n1. One Initialization to Rule them All',
  ],
  ['/papers 注意力机制', '论文都是英文的'],
  ['/papers hey thanks', 'What should the papers be about?'],
  ['/papers dropout since:yesterday', 'since:yesterday is not a date. Write a year'],
  ['/papers dropout -has:code', 'I cannot leave out papers with code. Only words can be left out, as with -survey.'],
  ['/papers dropout not from 2024', 'I cannot leave out a span of time. Write before:2024 or since:2025.'],
  ['/papers dropout since:2031', 'The library has no paper on “dropout” since 2031. It has '],
  [
    '/papers dropout upvotes:900',
    'without the filter “with at least 900 upvotes”. Many papers of the library have no upvotes on record.',
  ],
  ['/papers give me 3 papers on quantization from 2024', 'Papers on “quantization” from 2024, top 3: 3 of '],
  ['/papers what papers came out this year?', 'Papers since 2025: 1–5 of '],
])('%s says "%s"', async (line, expected) => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ben').command('ml-papers', line);
  const answer = await nthPosted(slack, 'ml-papers', 1);

  expect(answer.shown).toContain(expected);
  expect(answer.onlyFor).toBe(slack.people.as('ben').id);
});

test('a question as long as an abstract is condensed, so that its other pages are of the same list', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  const pasted =
    'Massive activations appear in large language models and act as attention biases during training. '.repeat(12);

  await ada.command('general', `/papers ${pasted}`);
  const first = await nthPosted(slack, 'general', 1);
  await ada.click(first.ref, 'list_more');

  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.includes('6–')));
});

test('a message of links alone, too long for a button, is about their papers all the same', async () => {
  const { slack } = await openSlackWorkspace();
  const links = ['2402.17762', '2503.22329', '2409.10594'].map(
    (id) => `https://arxiv.org/abs/${id}?${'x'.repeat(250)}`,
  );

  await slack.people.as('ada').command('general', `/papers ${links.join(' ')}`);

  expect((await nthPosted(slack, 'general', 1)).shown).toContain(
    'Papers 2402.17762, 2503.22329, and 2409.10594: 3\n1. Massive Activations',
  );
});

test('a long question keeps its filters', async () => {
  const { slack } = await openSlackWorkspace();
  const pasted = 'Quantization of the KV cache and of activations in large language models. '.repeat(16);

  await slack.people.as('ada').command('general', `/papers since:2025 ${pasted}`);
  const answer = await nthPosted(slack, 'general', 1);

  expect(answer.shown).toContain('since 2025: ');
  expect(answer.shown).not.toMatch(/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20(?:1\d|2[0-4]) ·/);
});

test('a long text about nothing gets an honest answer, not the help', async () => {
  const { slack } = await openSlackWorkspace();

  await slack.people.as('ada').command('general', `/papers ${'zzqx '.repeat(200)}`);

  expect((await nthPosted(slack, 'general', 1)).shown).toContain('The library has no paper on “zzqx');
});

test('a corrected word can be searched literally, and corrected again', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');

  await ada.command('general', '/papers quantizaton since:2020');
  const corrected = await nthPosted(slack, 'general', 1);
  await ada.click(corrected.ref, 'list_other_1');
  const literal = await slack.until(() =>
    postedIn(slack, 'general').find(({ shown }) => shown.includes(', taken literally')),
  );
  await ada.click(literal.ref, 'list_other_0');

  expect(corrected.buttons).toEqual(expect.arrayContaining(['✕ since 2020', 'Search literally']));
  expect(literal.shown).toContain(
    'The library has no paper on “quantizaton” since 2020, taken literally. It has 8 papers without the filter',
  );
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.includes('I read “quantizaton”')));
});

test('top: is how many papers the list has; each page shows them whole', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers language models top:8');
  const first = await nthPosted(slack, 'general', 1);

  await ada.click(first.ref, 'list_more');
  const second = await slack.until(() => postedIn(slack, 'general').find(({ shown }) => shown.includes('6–8 of 8')));
  await ada.click(second.ref, 'list_previous');

  expect(first.shown).toContain('1–5 of 8');
  expect(second.buttons).not.toContain('Next 5');
  await slack.until(() => postedIn(slack, 'general').some(({ shown }) => shown.includes('1–5 of 8')));
});

test('Details opens a window with abstract, links and BibTeX', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);

  await ada.overflow(answer.ref, 'paper_menu', 'Details');
  const { view } = await slack.until(() => slack.workspace.openView(ada.id));

  expect(view.title?.text).toBe('Paper details');
  expect(wordsOn(view.blocks)).toContain('bias terms');
  expect(wordsOn(view.blocks)).toContain('https://github.com/locuslab/massive-activations');
  expect(wordsOn(view.blocks)).toContain('eprint = {2402.17762}');
});

test('Similar answers the one who pressed it', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);

  await ada.overflow(answer.ref, 'paper_menu', 'Similar papers');
  const similar = await nthPosted(slack, 'general', 2);

  expect(similar.shown).toContain('Papers similar to 2402.17762');
  expect(similar.onlyFor).toBe(ada.id);
});

test('Share posts one paper for everyone and says who shared it, without a mention', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');
  const answer = await nthPosted(slack, 'general', 1);

  await ada.overflow(answer.ref, 'paper_menu', 'Share to channel', 1);
  const shared = await nthPosted(slack, 'general', 2);

  expect(shared.onlyFor).toBeUndefined();
  const titles = answer.links.filter(({ url }) => url.includes('arxiv.org/abs/'));
  expect(shared.links[0]?.text).toBe(titles[1]?.text);
  expect(shared.shown).toContain('Shared by ada');
  expect(JSON.stringify(shared.blocks)).not.toContain('"user_id"');
});

test('whoever shared a paper can undo it, nobody else', async () => {
  const { slack } = await openSlackWorkspace();
  const [ada, ben] = [slack.people.as('ada'), slack.people.as('ben')];
  await ada.command('general', '/papers massive activations');
  await ada.overflow((await nthPosted(slack, 'general', 1)).ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'general', 2);

  await ben.overflow(shared.ref, 'paper_menu', 'Undo sharing');
  const refused = await nthPosted(slack, 'general', 3);
  const stood = postedIn(slack, 'general').some(({ ref }) => ref.ts === shared.ref.ts);
  await ada.overflow(shared.ref, 'paper_menu', 'Undo sharing');
  const told = await slack.until(() => postedIn(slack, 'general').find(({ shown }) => shown.startsWith('Taken back')));

  expect([refused.shown, refused.onlyFor]).toEqual(['Only whoever shared this paper can undo that.', ben.id]);
  expect(stood).toBe(true);
  expect(told.shown).toBe('Taken back: “Massive Activations in Large Language Models” is no longer shared here.');
  expect(told.onlyFor).toBe(ada.id);
  expect(postedIn(slack, 'general').some(({ ref }) => ref.ts === shared.ref.ts)).toBe(false);
});

test.each([
  ['read', undefined],
  ['not read', ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'im:write']],
])('a shared paper that people have replied to stays, where the channel is %s', async (_, scopes) => {
  const { slack } = await openSlackWorkspace(scopes === undefined ? {} : { app: { scopes } });
  const ada = slack.people.as('ada');
  await ada.command('general', '/papers massive activations');
  await ada.overflow((await nthPosted(slack, 'general', 1)).ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'general', 2);
  await slack.people.as('ben').say('general', 'what a find', { threadTs: shared.ref.ts });

  await ada.overflow(shared.ref, 'paper_menu', 'Undo sharing');
  const told = await nthPosted(slack, 'general', 3);

  expect(told.shown).toContain('This paper stays, since people have replied to it.');
  expect(postedIn(slack, 'general').some(({ ref }) => ref.ts === shared.ref.ts)).toBe(true);
});

test('Share works where the bot is not a member: nobody has to invite it first', async () => {
  const { slack } = await openSlackWorkspace();
  const ada = slack.people.as('ada');
  await ada.command('random', '/papers massive activations');
  const answer = await nthPosted(slack, 'random', 1);

  await ada.overflow(answer.ref, 'paper_menu', 'Share to channel');
  const shared = await nthPosted(slack, 'random', 2);

  expect(shared.onlyFor).toBeUndefined();
  expect(shared.shown).toContain('Shared by ada');

  await ada.overflow(shared.ref, 'paper_menu', 'Undo sharing');
  await slack.until(() => !postedIn(slack, 'random').some(({ ref }) => ref.ts === shared.ref.ts));
});
