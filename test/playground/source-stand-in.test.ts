import { expect, onTestFinished, test } from 'vitest';
import { controlPage } from '../../src/playground/source-stand-in/control-page.ts';
import { dailyPapersDay, newYorkDay, weekdayBefore } from '../../src/playground/source-stand-in/new-york.ts';
import { type SourceStandIn, startSourceStandIn } from '../../src/playground/source-stand-in/source-stand-in.ts';

const tuesday = Date.UTC(2026, 10, 24, 17);

async function openStandIn(): Promise<SourceStandIn> {
  const standIn = await startSourceStandIn({ now: () => tuesday, page: controlPage });
  onTestFinished(() => standIn.stop());
  return standIn;
}

function post(
  standIn: SourceStandIn,
  path: string,
  fields: Record<string, string>,
  origin?: string,
): Promise<Response> {
  return fetch(new URL(path, standIn.url), {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    ...(origin !== undefined && { headers: { origin } }),
  });
}

test('a paper that a person publishes on the page stands on both sources, literally', async () => {
  const standIn = await openStandIn();

  await post(standIn, 'papers', { title: 'Sparse <b> & fast', abstract: 'We "skip".' });
  const page = await (await fetch(standIn.url)).text();
  const list = await (await fetch(new URL('api/daily_papers?date=2026-11-24', standIn.url))).json();
  const feed = await (await fetch(new URL('rss/cs.CL+cs.LG', standIn.url))).text();

  expect(page).toContain('2611.90001 Sparse &lt;b&gt; &amp; fast');
  expect(list).toMatchObject([{ paper: { id: '2611.90001', title: 'Sparse <b> & fast' } }]);
  expect(feed).toContain('<title>Sparse &lt;b&gt; &amp; fast</title>');
});

test('a source fails until it is healed there, and the other does not', async () => {
  const standIn = await openStandIn();
  const statuses = async (): Promise<number[]> =>
    Promise.all(
      ['api/daily_papers', 'rss/cs.CL'].map(async (path) => (await fetch(new URL(path, standIn.url))).status),
    );

  await post(standIn, 'faults', { source: 'arxiv', kind: 'down' });
  expect(await statuses()).toEqual([200, 503]);
  await post(standIn, 'faults', { source: 'arxiv', kind: 'none' });

  expect(await statuses()).toEqual([200, 200]);
});

test('a foreign page in the same browser cannot publish', async () => {
  const standIn = await openStandIn();

  const refused = await post(standIn, 'papers', { title: 'Spam', abstract: 'x' }, 'https://evil.example');

  expect(refused.status).toBe(403);
  expect(standIn.huggingFace.all()).toEqual([]);
});

test('a day that is not open yet, or is none, is refused', async () => {
  const standIn = await openStandIn();
  const status = async (date: string): Promise<number> =>
    (await fetch(new URL(`api/daily_papers?date=${date}`, standIn.url))).status;

  expect(await Promise.all(['2026-11-24', '2026-11-25', '2025-13-40'].map(status))).toEqual([200, 400, 400]);
});

test('its days are New York’s', () => {
  expect(dailyPapersDay(Date.parse('2026-07-15T01:29:00Z'))).toBe('2026-07-14');
  expect(dailyPapersDay(Date.parse('2026-07-15T01:30:00Z'))).toBe('2026-07-15');
  expect(newYorkDay(Date.parse('2026-07-15T03:59:00Z'))).toBe('2026-07-14');
  expect(weekdayBefore('2026-11-23')).toBe('2026-11-20');
});
