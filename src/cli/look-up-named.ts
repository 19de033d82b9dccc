import { readConfig } from '../config.ts';
import type { Paper } from '../papers/paper.ts';
import { createArxiv } from '../sources/arxiv/arxiv.ts';
import type { ParsedPapers } from '../sources/digest-file/email-digest.ts';
import type { FileProblem } from '../sources/digest-file/file-lines.ts';
import { createHttpGet } from '../sources/http-get.ts';
import { createIdForTitle, type IdForTitle } from '../sources/hugging-face/id-for-title.ts';
import { SourceError } from '../sources/source-error.ts';
import type { CommandContext } from './command.ts';
import { progressOn } from './progress.ts';

const requestTimeoutMs = 30_000;

/** A person waits, and can run the command again: arXiv's usual patience takes two minutes to find that there is no network. */
const patience = { pausesMs: [3_000], longestPauseMs: 10_000 };

/** Papers of a digest have no ids but those made of their titles. */
const madeFromTitle = /^title-/;

function idsForTitles({ env, now, sleep }: CommandContext): IdForTitle {
  const { huggingFace } = readConfig(env).sources;
  const get = createHttpGet({ timeoutMs: requestTimeoutMs, now });
  return createIdForTitle({ get, ...huggingFace, sleep });
}

/** The same papers, with the arXiv ids that Hugging Face's search has for exactly their titles. */
export async function withFoundIds(papers: readonly Paper[], context: CommandContext): Promise<Paper[]> {
  const idForTitle = idsForTitles(context);
  const found: Paper[] = [];
  // One after the other: the number of requests in five minutes is limited.
  const progress = progressOn(context.stderr);
  for (const [index, paper] of papers.entries()) {
    progress.show(index, papers.length, 'titles looked up at Hugging Face');
    const id = madeFromTitle.test(paper.id) ? await idForTitle(paper.title, new AbortController().signal) : undefined;
    found.push(id === undefined ? paper : { ...paper, id });
  }
  progress.end();
  return found;
}

/** The same lines; those that name a paper by its title alone name its id as well, where Hugging Face's search has exactly this title. */
export async function withNamedIds({ papers, problems }: ParsedPapers, context: CommandContext): Promise<ParsedPapers> {
  const idForTitle = idsForTitles(context);
  const found: FileProblem[] = [];
  for (const problem of problems) {
    const { id, title } = problem.named ?? {};
    const foundId =
      id === undefined && title !== undefined ? await idForTitle(title, new AbortController().signal) : undefined;
    found.push(foundId === undefined ? problem : { ...problem, named: { id: foundId, title } });
  }
  return { papers, problems: found };
}

/** What arXiv has of these ids, up to the first failure, which is given in one sentence. */
export async function foundByArxiv(
  ids: readonly string[],
  { env, now, sleep, stderr }: CommandContext,
): Promise<{ readonly papers: readonly Paper[]; readonly failure?: string }> {
  const { arxiv, areForbidden } = readConfig(env).sources;
  if (areForbidden) return { papers: [], failure: 'SOURCES is none, so arXiv was not asked.' };
  const get = createHttpGet({ timeoutMs: requestTimeoutMs, now });
  const source = createArxiv({ get, ...arxiv, patience, sleep, monotonicMs: () => performance.now() });
  const papers: Paper[] = [];
  const progress = progressOn(stderr);
  try {
    progress.show(0, ids.length, 'papers looked up at arXiv');
    for await (const some of source.findAll(ids, new AbortController().signal)) {
      papers.push(...some);
      progress.show(papers.length, ids.length, 'papers looked up at arXiv');
    }
    return { papers };
  } catch (error) {
    if (error instanceof SourceError) return { papers, failure: error.message };
    throw error;
  } finally {
    progress.end();
  }
}
