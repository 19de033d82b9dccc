import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { developmentFiles, readQueries } from '../../src/cli/eval-command.ts';
import { openPaperboy, shippedLibrary } from '../../src/library/open-paperboy.ts';
import type { Paper } from '../../src/papers/paper.ts';
import { piecesAsked } from '../../src/search/asked-text.ts';
import { createLibrary, type Library } from '../../src/search/library.ts';
import { dims } from '../../src/search/meaning/encoder.ts';
import { absentMeaning, type Meaning } from '../../src/search/meaning/meaning.ts';
import { quantise } from '../../src/search/meaning/packed-vectors.ts';
import { parseQuestion } from '../../src/search/question.ts';
import { rank } from '../../src/search/ranking.ts';
import { featuresOf, judgedPapers } from '../../src/search/verdict.ts';
import {
  type Feature,
  type Features,
  featureNames,
  scoreOf,
  type VerdictModel,
} from '../../src/search/verdict-model.ts';
import { readCorpus } from '../bench/corpus-lines.ts';
import { seeded } from '../support/seeded.ts';
import { generatedQuestions } from './generated-questions.ts';
import { fitLogistic, type Sample } from './logistic-regression.ts';

// npm run fit:verdict -- --corpus FILE --embeddings FILE: makes src/search/verdict-weights.ts anew. It learns from the development queries
// over the shipped papers and with others added, and from generated questions over libraries of several sizes.

/** Papers added to the shipped ones. */
const added = [0, 2_000, 20_000];
/** Sizes of libraries that generated questions are asked of, papers of each asked for, and papers that are in none of them. */
const generatedSizes = [119, 500, 2_000, 6_000, 20_000];
const askedFor = 250;
const askedForOutside = 500;
/** What the generated questions count beside those that people wrote: they repeat the words of the papers. */
const generatedShare = 0.5;
/** Shares of the answerable development queries that are refused and doubted, among the shipped papers. */
const refusedShare = 0.012;
const doubtedShare = 0.08;
const folds = 5;

interface Observed {
  readonly features: Features;
  readonly isAnswerable: boolean;
  /** Queries of one fold are judged by what the others taught; undefined: generated. */
  readonly fold: number | undefined;
  readonly size: number;
  readonly kind: string;
}

const { values: options } = parseArgs({ options: { corpus: { type: 'string' }, embeddings: { type: 'string' } } });
if (options.corpus === undefined || options.embeddings === undefined) {
  process.stderr.write('npm run fit:verdict -- --corpus FILE.jsonl.gz --embeddings FILE.int8\n');
  process.exit(2);
}
const started = performance.now();
const random = seeded(1);
const embeddings = openSync(options.embeddings, 'r');
const corpus: { paper: Paper; line: number }[] = [];
const mostCorpus = 100_000;
await readCorpus(options.corpus, (paper) => {
  if (corpus.length < mostCorpus) corpus.push({ paper, line: corpus.length });
});
for (let at = corpus.length - 1; at > 0; at -= 1) {
  const other = Math.floor(random() * (at + 1));
  const [one, two] = [corpus[at], corpus[other]];
  if (one !== undefined && two !== undefined) [corpus[at], corpus[other]] = [two, one];
}
const inside = corpus.slice(0, 20_000);
const outside = corpus.slice(20_000, 20_000 + askedForOutside);

function addFromCorpus(library: Library, { paper, line }: (typeof corpus)[number]): void {
  if (library.get(paper.id) !== undefined) return;
  const whole = new Int8Array(dims);
  readSync(embeddings, whole, 0, dims, line * dims);
  library.add([paper]);
  library.setVector(paper.id, '', whole);
}

// The corpus comes without vectors of sentences, so the second look at the best is left out for all.
const shipped = await openPaperboy({ files: [shippedLibrary], now: Date.now, onProblem: () => undefined });
const { meaning } = shipped;
if (meaning === undefined) throw new Error(`There is nothing to fit without the encoder. ${shipped.absence}`);
const wholesOnly: Meaning = { ...meaning, ofKeys: async () => new Map() };

const observed: { readonly withMeaning: Observed[]; readonly byWords: Observed[] } = { withMeaning: [], byWords: [] };

async function observe(library: Library, text: string, about: Omit<Observed, 'features' | 'size'>): Promise<void> {
  const question = parseQuestion(text, 0);
  const known = await wholesOnly.of(piecesAsked(library, wholesOnly.hasWord, question.words), 'topic');
  for (const [asked, list] of [
    [known, observed.withMeaning],
    [absentMeaning, observed.byWords],
  ] as const) {
    const ranking = await rank({ library, meaning: wholesOnly }, question, asked, { limit: 20 });
    if (ranking.isTalk || question.problems.length > 0) return;
    const best = ranking.ranked.slice(0, judgedPapers);
    list.push({ ...about, features: featuresOf({ ...ranking, librarySize: library.size }, best), size: library.size });
  }
}

const unanswerable = new Set(['none', 'off-topic', 'small-talk']);
const queries = developmentFiles.flatMap(readQueries);

async function observeAll(): Promise<void> {
  const grown = createLibrary();
  const keys = [...shipped.library.papers()].flatMap(({ id }) => shipped.library.vectorKeyOf(id) ?? []);
  const meanings = await meaning?.ofKeys(keys);
  for (const paper of shipped.library.papers()) {
    grown.add([paper]);
    const key = shipped.library.vectorKeyOf(paper.id) ?? '';
    const known = meanings?.get(key);
    if (known !== undefined) grown.setVector(paper.id, key, quantise(known.whole));
  }
  for (const more of added) {
    for (const one of inside.slice(0, more)) addFromCorpus(grown, one);
    for (const [index, { kind, query }] of queries.entries())
      await observe(grown, query, { isAnswerable: !unanswerable.has(kind), fold: index % folds, kind });
    process.stderr.write(`${grown.size} papers, ${Math.round((performance.now() - started) / 1_000)} s\n`);
  }
  const library = createLibrary();
  const asking = seeded(2);
  const elsewhere = outside.flatMap(({ paper }) => generatedQuestions(paper, asking));
  for (const size of generatedSizes) {
    for (const one of inside.slice(0, size)) addFromCorpus(library, one);
    const step = Math.max(Math.floor(size / askedFor), 1);
    const held = inside.slice(0, size).filter((_, index) => index % step === 0);
    const here = held.slice(0, askedFor).flatMap(({ paper }) => generatedQuestions(paper, asking));
    const about = { fold: undefined, kind: 'generated' };
    for (const question of here) await observe(library, question, { ...about, isAnswerable: true });
    for (const question of elsewhere) await observe(library, question, { ...about, isAnswerable: false });
    process.stderr.write(`${size} papers, generated, ${Math.round((performance.now() - started) / 1_000)} s\n`);
  }
}

type Linear = Pick<VerdictModel, 'bias' | 'weights'>;

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;

function regression(samples: readonly Observed[], names: readonly Feature[]): Linear {
  const written = samples.filter(({ fold }) => fold !== undefined);
  const generated = samples.length - written.length;
  const answerable = written.filter((one) => one.isAnswerable).length / written.length;
  const { bias, weights } = fitLogistic(
    samples.map(({ features, isAnswerable, fold }): Sample => {
      const balance = 0.5 / (isAnswerable ? answerable : 1 - answerable);
      return {
        features: names.map((name) => features[name]),
        isPositive: isAnswerable,
        weight: fold === undefined ? (generatedShare * written.length) / generated : balance,
      };
    }),
  );
  return { bias, weights: Object.fromEntries(names.map((name, index) => [name, weights[index] ?? 0])) };
}

/**
 * The regression, its weight of the library's size set anew: so that as many answerable questions are doubted in a large library as in a
 * small one. What it learns of sizes by itself rests on questions that a large library may well answer though none were written for it.
 */
function learn(samples: readonly Observed[], names: readonly Feature[]): Linear {
  const learnt = regression(samples, names);
  const withoutSize = { ...learnt, weights: { ...learnt.weights, size: 0 } };
  const answerable = samples.filter((one) => one.isAnswerable && one.fold !== undefined);
  const cuts = [...new Set(answerable.map(({ size }) => size))].map((size) => {
    const scores = answerable.filter((one) => one.size === size).map(({ features }) => scoreOf(withoutSize, features));
    scores.sort((a, b) => a - b);
    return { size: Math.log2(size + 1), cut: quantile(scores, doubtedShare) };
  });
  const mean = (of: (one: (typeof cuts)[number]) => number): number =>
    cuts.reduce((sum, one) => sum + of(one), 0) / cuts.length;
  const [meanSize, meanCut] = [mean(({ size }) => size), mean(({ cut }) => cut)];
  const slope =
    mean(({ size, cut }) => (size - meanSize) * (cut - meanCut)) / mean(({ size }) => (size - meanSize) ** 2);
  return { bias: learnt.bias, weights: { ...learnt.weights, size: -slope } };
}

interface Judged extends Observed {
  readonly score: number;
}

/** How a model judges development queries that it has not learnt from. */
function judgedByOthers(samples: readonly Observed[], names: readonly Feature[]): Judged[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const learnt = samples.filter((one) => one.fold !== fold);
    const model = learn(learnt, names);
    return samples.filter((one) => one.fold === fold).map((one) => ({ ...one, score: scoreOf(model, one.features) }));
  });
}

function report(judged: readonly Judged[], cuts: Pick<VerdictModel, 'perhapsFrom' | 'sureFrom'>): void {
  for (const size of new Set(judged.map((one) => one.size))) {
    const ofSize = judged.filter((one) => one.size === size);
    const ofKind = (kind: string): readonly Judged[] => ofSize.filter((one) => one.kind === kind);
    const share = (of: readonly Judged[], from: number): string =>
      `${((100 * of.filter(({ score }) => score < from).length) / Math.max(of.length, 1)).toFixed(1)} %`;
    for (const [name, of] of [
      ['answerable', ofSize.filter((one) => one.isAnswerable)],
      ['none', ofKind('none')],
      ['off-topic', ofKind('off-topic')],
    ] as const) {
      const doubted = share(of, cuts.sureFrom);
      process.stdout.write(`${size} papers, ${name}: not sure ${doubted}, none ${share(of, cuts.perhapsFrom)}\n`);
    }
  }
}

const rounded = (value: number): number => Number(value.toPrecision(4));

function modelFor(samples: readonly Observed[], names: readonly Feature[]): VerdictModel {
  const judged = judgedByOthers(samples, names);
  const smallest = Math.min(...judged.map(({ size }) => size));
  const scores = judged
    .filter((one) => one.isAnswerable && one.size === smallest)
    .map(({ score }) => score)
    .sort((a, b) => a - b);
  const cuts = {
    perhapsFrom: rounded(quantile(scores, refusedShare)),
    sureFrom: rounded(quantile(scores, doubtedShare)),
  };
  process.stdout.write(`By ${names.join(', ')}, each query judged by what the others taught\n`);
  report(judged, cuts);
  const { bias, weights } = learn(samples, names);
  return {
    bias: rounded(bias),
    weights: Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, rounded(weight ?? 0)])),
    ...cuts,
  };
}

await observeAll();
if (process.env['OBSERVED'] !== undefined) writeFileSync(process.env['OBSERVED'], JSON.stringify(observed));
const models = {
  withMeaning: modelFor(observed.withMeaning, featureNames),
  byWords: modelFor(
    observed.byWords,
    featureNames.filter((name) => name !== 'cosine'),
  ),
};
const target = fileURLToPath(new URL('../../src/search/verdict-weights.ts', import.meta.url));
writeFileSync(
  target,
  `import type { VerdictModel } from './verdict-model.ts';

/** Made by \`npm run fit:verdict\` from the development queries and from generated questions; the score is that of a logistic regression. */
export const verdictWeights: { readonly withMeaning: VerdictModel; readonly byWords: VerdictModel } = ${JSON.stringify(models, undefined, 2)};
`,
);
closeSync(embeddings);
await shipped.close();
const megabytes = Math.round(process.resourceUsage().maxRSS / 1_024);
process.stdout.write(`${Math.round((performance.now() - started) / 1_000)} s, ${megabytes} MB\n`);
