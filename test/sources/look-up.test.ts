import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { composeSources } from '../../src/compose.ts';
import type { StandInPaper } from '../../src/playground/source-stand-in/published.ts';
import { type SourceStandIn, startSourceStandIn } from '../../src/playground/source-stand-in/source-stand-in.ts';
import type { SourceName } from '../../src/sources/source.ts';
import { followerOf, testNow } from '../support/builders.ts';
import { paperboyWith } from '../support/slack-workspace.ts';
import { aStore } from '../support/store.ts';

const folded: StandInPaper = {
  ...{ id: '2506.00001', title: 'Folded Attention for Long Contexts', authors: ['Ann Bee'], upvotes: 12 },
  abstract: 'We introduce folded attention.',
  categories: ['cs.CL'],
};

async function openLookUp(names: readonly SourceName[]) {
  const standIn = await startSourceStandIn({ now: () => testNow });
  onTestFinished(() => standIn.stop());
  const paperboy = paperboyWith([]);
  const { lookUp, papers } = composeSources({
    follower: followerOf(paperboy.library, () => testNow),
    store: await aStore(),
    random: () => 0.5,
    logger: pino({ level: 'silent' }),
    ...{ now: () => testNow, monotonicMs: () => testNow, sleep: async () => undefined },
    settings: {
      names,
      huggingFace: { url: standIn.url, token: undefined },
      arxiv: { url: standIn.url, categories: ['cs.CL'] },
    },
  });
  return { standIn, paperboy, lookUp, papers };
}

const puts: Readonly<Record<SourceName, (standIn: SourceStandIn) => void>> = {
  'hugging-face': (standIn) => standIn.huggingFace.put('2025-06-13', folded),
  arxiv: (standIn) => standIn.arxiv.put('2025-06-13', folded),
};

test.each(['hugging-face', 'arxiv'] as const)('a paper that %s has is found, kept and searched', async (name) => {
  const { standIn, paperboy, lookUp, papers } = await openLookUp([name]);
  puts[name](standIn);

  const found = await lookUp(folded.id);

  expect(found).toMatchObject({ kind: 'found', paper: { id: folded.id, title: folded.title } });
  expect(await paperboy.ask.paper(folded.id)).toMatchObject({ title: folded.title });
  expect(await papers.get(folded.id)).toMatchObject({ title: folded.title });
});

test('the second source is asked when the first has no such paper, or is down', async () => {
  const { standIn, lookUp } = await openLookUp(['hugging-face', 'arxiv']);
  puts.arxiv(standIn);

  expect(await lookUp(folded.id)).toMatchObject({ kind: 'found' });
  standIn.fail('hugging-face', 'down', 10);
  expect(await lookUp(folded.id)).toMatchObject({ kind: 'found' });
});

test('a paper that none has is unknown, one of the old scheme too', async () => {
  const { lookUp } = await openLookUp(['hugging-face', 'arxiv']);
  const unknown = { kind: 'unknown', sources: ['Hugging Face Daily Papers', 'arXiv'] };

  expect(await lookUp('2506.00002')).toEqual(unknown);
  expect(await lookUp('hep-th/9901001')).toEqual(unknown);
});

test('a source that is down is no proof that there is no such paper', async () => {
  const { standIn, lookUp } = await openLookUp(['hugging-face']);
  standIn.fail('hugging-face', 'web-page', 1);

  expect(await lookUp(folded.id)).toEqual({
    kind: 'failed',
    why: 'Hugging Face Daily Papers answered with a web page instead of papers.',
  });
});

test('without sources nothing is asked', async () => {
  const { standIn, lookUp } = await openLookUp([]);

  expect(await lookUp(folded.id)).toEqual({ kind: 'off' });
  expect(standIn.requests).toEqual([]);
});
