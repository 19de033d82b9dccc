import { knownItemKinds, noneKind } from '../../src/cli/judged-queries.ts';
import { mean, ndcg, recall, reciprocalRank } from '../../src/search/evaluation.ts';

/** A query with the grades of its papers; papers that are not named are not relevant. */
export interface JudgedQuery {
  readonly kind: string;
  readonly query: string;
  readonly relevant: Readonly<Record<string, number>>;
}

/** Means over queries, each 0 to 1. */
export interface Quality {
  /** Of known items: 1 / rank of the first paper with the query's highest grade. */
  readonly mrrAt10: number;
  readonly ndcgAt10OfTopics: number;
  readonly recallAt100: number;
}

const topicKind = 'topic';

/** How deep rankings are looked at. */
export const depth = 100;

/** Of the development queries those that papers answer. */
export const answerable = <Query extends Pick<JudgedQuery, 'kind'>>(queries: readonly Query[]): Query[] =>
  queries.filter(({ kind }) => kind !== noneKind);

/** @param rankings ids for each query, best first, in the order of `queries` */
export function qualityOf(queries: readonly JudgedQuery[], rankings: readonly (readonly string[])[]): Quality {
  const judged = queries.map(({ kind, relevant }, index) => {
    const ranking = rankings[index] ?? [];
    const grades = new Map(Object.entries(relevant));
    return {
      kind,
      mrr: reciprocalRank(ranking, grades, 10),
      ndcg: ndcg(ranking, grades, 10),
      recall: recall(ranking, grades, depth),
    };
  });
  const topics = judged.filter(({ kind }) => kind === topicKind);
  const knownItems = judged.filter(({ kind }) => knownItemKinds.has(kind));
  return {
    mrrAt10: mean(knownItems.map(({ mrr }) => mrr)),
    ndcgAt10OfTopics: mean(topics.map(({ ndcg: value }) => value)),
    recallAt100: mean(judged.map(({ recall: value }) => value)),
  };
}
