import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMeaning, similarity } from '../../src/search/meaning/meaning.ts';
import { decodeVectors } from '../../src/search/meaning/vectors-file.ts';
import { shippedSettings } from '../../src/training/shipped-settings.ts';
import { type TrainOptions, train } from '../../src/training/train.ts';
import { oneOf, seeded } from '../support/seeded.ts';

const folder = mkdtempSync(join(tmpdir(), 'paperboy-train-'));
const corpus = join(folder, 'corpus.jsonl');

/** Two fields. A title says "car" or "automobile", "gene" or "genome"; their abstracts are alike. */
const fields = [
  { names: ['car', 'automobile'], context: ['engine', 'wheel', 'road', 'driver', 'brake', 'traffic'] },
  { names: ['gene', 'genome'], context: ['cell', 'protein', 'mutation', 'enzyme', 'tissue', 'organism'] },
] as const;

function aCorpus(papers: number): string {
  const random = seeded(1);
  const lines = Array.from({ length: papers }, (_, id) => {
    const { names, context } = random() < 0.5 ? fields[0] : fields[1];
    const name = oneOf(random, names);
    const [a, b, c, d] = [0, 1, 2, 3].map(() => oneOf(random, context));
    return {
      id: `p${id}`,
      title: `On the ${name}, part ${id}`,
      abstract: `Any ${a} meets ${b}. Each ${c} is ${d}.`,
    };
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** What the usual run gives, to compare with. */
let usual = Buffer.alloc(0);

beforeAll(async () => {
  writeFileSync(corpus, aCorpus(400));
  usual = Buffer.from(await trained());
});
afterAll(() => rmSync(folder, { recursive: true }));

const options: TrainOptions = {
  ...shippedSettings,
  corpus,
  without: new Set(),
  checkpoint: join(folder, 'checkpoint'),
  isResumed: false,
  epochs: 6,
  threads: 2,
  batch: 64,
  limits: { ...shippedSettings.limits, dims: 16 },
};

async function trained(overrides: Partial<TrainOptions> = {}): Promise<Buffer> {
  return (await train({ ...options, ...overrides }, () => {})) ?? Buffer.alloc(0);
}

test('words whose papers are alike come to mean alike, though no paper holds both', async () => {
  const { vectorOf } = createMeaning(decodeVectors(await trained({ epochs: 40 }), 'trained'));

  const alike = similarity(vectorOf('car'), vectorOf('automobile'));
  const unlike = similarity(vectorOf('car'), vectorOf('genome'));

  expect(alike).toBeGreaterThan(0.3);
  expect(unlike).toBeLessThan(0);
});

test('the same seed gives the same bytes, on one thread or two', async () => {
  const [again, oneThread] = [await trained(), await trained({ threads: 1 })];

  expect(again.equals(usual)).toBe(true);
  expect(oneThread.equals(usual)).toBe(true);
});

test('another seed gives other bytes', async () => {
  expect((await trained({ seed: 2 })).equals(usual)).toBe(false);
});

test('a run that was stopped and resumed ends like one that was not', async () => {
  const stop = new AbortController();
  const stopped = await train(options, (at) => at.kind === 'learning' && at.step === 5 && stop.abort(), stop.signal);

  const resumed = await trained({ isResumed: true });

  expect(stopped).toBeUndefined();
  expect(resumed.equals(usual)).toBe(true);
  expect(existsSync(options.checkpoint)).toBe(false);
});

test('a checkpoint of another run is refused', async () => {
  const stop = new AbortController();
  await train(options, (at) => at.kind === 'learning' && at.step === 5 && stop.abort(), stop.signal);

  await expect(trained({ isResumed: true, seed: 2 })).rejects.toThrow('belongs to another run');
});

test('a gzipped corpus gives the same vectors', async () => {
  const gzipped = join(folder, 'corpus.jsonl.gz');
  writeFileSync(gzipped, gzipSync(aCorpus(400)));

  expect((await trained({ corpus: gzipped })).equals(usual)).toBe(true);
});

test('papers that quality is measured on are left out, by id or by title', async () => {
  const without = new Set(['p0', JSON.parse(aCorpus(2).split('\n')[1] ?? '').title.toLowerCase()]);

  const { header } = decodeVectors(await trained({ without, epochs: 1 }), 'trained');

  expect(header.papers).toBe(398);
});

test('a corpus that is too small is refused', async () => {
  const few = join(folder, 'few.jsonl');
  writeFileSync(few, aCorpus(10));

  await expect(trained({ corpus: few })).rejects.toThrow('holds 10 papers; training needs 64');
});

test('a corpus that is not there is told by its path', async () => {
  await expect(trained({ corpus: join(folder, 'missing.jsonl.gz') })).rejects.toThrow('missing.jsonl.gz');
});
