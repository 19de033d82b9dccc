import { writeFileSync } from 'node:fs';
import { openPaperboyOf, type PaperboyOptions, type VectorsOptions } from '../library/open-paperboy.ts';
import { piecesAsked } from '../search/asked-text.ts';
import { mean, ndcg, percentile, recall, reciprocalRank } from '../search/evaluation.ts';
import { absentMeaning } from '../search/meaning/meaning.ts';
import { parseQuestion } from '../search/question.ts';
import { rank } from '../search/ranking.ts';
import { type CollectionFiles, readCollection } from './collection.ts';
import type { Progress } from './progress.ts';

/** BEIR's depth for recall, and of a TREC run file. */
const depth = 100;
/** Of the ranking of judged documents alone: some collections judge a pool of each query and nothing else. */
const poolDepth = 20;

export type CollectionOptions = VectorsOptions & Pick<PaperboyOptions, 'now'> & { readonly progress: Progress };

/**
 * Measures the ranking on a collection in BEIR's format, without the verdict: every query gets its ranking. Writes a TREC run file
 * when asked to.
 */
export async function evaluateCollection(
  files: CollectionFiles,
  runFile: string | undefined,
  options: CollectionOptions,
): Promise<string> {
  const { papers, queries } = readCollection(files);
  const { library, meaning, close } = await openPaperboyOf(papers, options);
  const judged = [];
  for (const [index, { id, text, grades }] of queries.entries()) {
    options.progress.show(index, queries.length, 'queries');
    const question = parseQuestion(text, options.now());
    const start = performance.now();
    const asked = await meaning?.of(piecesAsked(library, meaning.hasWord, question.words), 'person');
    const { ranked } = await rank({ library, meaning }, question, asked ?? absentMeaning, {
      limit: library.size,
    });
    const ms = performance.now() - start;
    const best = ranked.slice(0, depth).map(({ paper, score }) => ({ id: paper.id, score }));
    const pool = ranked.flatMap(({ paper }) => (grades.has(paper.id) ? [paper.id] : []));
    judged.push({ id, ranked: best, ids: best.map((one) => one.id), pool, grades, ms });
  }
  options.progress.end();
  await close();
  if (runFile !== undefined) {
    const rows = judged.flatMap(({ id, ranked }) =>
      ranked.map((hit, index) => `${id} Q0 ${hit.id} ${index + 1} ${hit.score.toFixed(6)} paperboy\n`),
    );
    writeFileSync(runFile, rows.join(''));
  }
  const times = judged.map(({ ms }) => ms);
  return [
    `${queries.length} judged queries over ${library.size} documents`,
    `nDCG@10    ${mean(judged.map(({ ids, grades }) => ndcg(ids, grades, 10))).toFixed(4)}`,
    // BEIR counts every judged grade above 0 as relevant here.
    `MRR@10     ${mean(judged.map(({ ids, grades }) => reciprocalRank(ids, asRelevant(grades), 10))).toFixed(4)}`,
    `Recall@100 ${mean(judged.map(({ ids, grades }) => recall(ids, grades, depth))).toFixed(4)}`,
    `nDCG@${poolDepth} of the judged documents alone ${mean(judged.map(({ pool, grades }) => ndcg(pool, grades, poolDepth))).toFixed(4)}`,
    `ms a query: p50 ${percentile(times, 0.5).toFixed(2)}, p99 ${percentile(times, 0.99).toFixed(2)}`,
    '',
  ].join('\n');
}

function asRelevant(grades: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...grades].map(([id, grade]) => [id, grade > 0 ? 1 : 0]));
}
