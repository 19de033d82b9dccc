import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Paper } from '../../src/papers/paper.ts';
import type { TextVectors } from '../../src/search/meaning/packed-vectors.ts';
import { piecesOf, vectorKey } from '../../src/search/meaning/paper-text.ts';
import { openVectorsInFile } from '../../src/search/meaning/vectors-in-file.ts';
import { toJsonLines } from '../../src/sources/digest-file/json-lines.ts';
import type { EngineJob, EngineTimes } from './engine-process.ts';
import { runInOwnProcess } from './own-process.ts';

const engineProcess = fileURLToPath(new URL('engine-process.ts', import.meta.url));

const putAtOnce = 500;

/**
 * Builds and asks each engine over the same papers and vectors.
 *
 * @param engines keys of allEngines
 * @param vectorsOf a paper; undefined for one that is found by words alone
 */
export async function* compareEngines(
  folder: string,
  engines: Iterable<string>,
  papers: readonly Paper[],
  { model, vectorsOf }: { readonly model: string; readonly vectorsOf: (paper: Paper) => TextVectors | undefined },
): AsyncGenerator<{ readonly engine: string; readonly times: EngineTimes }> {
  const papersFile = join(folder, 'compared.jsonl');
  const vectorsFile = join(folder, 'compared.bin');
  try {
    writeFileSync(papersFile, toJsonLines(papers));
    const vectors = openVectorsInFile(vectorsFile, 'append');
    for (let at = 0; at < papers.length; at += putAtOnce) {
      const put = papers.slice(at, at + putAtOnce).flatMap((paper) => {
        const known = vectorsOf(paper);
        return known === undefined ? [] : [[vectorKey(model, piecesOf(paper)), known] as const];
      });
      await vectors.put(new Map(put));
    }
    vectors.close();
    for (const engine of engines) {
      const job: EngineJob = { engine, papersFile, vectorsFile };
      yield { engine, times: await runInOwnProcess<EngineTimes>(engineProcess, job) };
    }
  } finally {
    rmSync(papersFile, { force: true });
    rmSync(vectorsFile, { force: true });
  }
}
