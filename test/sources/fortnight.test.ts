import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { composeSources } from '../../src/compose.ts';
import type { StandInPaper } from '../../src/playground/source-stand-in/published.ts';
import { type SourceStandIn, startSourceStandIn } from '../../src/playground/source-stand-in/source-stand-in.ts';
import type { Store } from '../../src/store/open-store.ts';
import { hourMs, openDesk } from '../digests/desk.ts';
import { libraryOf } from '../support/builders.ts';
import { aStore } from '../support/store.ts';

/** A Monday, noon in New York. */
const begin = Date.UTC(2026, 10, 2, 17);
const dayMs = 24 * hourMs;
const stepMs = hourMs / 2;

const dayAt = (days: number): string => new Date(begin + days * dayMs).toISOString().slice(0, 10);
const isWeekend = (days: number): boolean => [5, 6, 12, 13].includes(days);

/** About what, by turns; the second is what one of the subscriptions wants. */
const subjects = ['Graph Networks', 'Quantization', 'Robot Hands'] as const;

function aStandInPaper(number: number): StandInPaper {
  const subject = subjects[number % subjects.length] ?? subjects[0];
  return {
    id: `2611.${String(number).padStart(5, '0')}`,
    title: `${subject} ${number}`,
    abstract: `We study ${subject.toLowerCase()}, for the ${number}th time.`,
    ...{ authors: ['Ann Bee', 'Cee Dee'], categories: ['cs.CL'], upvotes: number % 7 },
  };
}

interface Happening {
  readonly hour: number;
  readonly act: (standIn: SourceStandIn) => void;
}

/** What happens at the sources, by hours since the begin. */
function happenings(): Happening[] {
  const all: Happening[] = [];
  let number = 0;
  for (let day = 0; day < 14; day += 1) {
    const count = isWeekend(day) ? 1 : 4;
    for (let nth = 0; nth < count; nth += 1) {
      number += 1;
      const paper = aStandInPaper(number);
      // Listed over the day, one in five a day late.
      const isLate = number % 5 === 0;
      all.push({
        hour: day * 24 + nth + (isLate ? 30 : 0),
        act: ({ huggingFace }) => huggingFace.put(dayAt(day), paper),
      });
      // One in four stands on two days, one in three on arXiv as well.
      if (number % 4 === 0)
        all.push({ hour: day * 24 + 20, act: ({ huggingFace }) => huggingFace.put(dayAt(day + 1), paper) });
      if (number % 3 === 0 && !isWeekend(day))
        all.push({ hour: day * 24, act: ({ arxiv }) => arxiv.put(dayAt(day), paper) });
      // Upvotes come for days.
      for (const later of [5, 40, 100])
        all.push({
          hour: day * 24 + later,
          act: ({ huggingFace }) => huggingFace.change(paper.id, { upvotes: paper.upvotes + later }),
        });
    }
    if (isWeekend(day)) continue;
    const onlyArxiv = aStandInPaper(1_000 + day);
    all.push({ hour: day * 24 - 12, act: ({ arxiv }) => arxiv.put(dayAt(day), onlyArxiv) });
  }
  const outages: Happening[] = [
    { hour: 10, act: (standIn) => standIn.fail('hugging-face', 'down') },
    { hour: 22, act: (standIn) => standIn.heal('hugging-face') },
    { hour: 30, act: (standIn) => standIn.fail('hugging-face', 'rate-limited', 3) },
    { hour: 50, act: (standIn) => standIn.fail('arxiv', 'web-page') },
    { hour: 75, act: (standIn) => standIn.heal('arxiv') },
    { hour: 100, act: (standIn) => standIn.fail('hugging-face', 'cut', 5) },
    { hour: 155, act: (standIn) => standIn.fail('arxiv', 'stale', 3) },
    { hour: 180, act: (standIn) => standIn.fail('arxiv', 'cut', 2) },
    { hour: 190, act: (standIn) => standIn.fail('hugging-face', 'web-page') },
    { hour: 230, act: (standIn) => standIn.heal('hugging-face') },
    { hour: 240, act: (standIn) => standIn.fail('arxiv', 'rate-limited', 4) },
    { hour: 250, act: (standIn) => standIn.fail('hugging-face', 'empty', 4) },
  ];
  return [...all, ...outages].sort((a, b) => a.hour - b.hour);
}

async function aBot(store: Store, standIn: SourceStandIn, clock: { now: number }) {
  const library = libraryOf([]);
  return {
    library,
    ...composeSources({
      ...{ paperboy: { library }, store, random: () => 0.5, logger: pino({ level: 'silent' }) },
      ...{ now: () => clock.now, monotonicMs: () => clock.now },
      sleep: async (ms) => {
        clock.now += ms;
      },
      settings: {
        names: ['hugging-face', 'arxiv'],
        huggingFace: { url: standIn.url, token: undefined },
        arxiv: { url: standIn.url, categories: ['cs.CL', 'cs.LG'] },
      },
    }),
  };
}

test('after a fortnight of outages, late lists, duplicates and changing upvotes the library holds exactly the papers of the sources, and each came in exactly one digest of whoever wants it', async () => {
  const store = await aStore();
  const clock = { now: begin - 12 * hourMs };
  const standIn = await startSourceStandIn({ now: () => clock.now });
  onTestFinished(() => standIn.stop());
  const [bot, second] = [await aBot(store, standIn, clock), await aBot(store, standIn, clock)];
  const desk = openDesk(store, [], bot.library);
  desk.clock.now = clock.now;
  const everything = await desk.subscribe({ time: '09:00', size: 20, whenQuiet: 'say' }, 'C1');
  const quantization = await desk.subscribe(
    { time: '18:00', size: 20, whenQuiet: 'say', topics: ['quantization'] },
    'C2',
  );

  const script = happenings();
  while (clock.now < begin + 17 * dayMs) {
    while (script[0] !== undefined && begin + script[0].hour * hourMs <= clock.now) script.shift()?.act(standIn);
    await Promise.all([bot.refresh.pass(), second.refresh.pass()]);
    desk.clock.now = clock.now;
    await desk.worker.pass();
    clock.now += stepMs;
  }

  const wanted = [
    ...new Map([...standIn.arxiv.all(), ...standIn.huggingFace.all()].map((paper) => [paper.id, paper])).values(),
  ];
  const idsOf = (papers: Iterable<{ readonly id: string }>): string[] => [...papers].map(({ id }) => id).sort();
  expect(wanted.length).toBeGreaterThan(50);
  expect(idsOf(bot.library.papers())).toEqual(idsOf(wanted));
  expect(idsOf(second.library.papers())).toEqual(idsOf(wanted));
  for (const { id, upvotes } of standIn.huggingFace.all()) expect(bot.library.get(id)?.upvotes).toBe(upvotes);

  const postedTo = (subscription: string): string[] =>
    desk.post.parts
      .filter(({ delivery }) => delivery.subscriptionId === subscription)
      .flatMap(({ digest }) => (digest.kind === 'papers' ? digest.papers.map(({ paper }) => paper.id) : []))
      .sort();
  expect(postedTo(everything.id)).toEqual(idsOf(wanted));
  expect(postedTo(quantization.id)).toEqual(idsOf(wanted.filter(({ title }) => title.startsWith('Quantization'))));
  // arXiv is asked about once a day, not every hour.
  expect(standIn.requests.filter((path) => path.startsWith('/rss/')).length).toBeLessThan(60);
});
