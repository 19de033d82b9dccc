import { expect, test } from 'vitest';
import { readBackwards, type ThreadReader } from '../../../src/slack/conversation/thread-history.ts';

const start = 1_750_000_000;

/** A thread with messages at these seconds after its first one, given as Slack gives it: oldest first, the first one with every page. */
function aThread(seconds: readonly number[]) {
  const times = [0, ...seconds].map((second) => (start + second).toFixed(6));
  let pages = 0;
  const client: ThreadReader = {
    conversations: {
      async replies({ oldest = '0', latest = '9999999999', limit = 1_000 }) {
        pages += 1;
        const [first, ...replies] = times;
        const inside = replies.filter((ts) => ts >= oldest && ts <= latest);
        const page = [first, ...inside.slice(0, limit)].map((ts) => ({ ts: ts ?? '' }));
        return { messages: page, has_more: inside.length > limit };
      },
    },
  };
  const span = { channel: 'C1', thread: times[0] ?? '', oldest: times[0] ?? '', latest: times.at(-1) ?? '' };
  return { client, span, times, pages: () => pages };
}

const evenly = (count: number, seconds: number): number[] =>
  Array.from({ length: count }, (_, index) => 1 + (index * seconds) / count);
const day = 86_400;

test.each([
  ['a short one', evenly(40, 3 * day), 1],
  ['one of 5,000, evenly over three days', evenly(5_000, 3 * day), 10],
  ['one of 5,000 within an hour', evenly(5_000, 3_600), 10],
  ['a burst of 3,000 after a year of silence', evenly(3_000, 3_600).map((second) => second + 365 * day), 12],
  [
    'a burst of 3,000, then three lone words over a year',
    [...evenly(3_000, 3_600), 100 * day, 200 * day, 365 * day],
    12,
  ],
])('all of %s is read newest first', async (_, seconds, mostPages) => {
  const { client, span, times, pages } = aThread(seconds);
  const seen = new Set<string>();

  const howFar = await readBackwards(client, span, ({ ts }) => {
    seen.add(ts);
    return false;
  });

  expect(howFar).toEqual({ kind: 'all' });
  expect([...seen]).toEqual(times.toReversed());
  expect(pages()).toBeLessThanOrEqual(mostPages);
});

test('reading stops at what was looked for, two pages from the end of thousands', async () => {
  const { client, span, times, pages } = aThread(evenly(5_000, 3 * day));
  const wanted = times.at(-900);

  const howFar = await readBackwards(client, span, ({ ts }) => ts === wanted);

  expect(howFar).toEqual({ kind: 'stopped' });
  expect(pages()).toBeLessThanOrEqual(3);
});

test('of tens of thousands the newest thousands are read, and where it ended is said', async () => {
  const { client, span, times } = aThread(evenly(40_000, 30 * day));
  const seen = new Set<string>();
  const see = ({ ts }: { readonly ts: string }): boolean => {
    seen.add(ts);
    return false;
  };

  const howFar = await readBackwards(client, span, see);
  const before = howFar.kind === 'cut' ? howFar.before : '';

  expect(seen.size).toBeGreaterThan(5_000);
  expect([...seen]).toEqual(times.slice(-seen.size).toReversed());
  const further = await readBackwards(client, { ...span, latest: before }, see);
  expect(further.kind).toBe('cut');
  expect([...seen]).toEqual(times.slice(-seen.size).toReversed());
});
