import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArxiv } from '../../../src/sources/arxiv/arxiv.ts';
import { readEntry, readFeedItem } from '../../../src/sources/arxiv/entry.ts';
import { createHttpGet } from '../../../src/sources/http-get.ts';
import { batchOf } from '../../../src/sources/source.ts';
import { mockHttp } from '../../support/http-mock.ts';
import { countingTurns } from '../../support/turns.ts';
import { outcomeOf } from '../outcome.ts';
import { blockPage, dailyFeed, errorPage, queryPage } from './feeds.ts';

/** Tuesday, noon in New York. */
const tuesday = Date.UTC(2026, 10, 24, 17);

/** arXiv over a clock that moves only while it waits. */
function arxivAt(startMs = 0, url?: string) {
  const waits: number[] = [];
  const clock = { ms: startMs };
  const source = createArxiv({
    get: createHttpGet({ timeoutMs: 5_000, now: () => tuesday }),
    ...{ url, categories: ['cs.CL', 'cs.LG'], monotonicMs: () => clock.ms },
    async sleep(ms) {
      waits.push(ms);
      clock.ms += ms;
    },
  });
  return { source, waits, clock };
}

const feeds = () => mockHttp('https://rss.arxiv.org').get('/rss/cs.CL+cs.LG');
const queries = () => mockHttp('https://export.arxiv.org').get('/api/query').query(true);
const day = '2026-11-19';

describe('the daily feed', () => {
  test('brings new and cross-listed papers, no replacements', async () => {
    feeds().reply(
      200,
      dailyFeed([
        { id: '2611.12345' },
        { id: '2611.00001', type: 'cross' },
        { id: '2401.00001', type: 'replace' },
        { id: '2401.00002', type: 'replace-cross' },
      ]),
    );

    const { papers, skipped } = await outcomeOf(arxivAt().source, 'feed');

    expect(papers).toEqual([
      {
        ...{ id: '2611.12345', title: 'Sparse & Fast', abstract: 'We skip $x < y$.', published: '2026-11-24' },
        ...{ authors: ['Ann Bee', 'Cee Dee', 'Eve Ef'], categories: ['cs.CL', 'cs.LG'], version: 1 },
      },
      // When a paper from elsewhere came out, the feed does not tell.
      expect.not.objectContaining({ published: expect.anything() }),
    ]);
    expect(skipped).toEqual([]);
  });

  test('brings replacements apart from news, with their version', async () => {
    feeds().reply(200, dailyFeed([{ id: '2611.12345' }, { id: '2401.00001', type: 'replace' }]));
    const batches = [];
    for await (const batch of arxivAt().source.read('feed', new AbortController().signal)) batches.push(batch);

    expect(batches.flatMap(({ replaced = [] }) => replaced)).toMatchObject([{ id: '2401.00001', version: 2 }]);
    expect(batches.flatMap(({ papers }) => papers)).toMatchObject([{ id: '2611.12345', version: 1 }]);
  });

  test('of a weekend is empty, and no failure', async () => {
    feeds().reply(200, dailyFeed([]));

    expect(await outcomeOf(arxivAt().source, 'feed')).toEqual({ papers: [], skipped: [], failure: undefined });
  });

  test('of a category that does not exist says so with status 200, and names the cure', async () => {
    feeds().reply(200, dailyFeed([], { title: 'Feed error for query cs.CL+cs.XX' }));

    const { failure } = await outcomeOf(arxivAt().source, 'feed');

    expect(failure?.message).toBe('arXiv does not know one of ARXIV_CATEGORIES (cs.CL, cs.LG).');
  });

  test('an item without an id, or that does not say what it is, takes no other with it', async () => {
    const odd = dailyFeed([{ id: '2611.12345' }, { id: 'x' }]).replace('arXiv:xv1 Announce Type: new', 'odd');
    feeds().reply(200, odd);

    const { papers, skipped } = await outcomeOf(arxivAt().source, 'feed');

    expect(papers).toHaveLength(1);
    expect(skipped).toEqual([{ item: 'item 2', reason: 'does not say whether it is new' }]);
  });
});

describe('days gone by, over the query API', () => {
  test('papers are read by name, with one line a text, and without the version of their id', async () => {
    queries().reply(200, queryPage([{ id: '2611.00001v2' }, { id: 'hep-ex/0307015v1' }]));

    const { papers } = await outcomeOf(arxivAt().source, day);

    expect(papers[0]).toEqual({
      ...{ id: '2611.00001', title: 'Halo Gas <cold>', abstract: 'We examine halo gas.', published: '2026-11-19' },
      ...{ authors: ['Ann Bee', 'Cee Dee'], categories: ['cs.CL', 'cs.LG'], version: 2 },
    });
    expect(papers[1]?.id).toBe('hep-ex/0307015');
  });

  test('are asked for by category and date, page by page', async () => {
    const http = mockHttp('https://export.arxiv.org');
    const question = { search_query: '(cat:cs.CL OR cat:cs.LG) AND submittedDate:[202611190000 TO 202611192359]' };
    const paging = { max_results: '200', sortBy: 'submittedDate', sortOrder: 'descending' };
    http
      .get('/api/query')
      .query({ ...question, ...paging, start: '0' })
      .reply(200, queryPage([{ id: '2611.00001v1' }], { total: 2 }));
    http
      .get('/api/query')
      .query({ ...question, ...paging, start: '1' })
      .reply(200, queryPage([{ id: '2611.00002v1' }], { total: 2, start: 1 }));

    expect((await outcomeOf(arxivAt().source, day)).papers.map(({ id }) => id)).toEqual(['2611.00001', '2611.00002']);
  });

  test('an empty page of a question that has papers is asked for again', async () => {
    const http = mockHttp('https://export.arxiv.org');
    http
      .get('/api/query')
      .query(true)
      .reply(200, queryPage([], { total: 5 }));
    http
      .get('/api/query')
      .query(true)
      .reply(200, queryPage([{ id: '2611.00001v1' }]));
    const { source, waits } = arxivAt();

    expect((await outcomeOf(source, day)).papers).toHaveLength(1);
    expect(waits).toContain(30_000);
  });

  test('a day without papers has none', async () => {
    queries().reply(200, queryPage([]));

    expect(await outcomeOf(arxivAt().source, day)).toEqual({ papers: [], skipped: [], failure: undefined });
  });

  test('an error comes as a feed with status 200, and is told with its reason', async () => {
    queries().reply(200, errorPage);

    expect((await outcomeOf(arxivAt().source, day)).failure).toMatchObject({
      ...{ kind: 'refused', message: 'arXiv refused the question: start must be an integer' },
    });
  });

  test.each([
    [{ comment: 'This paper has been withdrawn due to an error' }],
    [{ comment: 'Withdrawn by the author; Section 3 is wrong' }],
    [{ comment: '12 pages. This submission is withdrawn' }],
    [{ summary: 'This paper has been withdrawn by the authors.' }],
  ])('a withdrawn paper is marked: %j', async (said) => {
    queries().reply(200, queryPage([{ id: '2611.00001v3', ...said }]));

    expect((await outcomeOf(arxivAt().source, day)).papers[0]?.isWithdrawn).toBe(true);
  });
});

test.each(['Supersedes the withdrawn arXiv:2401.00001', 'Extended version of withdrawn work'])(
  'a paper that mentions another’s withdrawal is not withdrawn: %j',
  async (comment) => {
    queries().reply(200, queryPage([{ id: '2611.00001v1', comment }]));

    expect((await outcomeOf(arxivAt().source, day)).papers).toEqual([
      expect.not.objectContaining({ isWithdrawn: true }),
    ]);
  },
);

describe('what is no feed', () => {
  test.each([
    [200, 'arXiv answered with a web page instead of papers.'],
    [403, 'arXiv denies access (HTTP 403).'],
  ])('a block page with status %i is no list without papers, and is not asked for again', async (status, message) => {
    feeds().reply(status, blockPage);
    const { source, waits } = arxivAt();

    const { failure } = await outcomeOf(source, 'feed');

    expect(failure).toMatchObject({ kind: 'blocked', message });
    expect(waits).toEqual([3_000]);
  });

  test('an answer that breaks off is asked for again, and not read in part', async () => {
    const whole = dailyFeed([{ id: '2611.12345' }, { id: '2611.12346' }]);
    const http = mockHttp('https://rss.arxiv.org');
    http.get('/rss/cs.CL+cs.LG').reply(200, whole.slice(0, whole.length - 200));
    http.get('/rss/cs.CL+cs.LG').reply(200, whole);

    expect((await outcomeOf(arxivAt().source, 'feed')).papers).toHaveLength(2);
  });

  test('nothing at all is unreadable', async () => {
    feeds().times(3).reply(200, '');

    expect((await outcomeOf(arxivAt().source, 'feed')).failure?.kind).toBe('unreadable');
  });
});

describe('arXiv’s rules', () => {
  test('one request at a time, 3 s after the last one ended, also when two ask at once', async () => {
    const http = mockHttp('https://export.arxiv.org');
    const inFlight = { now: 0, most: 0 };
    http
      .get('/api/query')
      .query(true)
      .times(3)
      .reply(200, async () => {
        inFlight.now += 1;
        inFlight.most = Math.max(inFlight.most, inFlight.now);
        await new Promise(setImmediate);
        inFlight.now -= 1;
        return queryPage([]);
      });
    const { source, waits } = arxivAt();

    await Promise.all(['2026-11-17', '2026-11-18', '2026-11-19'].map((one) => outcomeOf(source, one)));

    expect(inFlight.most).toBe(1);
    expect(waits).toEqual([3_000, 3_000, 3_000]);
  });

  test('who is told "Rate exceeded" waits long, and longer when asked to', async () => {
    const http = mockHttp('https://rss.arxiv.org');
    http.get('/rss/cs.CL+cs.LG').reply(429, 'Rate exceeded.');
    http.get('/rss/cs.CL+cs.LG').reply(429, 'Rate exceeded.', { 'Retry-After': '120' });
    http.get('/rss/cs.CL+cs.LG').reply(200, dailyFeed([]));
    const { source, waits } = arxivAt();

    await outcomeOf(source, 'feed');

    expect(waits).toEqual([3_000, 30_000, 120_000]);
  });

  test('the client says who it is', async () => {
    mockHttp('https://rss.arxiv.org')
      .matchHeader('user-agent', /^Paperboy/)
      .get('/rss/cs.CL+cs.LG')
      .reply(200, dailyFeed([]));

    expect((await outcomeOf(arxivAt().source, 'feed')).failure).toBeUndefined();
  });

  test('after failed runs the next one comes after half an hour, doubling to half a day', () => {
    const { source } = arxivAt();

    expect([1, 2, 3, 9].map((failures) => source.failurePauseMs(failures) / 60_000)).toEqual([30, 60, 120, 720]);
  });

  test('a stand-in serves feeds and queries on one address', async () => {
    mockHttp('http://127.0.0.1:4001').get('/rss/cs.CL+cs.LG').reply(200, dailyFeed([]));

    expect((await outcomeOf(arxivAt(0, 'http://127.0.0.1:4001/').source, 'feed')).failure).toBeUndefined();
  });
});

describe('an answer with many papers', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `2611.${10_000 + index}`);

  /** What a slice brings when `text` is the answer, and how often others had their turn meanwhile. */
  async function readMeanwhile(slice: string, text: string) {
    const source = createArxiv({
      get: async () => ({ text, headers: new Headers() }),
      ...{ url: undefined, categories: ['cs.CL'], monotonicMs: () => 0, sleep: async () => undefined },
    });
    const { result, turns } = await countingTurns(() => outcomeOf(source, slice));
    return { ids: result.papers.map(({ id }) => id), turns };
  }

  test.each([
    ['feed', dailyFeed(ids.map((id) => ({ id })))],
    [day, queryPage(ids.map((id) => ({ id: `${id}v1` })))],
  ])('is read in steps, between which questions are answered: %s', async (slice, text) => {
    const read = await readMeanwhile(slice, text);

    expect(read.ids).toEqual(ids);
    expect(read.turns).toBeGreaterThanOrEqual(9); // between ten steps of 20 papers
  });

  test('one that cannot be cut into its papers is read as a whole', async () => {
    const [first = '', second = ''] = ids;
    const crooked = dailyFeed([{ id: first }, { id: second }]).replace('</item>', '</item ><!-- no </item> -->');

    expect((await readMeanwhile('feed', crooked)).ids).toEqual([first, second]);
  });
});

describe('when it is read', () => {
  const { source } = arxivAt();
  const at = (moment: string) => Date.parse(moment);
  const next = (moment: string, hasNews: boolean) => new Date(source.nextRunAt(at(moment), hasNews, 0)).toISOString();

  test('once a day, after midnight in New York; after Friday on Monday', () => {
    expect(next('2026-11-24T17:00:00Z', true)).toBe('2026-11-25T05:20:00.000Z');
    expect(next('2026-11-27T17:00:00Z', true)).toBe('2026-11-30T05:20:00.000Z');
    expect(next('2026-11-28T17:00:00Z', false)).toBe('2026-11-30T05:20:00.000Z');
  });

  test('a weekday without one new paper means that yesterday’s feed still stands: again in an hour', () => {
    expect(next('2026-11-24T05:30:00Z', false)).toBe('2026-11-24T06:30:00.000Z');
  });

  test('at first the feed alone; then also each day once, two days later, for what a stale feed left out', () => {
    const feedRead = (readAt: string) => new Map([['feed', { slice: 'feed', readAt: at(readAt), papers: 9 }]]);
    const since = (readAt: string) => source.slicesDue(tuesday, feedRead(readAt));

    expect(source.slicesDue(tuesday, new Map())).toEqual(['feed']);
    expect(since('2026-11-24T05:30:00Z')).toEqual(['feed', '2026-11-22']);
    expect(since('2026-11-20T05:30:00Z')).toEqual(['feed', '2026-11-20', '2026-11-21', '2026-11-22']);
    expect(since('2026-10-01T05:30:00Z')).toHaveLength(7);
    const dayRead = (readAt: string) =>
      feedRead('2026-11-24T05:30:00Z').set('2026-11-22', { slice: '2026-11-22', readAt: at(readAt), papers: 0 });
    expect(source.slicesDue(tuesday, dayRead('2026-11-24T05:30:00Z'))).toEqual(['feed']);
    // The queries failed two days ago, while the feed was there every day.
    const read = feedRead('2026-11-24T05:30:00Z').set('2026-11-20', {
      ...{ slice: '2026-11-20', readAt: at('2026-11-22T05:30:00Z'), papers: 0 },
    });
    expect(source.slicesDue(tuesday, read)).toEqual(['feed', '2026-11-21', '2026-11-22']);
    // Somebody read it by hand before the queries had it.
    expect(source.slicesDue(tuesday, dayRead('2026-11-23T05:30:00Z'))).toEqual(['feed', '2026-11-22']);
  });
});

test('what is no entry or item is told in words', () => {
  const { skipped } = batchOf([
    readEntry(null, 0),
    readEntry({ id: 'x', title: { value: 5 } }, 1),
    readFeedItem('', 2),
  ]);

  expect(skipped).toEqual([
    { item: 'entry 1', reason: 'is no paper: it has no fields' },
    { item: 'entry 2', reason: 'is no paper: its title is missing' },
    { item: 'item 3', reason: 'is no paper: it has no fields' },
  ]);
});

test('whatever an entry or item turns into, it never breaks, and is a paper or told', () => {
  const anything = fc.anything({ withNullPrototype: false });
  const entries = fc.record(
    { id: anything, title: anything, summary: anything, authors: anything, categories: anything, arxiv: anything },
    { requiredKeys: [] },
  );
  const items = fc.record(
    { title: anything, link: anything, description: anything, dc: anything, categories: anything, pubDate: anything },
    { requiredKeys: [] },
  );

  fc.assert(
    fc.property(
      fc.array(fc.oneof(entries, anything)),
      fc.array(fc.oneof(items, anything)),
      (manyEntries, manyItems) => {
        const batch = batchOf(manyEntries.map(readEntry));
        expect(batch.papers.length + batch.skipped.length).toBe(manyEntries.length);
        batchOf(manyItems.map(readFeedItem));
      },
    ),
    { numRuns: 300 },
  );
});

describe('many papers by their ids', () => {
  const found = async (ids: readonly string[], { source } = arxivAt()): Promise<string[]> => {
    const papers: string[] = [];
    for await (const some of source.findAll(ids, new AbortController().signal))
      papers.push(...some.map(({ id }) => id));
    return papers;
  };
  const serial = (index: number): string => `2611.${String(index).padStart(5, '0')}`;

  test('take one request a hundred, three seconds apart', async () => {
    const ids = Array.from({ length: 119 }, (_, index) => serial(index));
    const asked: string[] = [];
    queries()
      .twice()
      .reply(200, (request: Request) => {
        const list = new URL(request.url).searchParams.get('id_list') ?? '';
        asked.push(list);
        return queryPage(list.split(',').map((id) => ({ id: `${id}v1` })));
      });
    const arxiv = arxivAt();

    expect(await found(ids, arxiv)).toEqual(ids);
    expect(asked.map((list) => list.split(',').length)).toEqual([100, 19]);
    expect(arxiv.waits).toEqual([3_000, 3_000]);
  });

  test('are found beside an id that arXiv never gave, for which it refuses the whole list', async () => {
    queries()
      .times(3)
      .reply(200, (request: Request) => {
        const list = new URL(request.url).searchParams.get('id_list') ?? '';
        return list.includes(serial(7)) ? errorPage : queryPage([{ id: `${list}v1` }]);
      });

    expect(await found([serial(7), serial(8)])).toEqual([serial(8)]);
  });
});
