import { describe, expect, test } from 'vitest';
import type { Digest } from '../../src/digests/digest.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { createReadingList, type ReadingList } from '../../src/reading/reading-list.ts';
import { createSavedPapers } from '../../src/store/saved-papers.ts';
import { aPaper } from '../support/builders.ts';
import { engines, useStores } from '../support/engines.ts';
import { type Desk, dayMs, hourMs, openDesk } from './desk.ts';

/** testNow is Sat 14 June 2025: the week begins on the 7th. */
const week: readonly Paper[] = [
  aPaper({ id: '2506.00001', title: 'Quantization of weights', published: '2025-06-10', upvotes: 12 }),
  aPaper({ id: '2506.00002', title: 'Quantization of caches', published: '2025-06-11', upvotes: 40 }),
  aPaper({ id: '2506.00003', title: 'Pruning at once', published: '2025-06-12', upvotes: 3 }),
  aPaper({
    id: '2506.00004',
    title: 'Robots that walk',
    submitted: '2025-06-13',
    published: '2025-05-01',
    upvotes: 90,
  }),
  aPaper({ id: '2506.00005', title: 'A survey of everything', published: '2025-06-12', upvotes: 70 }),
];
const before: readonly Paper[] = [
  aPaper({ id: '2505.00001', title: 'Quantization, long ago', published: '2025-05-20', upvotes: 500 }),
  // Only its month is known: nobody can say that it is of this week.
  aPaper({ id: '2506.00009', title: 'Quantization, some day in June', upvotes: 600 }),
];

const titlesOf = (told: readonly { paper: Paper; count: number }[] = []): string[] =>
  told.map(({ paper, count }) => `${paper.title} ${count}`);

describe.each(engines)('on %s', (engine) => {
  const stores = useStores(engine);

  async function aWeek(papers: readonly Paper[] = [...week, ...before]): Promise<{ desk: Desk; list: ReadingList }> {
    const store = await stores.open();
    const desk = openDesk(store, papers);
    return { desk, list: createReadingList({ saved: createSavedPapers(store), now: () => desk.clock.now }) };
  }

  /** What the first post of a weekly digest held. */
  async function posted(desk: Desk, wishes: object = {}, channel = 'C1'): Promise<Digest> {
    await desk.subscribe({ days: [6], topics: ['quantization', 'pruning'], ...wishes }, channel);
    desk.clock.now += 9 * hourMs;
    await desk.postAll();
    const [part] = desk.post.parts;
    if (part === undefined) throw new Error('Nothing was posted.');
    return part.digest;
  }

  test('a weekly digest counts what people saved where its readers could see it, and never private saves', async () => {
    const { desk, list } = await aWeek();
    const [first, second, third] = week;
    if (first === undefined || second === undefined || third === undefined) throw new Error('There are no papers.');
    for (const person of ['U1', 'U2']) await list.save({ team: 'T1', person }, first, 'C1');
    await list.save({ team: 'T1', person: 'U3' }, first, 'COPEN');
    await list.save({ team: 'T1', person: 'U1' }, second, 'COPEN');
    // In another private channel, for oneself, in another workspace.
    for (const person of ['U4', 'U5', 'U6', 'U7']) await list.save({ team: 'T1', person }, third, 'CSECRET');
    for (const person of ['U8', 'U9']) await list.save({ team: 'T1', person }, third, undefined);
    await list.save({ team: 'T2', person: 'U1' }, third, 'C1');

    const { roundUp } = await posted(desk);

    expect(titlesOf(roundUp?.saved)).toEqual(['Quantization of weights 3', 'Quantization of caches 1']);
  });

  test('what was saved more than a week ago, or taken off again, is not counted', async () => {
    const { desk, list } = await aWeek();
    const [first, second] = week;
    if (first === undefined || second === undefined) throw new Error('There are no papers.');
    await list.save({ team: 'T1', person: 'U1' }, first, 'C1');
    desk.clock.now += 7 * dayMs;
    await list.save({ team: 'T1', person: 'U1' }, second, 'C1');
    await list.unsave({ team: 'T1', person: 'U1', paperId: second.id });

    const { roundUp } = await posted(desk);

    expect(roundUp?.saved ?? []).toEqual([]);
  });

  test('the most upvoted are of this week for sure, not ruled out, and named once', async () => {
    const { desk, list } = await aWeek();
    const [, second] = week;
    if (second === undefined) throw new Error('There are no papers.');
    await list.save({ team: 'T1', person: 'U1' }, second, 'C1');

    const { roundUp } = await posted(desk, { exclusions: ['survey'] });

    expect(titlesOf(roundUp?.saved)).toEqual(['Quantization of caches 1']);
    expect(titlesOf(roundUp?.upvoted)).toEqual([
      'Robots that walk 90',
      'Quantization of weights 12',
      'Pruning at once 3',
    ]);
  });

  test('its picture counts the papers of the week on each topic; without topics those that several papers name', async () => {
    const { desk } = await aWeek();
    const topics = (await posted(desk)).roundUp?.subjects;
    const named = (paper: Paper, ...keywords: string[]): Paper => ({ ...paper, keywords });
    const [first, second, third, fourth] = week;
    if (!first || !second || !third || !fourth) throw new Error('There are no papers.');
    const worded = [
      named(first, 'Post-training Quantization', 'LLM'),
      named(second, 'post-training quantization', 'llm'),
      named(third, 'LLM', 'pruning'),
      named(fourth, 'robots'),
    ];
    const all = await aWeek(worded);

    const keywords = (await posted(all.desk, { topics: [] })).roundUp?.subjects;

    expect(topics).toEqual({
      of: 'topics',
      counts: [
        { name: 'quantization', papers: 2 },
        { name: 'pruning', papers: 1 },
      ],
    });
    expect(keywords?.counts.map(({ name, papers }) => `${name.toLowerCase()} ${papers}`)).toEqual([
      'llm 3',
      'post-training quantization 2',
    ]);
  });

  test('tried again after a crash it tells the same week, whatever people saved meanwhile', async () => {
    const { desk, list } = await aWeek();
    const [first, second] = week;
    if (first === undefined || second === undefined) throw new Error('There are no papers.');
    await list.save({ team: 'T1', person: 'U1' }, first, 'C1');
    desk.post.next('unclear');
    desk.post.during(async () => void (await list.save({ team: 'T1', person: 'U2' }, second, 'C1')));

    await posted(desk);

    const [tried, again] = desk.post.parts.filter(({ part }) => part === 0);
    expect(titlesOf(again?.digest.roundUp?.saved)).toEqual(['Quantization of weights 1']);
    expect(again?.digest.roundUp).toEqual(tried?.digest.roundUp);
  });

  test('a week that brings nothing on its topics is told of all the same, every week anew; one of which there is nothing to tell once', async () => {
    const next = aPaper({ id: '2506.00006', title: 'Robots that climb', published: '2025-06-18', upvotes: 5 });
    const { desk } = await aWeek([...week, next]);
    await desk.subscribe({ days: [6], topics: ['dropout'], whenQuiet: 'say' });

    for (let saturday = 0; saturday < 4; saturday += 1) {
      desk.clock.now += 9 * hourMs;
      await desk.postAll();
      desk.clock.now += 6 * dayMs + 15 * hourMs - 60_000;
    }

    const told = desk.post.parts.map(({ digest: { kind, roundUp } }) => [kind, titlesOf(roundUp?.upvoted)]);
    expect(told).toEqual([
      ['nothing-new', ['Robots that walk 90', 'A survey of everything 70', 'Quantization of caches 40']],
      ['nothing-new', ['Robots that climb 5']],
      ['nothing-new', []],
    ]);
  });

  test('a daily digest has none, nor has a weekly one of a week of which there is nothing to tell', async () => {
    const daily = await aWeek();
    const quiet = await aWeek(before);

    expect((await posted(daily.desk, { days: [1, 2, 3, 4, 5, 6, 7] })).roundUp).toBeUndefined();
    expect((await posted(quiet.desk)).roundUp).toBeUndefined();
  });
});
