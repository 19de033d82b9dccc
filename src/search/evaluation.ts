/** Measures of retrieval quality, as TREC and BEIR define them. Grades: 0 = not relevant, higher = more so. */

/** Relevant document ids with their grades, of one query. */
export type Grades = ReadonlyMap<string, number>;

/** 1 / rank of the first document with the query's highest grade among the first `depth`; 0 when there is none. */
export function reciprocalRank(ranking: readonly string[], grades: Grades, depth: number): number {
  const best = Math.max(0, ...grades.values());
  const rank = best === 0 ? 0 : ranking.slice(0, depth).findIndex((id) => grades.get(id) === best) + 1;
  return rank === 0 ? 0 : 1 / rank;
}

/** Share of the relevant documents that are among the first `depth`. */
export function recall(ranking: readonly string[], grades: Grades, depth: number): number {
  const relevant = [...grades].filter(([, grade]) => grade > 0).map(([id]) => id);
  const found = new Set(ranking.slice(0, depth));
  return relevant.length === 0 ? 0 : relevant.filter((id) => found.has(id)).length / relevant.length;
}

/** Normalised discounted cumulative gain with linear gains (trec_eval's, so BEIR's), 0 to 1. */
export function ndcg(ranking: readonly string[], grades: Grades, depth: number): number {
  const gain = (list: readonly number[]): number =>
    list.slice(0, depth).reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
  const ideal = gain([...grades.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : gain(ranking.map((id) => grades.get(id) ?? 0)) / ideal;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which `share` (0 to 1) of the values lie, nearest rank; 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? 0;
}
