import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { createHttpGet } from '../../src/sources/http-get.ts';
import { soundSleep } from '../../src/sources/sound-sleep.ts';
import { createWrittenSummaries } from '../../src/store/written-summaries.ts';
import { createChatCompletion } from '../../src/summaries/chat-completion.ts';
import { createSummaries, type Summaries } from '../../src/summaries/summaries.ts';
import { aPaper } from '../support/builders.ts';
import { engines, useStores } from '../support/engines.ts';
import { aStore } from '../support/store.ts';
import { json, type ModelStandIn, saying, startModel } from './model-stand-in.ts';

const long = 600_000;
const one = aPaper({ id: '2402.00001', title: 'One', abstract: 'We prune.' });
const two = aPaper({ id: '2402.00002', title: 'Two', abstract: 'We quantize.' });

interface Desk {
  readonly model: ModelStandIn;
  readonly summaries: Summaries;
  readonly clock: { now: number };
}

async function aDesk({ timeoutMs = long, perDay = 100, key = undefined as string | undefined } = {}): Promise<Desk> {
  const model = await startModel();
  const clock = { now: Date.UTC(2026, 10, 30) };
  const now = (): number => clock.now;
  const get = createHttpGet({ timeoutMs, now });
  const summaries = createSummaries({
    complete: createChatCompletion(get, { url: model.url, model: 'tiny', key }),
    kept: createWrittenSummaries(await aStore()),
    ...{ model: 'tiny', perDay, now, sleep: soundSleep },
    logger: pino({ level: 'silent' }),
  });
  return { model, summaries, clock };
}

const textsOf = (papers: readonly Paper[]): (string | undefined)[] => papers.map(({ written }) => written?.text);

test('a paper gets the two sentences of the model, with its name; it is asked for them once in each language', async () => {
  const { model, summaries } = await aDesk({ key: 'sk-1' });
  model.answers(
    saying('<think>Two sentences.</think>\n**Es ist neu.**\n- Es geht, siehe https://evil.example/x schneller.'),
  );

  const [told] = await summaries.on([one], 'German', long);
  await summaries.on([one], 'German', long);
  await summaries.on([one], 'French', long);

  expect(told).toEqual({ ...one, written: { text: 'Es ist neu. Es geht, siehe schneller.', by: 'tiny' } });
  expect(model.asked).toHaveLength(2);
  expect(model.asked[0]).toMatchObject({ path: '/v1/chat/completions', authorization: 'Bearer sk-1' });
  expect(model.asked[0]?.body).toMatchObject({ model: 'tiny', stream: false });
});

test('nothing leaves the machine but title and abstract of papers that are on arXiv', async () => {
  const { model, summaries } = await aDesk();
  const notes = aPaper({ id: 'notes-1', title: 'Our plans', abstract: 'Nobody may read this.' });
  const empty = aPaper({ id: '2402.00003', abstract: ' ' });

  const told = await summaries.on([notes, empty, { ...one, authors: ['Ada Marlowe'] }], 'English', long);

  expect(textsOf(told)).toEqual([undefined, undefined, 'It is new. It works.']);
  expect(model.asked).toHaveLength(1);
  const [{ body }] = model.asked as [(typeof model.asked)[number]];
  expect(body.messages.at(-1)).toEqual({ role: 'user', content: 'Title: One\n\nAbstract: We prune.' });
  expect(JSON.stringify(body)).not.toContain('Marlowe');
});

test('an abstract that changed is summed up anew', async () => {
  const { model, summaries } = await aDesk();

  await summaries.on([one], 'English', long);
  await summaries.on([{ ...one, abstract: 'We prune better.' }], 'English', long);

  expect(model.asked).toHaveLength(2);
});

test('what comes too late is there the next time, and the model was asked once', async () => {
  const { model, summaries } = await aDesk();
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  model.answers((response) => void finished.then(() => saying('Late. But here.')(response)));

  const first = await summaries.on([one], 'English', 5);
  const waiting = summaries.on([one], 'English', long);
  finish();
  const second = await waiting;

  expect([...textsOf(first), ...textsOf(second)]).toEqual([undefined, 'Late. But here.']);
  expect(model.asked).toHaveLength(1);
});

test('no more is asked than the budget of a day allows, failures included; the next day goes on', async () => {
  const { model, summaries, clock } = await aDesk({ perDay: 1 });

  const today = await summaries.on([one, two], 'English', long);
  const report = await summaries.report();
  clock.now += 86_400_000;
  const tomorrow = await summaries.on([one, two], 'English', long);

  expect([textsOf(today), textsOf(tomorrow)]).toEqual([
    ['It is new. It works.', undefined],
    ['It is new. It works.', 'It is new. It works.'],
  ]);
  expect(report).toEqual({ model: 'tiny', spent: 1, perDay: 1, failure: undefined });
  expect(model.asked).toHaveLength(2);
});

test.each([
  ['an error', json({ error: 'x' }, 500), 'The model has trouble (HTTP 500).'],
  ['no key', json({ error: 'x' }, 401), 'The model denies access (HTTP 401).'],
  ['no such model', json({ error: 'x' }, 404), 'The model refused the request (HTTP 404).'],
  ['a page', (response: Parameters<ReturnType<typeof json>>[0]) => void response.end('<html>'), /no chat completion/],
  ['another shape', json({ choices: [] }), /no chat completion/],
  ['nothing', saying(''), 'The model wrote something else than two sentences.'],
  ['null', saying(null), /no chat completion/],
  ['marks alone', saying('**…**'), 'The model wrote something else than two sentences.'],
  ['an essay', saying('On and on. '.repeat(200)), 'The model wrote something else than two sentences.'],
  ['a call to everyone', saying('It is new. <!channel> look.'), 'The model wrote something else than two sentences.'],
  ['a flood', saying('x'.repeat(300_000)), 'The model sent more than was asked for.'],
  ['a redirect', json({}, 307, { location: 'http://127.0.0.1:1/' }), 'The model refused the request (HTTP 307).'],
  [
    'a lost connection',
    (response: Parameters<ReturnType<typeof json>>[0]) => void response.destroy(),
    'The model cannot be reached.',
  ],
])('%s leaves the paper as it is, is told, and the model is left alone for a while', async (_, answer, failure) => {
  const { model, summaries, clock } = await aDesk();
  model.answers(answer);

  const failed = await summaries.on([one, two], 'English', long);
  const report = await summaries.report();
  const askedOnce = model.asked.length;
  model.answers(saying('It is new. It works.'));
  clock.now += 30_000;
  const later = await summaries.on([one], 'English', long);

  expect(failed).toEqual([one, two]);
  expect(askedOnce).toBe(1);
  expect(report?.failure).toMatch(failure);
  expect(textsOf(later)).toEqual(['It is new. It works.']);
  expect((await summaries.report())?.failure).toBeUndefined();
});

test('a model that never answers is given up', async () => {
  const { model, summaries } = await aDesk({ timeoutMs: 50 });
  model.answers(() => undefined);

  const told = await summaries.on([one], 'English', long);

  expect(told).toEqual([one]);
  expect((await summaries.report())?.failure).toBe('The model did not answer within 0.05 s.');
});

test('one that asks for a longer pause gets it', async () => {
  const { model, summaries, clock } = await aDesk();
  model.answers(json({}, 429, { 'retry-after': '600' }));
  await summaries.on([one], 'English', long);
  model.answers(saying('It is new. It works.'));

  clock.now += 599_000;
  const early = await summaries.on([one], 'English', long);
  clock.now += 1_000;
  const later = await summaries.on([one], 'English', long);

  expect([textsOf(early), textsOf(later)]).toEqual([[undefined], ['It is new. It works.']]);
});

test('of very many papers only fifty wait for the model', async () => {
  const { model, summaries } = await aDesk();
  const many = Array.from({ length: 60 }, (_, index) => aPaper({ id: `2402.1${String(index).padStart(4, '0')}` }));

  const told = await summaries.on(
    many.map((paper, index) => ({ ...paper, title: `Paper ${index}` })),
    'English',
    long,
  );

  expect(textsOf(told).filter((text) => text !== undefined)).toHaveLength(50);
  expect(model.asked).toHaveLength(50);
});

test('a store that does not answer is no reason to fail', async () => {
  const down = async (): Promise<never> => Promise.reject(new Error('down'));
  const summaries = createSummaries({
    complete: async () => 'It is new. It works.',
    kept: { get: down, add: down, spend: down, spent: down },
    ...{ model: 'tiny', perDay: 1, now: () => 0, sleep: soundSleep },
    logger: pino({ level: 'silent' }),
  });

  expect(await summaries.on([one], 'English', long)).toEqual([one]);
});

describe.each(engines)('kept in %s', (engine) => {
  const stores = useStores(engine);

  test('the budget of a day holds however many ask at once', async () => {
    const kept = createWrittenSummaries(await stores.open());

    const spent = await Promise.all(Array.from({ length: 8 }, () => kept.spend('2026-11-30', 3)));

    expect(spent.filter(Boolean)).toHaveLength(3);
    expect(await kept.spent('2026-11-30')).toBe(3);
    expect(await kept.spent('2026-12-01')).toBe(0);
  });

  test('summaries are found by their keys, and forgotten after half a year', async () => {
    const kept = createWrittenSummaries(await stores.open());

    await kept.add('a', 'First.', 0);
    await kept.add('b', 'Second.', 181 * 86_400_000);

    expect(await kept.get(['a', 'b', 'c'])).toEqual(new Map([['b', 'Second.']]));
    expect(await kept.get([])).toEqual(new Map());
  });
});
