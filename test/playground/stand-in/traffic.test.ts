import { expect, test } from 'vitest';
import { createChanges } from '../../../src/playground/stand-in/changes.ts';
import { createTraffic, type TrafficItem } from '../../../src/playground/stand-in/traffic.ts';
import { createManualClock } from './manual-clock.ts';

const aJournal = () => createTraffic({ clock: createManualClock(), changes: createChanges() });
const aCall = (text: string): TrafficItem => {
  return { kind: 'call', method: 'chat.postMessage', arguments: { text }, status: 200, response: { ok: true } };
};

test('the newest 2,000 entries are kept', () => {
  const journal = aJournal();

  for (let count = 0; count < 2_010; count += 1) journal.add(aCall('hi'));

  expect(journal.entries().map(({ id }) => id)).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 11));
});

test('at most 20 MB are kept, the newest', () => {
  const journal = aJournal();

  for (let count = 0; count < 300; count += 1) journal.add(aCall('x'.repeat(90_000)));

  expect(JSON.stringify(journal.entries()).length).toBeLessThan(20_000_000);
  expect(journal.entries().length).toBeGreaterThan(200);
  expect(journal.entries().at(-1)?.id).toBe(300);
});

test('of a body over 100 kB the beginning is kept, with a note', () => {
  const journal = aJournal();

  journal.add(aCall('é'.repeat(60_000)));

  const [call] = journal.calls();
  expect(call?.arguments).toEqual({
    shortened: 'The first 100000 of 120011 bytes of JSON.',
    beginning: expect.stringMatching(/^\{"text":"éé/),
  });
  expect(call?.response).toEqual({ ok: true });
});
