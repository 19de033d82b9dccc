import { describe, expect, test } from 'vitest';
import { createHttpGet } from '../../../src/sources/http-get.ts';
import { createHuggingFace, listDay } from '../../../src/sources/hugging-face/hugging-face.ts';
import { createIdForTitle } from '../../../src/sources/hugging-face/id-for-title.ts';
import { mockHttp } from '../../support/http-mock.ts';
import { outcomeOf } from '../outcome.ts';
import { listItem, paperObject } from './daily-papers.ts';

const url = 'https://huggingface.co/';
const origin = 'https://huggingface.co';
const day = '2026-03-05';
/** Noon in New York on that day. */
const noon = Date.UTC(2026, 2, 5, 17);

function daily(token?: string, now = noon) {
  const waits: number[] = [];
  const options = {
    ...{ get: createHttpGet({ timeoutMs: 5_000, now: () => now }), url, token, now: () => now },
    sleep: async (ms: number) => void waits.push(ms),
  };
  return { source: createHuggingFace(options), idForTitle: createIdForTitle(options), waits };
}

const page = (p: number, date = day): string => `/api/daily_papers?date=${date}&limit=100&p=${p}`;

test('a day’s list is asked for by its date', async () => {
  mockHttp(origin)
    .get(page(0))
    .reply(200, [listItem({ id: '2603.00001' })]);

  const { papers } = await outcomeOf(daily().source, day);

  expect(papers).toMatchObject([{ id: '2603.00001', submitted: day }]);
});

test('a mirror may stand anywhere', async () => {
  mockHttp('https://mirror.test')
    .get(`/hf${page(0)}`)
    .reply(200, [listItem({ id: '2603.00001' })]);
  const mirror = createHuggingFace({
    ...{ get: createHttpGet({ timeoutMs: 5_000, now: () => noon }), url: 'https://mirror.test/hf/', token: undefined },
    ...{ now: () => noon, sleep: async () => undefined },
  });

  expect((await outcomeOf(mirror, day)).papers).toHaveLength(1);
});

describe('pages', () => {
  test('the next one is asked for while the answer names one', async () => {
    const next = `</api/daily_papers?p=1&limit=100&date=${day}>; rel="next"`;
    const http = mockHttp(origin);
    http.get(page(0)).reply(200, [listItem({ id: '2603.00001' })], { Link: next });
    http.get(page(1)).reply(200, [listItem({ id: '2603.00002' })]);

    const { papers } = await outcomeOf(daily().source, day);

    expect(papers.map(({ id }) => id)).toEqual(['2603.00001', '2603.00002']);
  });

  test('and after a full one; past the end there is nothing', async () => {
    const full = Array.from({ length: 100 }, (_, index) => listItem({ id: `2603.${String(index).padStart(5, '0')}` }));
    const http = mockHttp(origin);
    http.get(page(0)).reply(200, full);
    http.get(page(1)).reply(200, []);

    expect((await outcomeOf(daily().source, day)).papers).toHaveLength(100);
  });

  test('the token goes to the configured address alone, wherever an answer points', async () => {
    const next = '<https://evil.example/steal?p=1>; rel="next"';
    const http = mockHttp(origin).matchHeader('authorization', 'Bearer hf_secret');
    http.get(page(0)).reply(200, [listItem({ id: '2603.00001' })], { Link: next });
    http.get(page(1)).reply(200, []);

    expect((await outcomeOf(daily('hf_secret').source, day)).failure).toBeUndefined();
  });

  test('what came before a failure is kept', async () => {
    const http = mockHttp(origin);
    http.get(page(0)).reply(200, [listItem({ id: '2603.00001' })], { Link: '<x>; rel="next"' });
    http.get(page(1)).reply(404, 'gone');

    const { papers, failure } = await outcomeOf(daily().source, day);

    expect(papers).toHaveLength(1);
    expect(failure?.message).toBe('Hugging Face Daily Papers refused the request (HTTP 404).');
  });
});

describe('a list without papers', () => {
  test('an empty one is no failure: weekends and holidays have none', async () => {
    mockHttp(origin).get(page(0, '2026-03-01')).reply(200, []);

    expect(await outcomeOf(daily().source, '2026-03-01')).toEqual({ papers: [], skipped: [], failure: undefined });
  });

  test('today’s may not be open yet, which is answered with 400 and is no failure either', async () => {
    mockHttp(origin).get(page(0)).reply(400, { error: 'Invalid date' });

    expect((await outcomeOf(daily().source, day)).failure).toBeUndefined();
  });

  test('of a day long gone the same answer is one', async () => {
    mockHttp(origin).get(page(0, '2026-02-20')).reply(400, { error: 'Invalid date' });

    expect((await outcomeOf(daily().source, '2026-02-20')).failure?.kind).toBe('refused');
  });

  test('a web page or anything else is told apart from no papers', async () => {
    const http = mockHttp(origin);
    http.get(page(0)).reply(200, '<!doctype html><title>Sign in</title>');
    http.get(page(0)).times(4).reply(200, { error: 'odd' });

    expect((await outcomeOf(daily().source, day)).failure?.message).toBe(
      'Hugging Face Daily Papers answered with a web page instead of papers.',
    );
    const first = await outcomeOf(daily().source, day);
    expect(first.failure?.message).toBe('Hugging Face Daily Papers answered with no list of papers.');
  });
});

describe('trouble that passes', () => {
  test('when asked to wait it waits so long: Retry-After, or a second more than the window has left', async () => {
    const http = mockHttp(origin);
    http.get(page(0)).reply(429, '', { 'Retry-After': '7' });
    http
      .get(page(0))
      .reply(429, '', { RateLimit: '"api";r=0;t=120', 'RateLimit-Policy': '"fixed window";"api";q=500;w=300' });
    http.get(page(0)).reply(200, [listItem({ id: '2603.00001' })]);
    const { source, waits } = daily();

    expect((await outcomeOf(source, day)).papers).toHaveLength(1);

    expect(waits).toEqual([7_000, 121_000]);
  });

  test('Retry-After may be a date', async () => {
    const http = mockHttp(origin);
    http.get(page(0)).reply(429, '', { 'Retry-After': new Date(noon + 20_000).toUTCString() });
    http.get(page(0)).reply(200, []);
    const { source, waits } = daily();

    await outcomeOf(source, day);

    expect(waits).toEqual([20_000]);
  });

  test('a wait of an hour is left to the next run', async () => {
    mockHttp(origin).get(page(0)).reply(429, '', { 'Retry-After': '3600' });
    const { source, waits } = daily();

    expect((await outcomeOf(source, day)).failure).toMatchObject({ kind: 'rate-limited', retryAfterMs: 3_600_000 });
    expect(waits).toEqual([]);
  });

  test('failures of the server and of the network are tried four times, with growing pauses', async () => {
    const http = mockHttp(origin);
    http.get(page(0)).times(2).reply(503, 'busy');
    http.get(page(0)).replyWithError('connection reset');
    http.get(page(0)).reply(502, 'bad gateway');
    const { source, waits } = daily();

    const { failure } = await outcomeOf(source, day);

    expect(failure?.message).toBe('Hugging Face Daily Papers has trouble (HTTP 502).');
    expect(waits).toEqual([2_000, 10_000, 30_000]);
  });

  test('access denied is not asked for again at once', async () => {
    mockHttp(origin).get(page(0)).reply(403, 'no');
    const { source, waits } = daily();

    expect((await outcomeOf(source, day)).failure?.kind).toBe('blocked');
    expect(waits).toEqual([]);
  });
});

describe('the day is New York’s, and changes at 21:30 there', () => {
  test.each([
    ['in winter at 02:30 UTC', '2026-01-15T02:29:00Z', '2026-01-14'],
    ['in winter at 02:30 UTC', '2026-01-15T02:30:00Z', '2026-01-15'],
    ['in summer at 01:30 UTC', '2026-07-15T01:29:00Z', '2026-07-14'],
    ['in summer at 01:30 UTC', '2026-07-15T01:30:00Z', '2026-07-15'],
    ['at noon UTC it is the same date', '2026-07-15T12:00:00Z', '2026-07-15'],
  ])('%s', (_, at, expected) => {
    expect(listDay(Date.parse(at))).toBe(expected);
  });

  test('soon after the change it is read again, else about once an hour', () => {
    const { source } = daily();
    const minutesLater = (at: string, random: number): number =>
      (source.nextRunAt(Date.parse(at), true, random) - Date.parse(at)) / 60_000;

    expect(minutesLater('2026-07-15T12:00:00Z', 0)).toBe(48);
    expect(minutesLater('2026-07-15T12:00:00Z', 0.999)).toBeCloseTo(72, 0);
    expect(minutesLater('2026-07-15T01:00:00Z', 0)).toBe(32);
    expect(minutesLater('2026-07-15T01:00:00Z', 0.999)).toBeCloseTo(40, 0);
  });
});

describe('which lists are read', () => {
  const readAt = (day: string, at: number) => [day, { slice: day, readAt: at, papers: 1 }] as const;
  const { source } = daily();

  test('at first the last two weeks, the newest first', () => {
    const due = source.slicesDue(noon, new Map());

    expect(due).toHaveLength(14);
    expect([due[0], due.at(-1)]).toEqual([day, '2026-02-20']);
  });

  test('an hour later today’s and yesterday’s; the older ones once a day, for upvotes that still change', () => {
    const read = new Map(source.slicesDue(noon, new Map()).map((slice) => readAt(slice, noon)));

    expect(source.slicesDue(noon + 3_600_000, read)).toEqual(['2026-03-05', '2026-03-04']);
    expect(source.slicesDue(noon + 20 * 3_600_000, read)).toHaveLength(14);
  });

  test('after three weeks away none of them is left out, after a year the last 60 days', () => {
    expect(source.slicesDue(noon, new Map([readAt('2026-02-10', noon - 23 * 86_400_000)])).at(-1)).toBe('2026-02-09');
    expect(source.slicesDue(noon, new Map([readAt('2025-02-10', 0)])).at(-1)).toBe('2026-01-04');
  });

  test('the first list of all is the oldest that is asked for by hand', () => {
    expect(source.slicesOf('2020-01-01', '2023-05-05')).toEqual(['2023-05-05', '2023-05-04']);
  });
});

describe('an id is looked up by title', () => {
  const search = (http: ReturnType<typeof mockHttp>) =>
    http.get('/api/papers/search').query({ q: 'Sparse Attention', limit: '20' });
  const look = () => daily().idForTitle('Sparse  Attention', new AbortController().signal);

  test.each([
    ['wrapped', [{ paper: paperObject({ id: '2603.00001', title: 'Sparse attention.' }) }]],
    ['flat', [{ id: '2603.00001', title: 'Sparse Attention', thumbnailUrl: '/x.png', source: 'arxiv' }]],
  ])('in %s answers', async (_, items) => {
    search(mockHttp(origin)).reply(200, [...items, listItem({ id: '2603.00002', title: 'Sparse Attention for All' })]);

    expect(await look()).toBe('2603.00001');
  });

  test('and never guessed when none, or two, have that title', async () => {
    const http = mockHttp(origin);
    search(http).reply(200, [listItem({ id: '2603.00002', title: 'Sparse Attention for All' })]);
    search(http).reply(
      200,
      ['2603.00001', '2603.00002'].map((id) => ({ id, title: 'Sparse attention' })),
    );

    expect([await look(), await look()]).toEqual([undefined, undefined]);
  });
});
