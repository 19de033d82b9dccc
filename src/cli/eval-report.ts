import { mean, percentile } from '../search/evaluation.ts';
import {
  generatedKind,
  knownItemKinds,
  leftOutKind,
  nearMissKind,
  noneKind,
  offTopicKind,
  partOf,
  similarKind,
  smallTalkKind,
  threadKind,
} from './judged-queries.ts';

/** How a query was answered. */
export interface Outcome {
  readonly kind: string;
  /** Queries for one paper belong together: the first paper that answers it, or the query itself. */
  readonly about: string;
  readonly isRefused: boolean;
  /** Answered with "nothing fits closely", or refused. */
  readonly isDoubted: boolean;
  readonly mrr: number;
  readonly recall: number;
  readonly ndcg: number;
  /** Papers in the whole list. */
  readonly listed: number;
  readonly ms: number;
}

const folds = 5;

/** The least and the greatest mean of five folds by paper: a change within it may be chance. */
function spread(outcomes: readonly Outcome[], measure: (one: Outcome) => number): string {
  const means = Array.from({ length: folds }, (_, fold) =>
    outcomes.filter(({ about }) => partOf(about, folds) === fold),
  )
    .filter((fold) => fold.length > 0)
    .map((fold) => mean(fold.map(measure)));
  return `${Math.min(...means).toFixed(2)}-${Math.max(...means).toFixed(2)}`;
}

function row(name: string, outcomes: readonly Outcome[]): string {
  const cell = (measure: (one: Outcome) => number): string => mean(outcomes.map(measure)).toFixed(3).padStart(9);
  return [
    name.padEnd(12),
    String(outcomes.length).padStart(7),
    cell(({ mrr }) => mrr),
    spread(outcomes, ({ mrr }) => mrr).padStart(10),
    cell(({ recall }) => recall),
    cell(({ ndcg }) => ndcg),
    spread(outcomes, ({ ndcg }) => ndcg).padStart(10),
    mean(outcomes.map(({ listed }) => listed))
      .toFixed(1)
      .padStart(7),
  ].join(' ');
}

function shares(outcomes: readonly Outcome[]): string {
  const percent = (is: (one: Outcome) => boolean): string =>
    `${((100 * outcomes.filter(is).length) / outcomes.length).toFixed(1)} %`;
  const folded = spread(outcomes, ({ isDoubted }) => 100 * Number(isDoubted)).replace(/\.\d\d/g, '');
  return [
    percent(({ isRefused }) => isRefused).padStart(7),
    percent(({ isDoubted }) => isDoubted).padStart(9),
    `${folded} %`.padStart(10),
  ].join(' ');
}

const unanswerableKinds = new Set([noneKind, smallTalkKind, offTopicKind, nearMissKind, leftOutKind]);

const isQuery = (kind: string): boolean =>
  ![threadKind, similarKind, generatedKind, ...unanswerableKinds].includes(kind);

const sharesOf: readonly (readonly [what: string, (kind: string) => boolean])[] = [
  ['unanswerable queries', (kind) => kind === noneKind],
  ['near misses', (kind) => kind === nearMissKind],
  ['answerable queries', isQuery],
  ['questions off topic', (kind) => kind === offTopicKind],
  ['generated', (kind) => kind === generatedKind],
  ['of papers left out', (kind) => kind === leftOutKind],
  ['threads of small talk', (kind) => kind === smallTalkKind],
  ['threads', (kind) => kind === threadKind],
];

/** The figures by kind, who was refused or doubted, and the times; each with what it varies by among five folds. */
export function reportOf(outcomes: readonly Outcome[]): string[] {
  const answerable = outcomes.filter(({ kind }) => !unanswerableKinds.has(kind));
  const kinds = [...new Set(answerable.map(({ kind }) => kind))];
  const known = answerable.filter(({ kind }) => knownItemKinds.has(kind));
  const times = outcomes.filter(({ kind }) => isQuery(kind)).map(({ ms }) => ms);
  return [
    `${'kind'.padEnd(12)} queries    MRR@10      folds  Recall@5   nDCG@10      folds  listed`,
    ...kinds.map((kind) =>
      row(
        kind,
        answerable.filter((one) => one.kind === kind),
      ),
    ),
    ...(known.length > 0 ? [row('known items', known)] : []),
    '',
    `${''.padEnd(24)}refused  or doubted     folds`,
    ...sharesOf.flatMap(([what, isOf]) => {
      const ofKind = outcomes.filter(({ kind }) => isOf(kind));
      return ofKind.length === 0 ? [] : [`${what.padEnd(24)}${shares(ofKind)}`];
    }),
    ...(times.length > 0
      ? [`ms a query: p50 ${percentile(times, 0.5).toFixed(2)}, p99 ${percentile(times, 0.99).toFixed(2)}`]
      : []),
  ];
}
